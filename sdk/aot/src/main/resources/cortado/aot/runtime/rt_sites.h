/* Call sites: where each is in the Java source, and who catches what is thrown there. The tables are generated. */
#pragma once

#if CORTADO_WIDE_SITES
typedef uint32_t CortadoIndex;
#else
typedef uint16_t CortadoIndex;
#endif

/* Offsets into cortado_names. */
typedef struct {
    CortadoIndex owner;
    CortadoIndex name;
    CortadoIndex file;
} CortadoMethod;

/* A site has several places, innermost first, where calls were inlined. */
#define CORTADO_MORE_PLACES 0x8000
typedef struct {
    CortadoIndex method;
    uint16_t line;
} CortadoPlace;

extern const char cortado_names[];
extern const CortadoMethod cortado_methods[];
extern const CortadoPlace cortado_places[];
extern const CortadoIndex cortado_site_first[];

/* Handler numbers start at 1; a list ends with 0. A null class catches everything. List 0 is empty. */
typedef struct {
    int32_t id;
    TeaVM_Class* exceptionClass;
} CortadoHandler;
extern const CortadoHandler cortado_handlers[];
extern const CortadoIndex cortado_site_handlers[];

/* The Java name of every class, ended by a null name. */
typedef struct {
    void* cls;
    const char* name;
} CortadoClassName;
extern const CortadoClassName cortado_class_names[];

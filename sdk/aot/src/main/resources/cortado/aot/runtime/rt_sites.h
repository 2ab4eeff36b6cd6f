/* Where each call site is in the Java source; generated. A site has several places where calls were inlined. */
#pragma once

typedef struct {
    const char* owner;
    const char* method;
    const char* file;
    int32_t line;
} CortadoPlace;

/* Site s has the places cortado_site_first[s] up to, not including, cortado_site_first[s + 1], innermost first. */
extern const uint16_t cortado_site_first[];
extern const CortadoPlace cortado_places[];

/*
 * What the generated C expects of the machine it runs on. One header serves every profile:
 * CORTADO_KERNEL chooses a world without collector, shadow stack and exception frames, in which a
 * failed check ends in cortado_kernel_panic.
 */
#pragma once
#include <stdint.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdalign.h>
#include <stdarg.h>
#include <string.h>
#include "core_defs.h"

#define TEAVM_UNREACHABLE __builtin_unreachable();
#define CORTADO_COLD __attribute__((cold, noinline))
#define CORTADO_APART __attribute__((noinline))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

typedef uint16_t char16_t;

/* ---- objects ---- */

/* header: where the class is; hash: the identity hash, 0 until somebody asked. */
typedef struct TeaVM_Object {
    int32_t header;
    int32_t hash;
} TeaVM_Object;

typedef struct TeaVM_Array {
    TeaVM_Object parent;
    int32_t size;
} TeaVM_Array;

typedef struct TeaVM_String {
    TeaVM_Object parent;
    TeaVM_Array* characters;
    int32_t hashCode;
} TeaVM_String;

typedef struct TeaVM_ReferenceQueue {
    TeaVM_Object parent;
    struct TeaVM_Reference* first;
    struct TeaVM_Reference* last;
} TeaVM_ReferenceQueue;

typedef struct TeaVM_Reference {
    TeaVM_Object parent;
    TeaVM_ReferenceQueue* queue;
    TeaVM_Object* object;
    struct TeaVM_Reference* next;
} TeaVM_Reference;

struct TeaVM_Services;

/* flags: bit 0 initialised, bits 1-3 how the collector treats instances, bits 4-7 primitive kind. */
typedef struct TeaVM_Class {
    TeaVM_Object* classObject;
    int32_t size;
    int32_t flags;
    int32_t tag;
    int32_t modifiers;
#if TEAVM_CLASS_NAME_USED
    TeaVM_Object** name;
#endif
#if TEAVM_CLASS_SIMPLE_NAME_USED
    TeaVM_Object** simpleName;
#endif
    struct TeaVM_Class* itemType;
    struct TeaVM_Class* arrayType;
#if TEAVM_CLASS_DECLARING_CLASS_USED
    struct TeaVM_Class* declaringClass;
#endif
#if TEAVM_CLASS_ENCLOSING_CLASS_USED
    struct TeaVM_Class* enclosingClass;
#endif
    int32_t (*isSupertypeOf)(struct TeaVM_Class*, struct TeaVM_Class*);
#if TEAVM_CLASS_INIT_USED
    void (*init)();
#endif
#if TEAVM_CLASS_INIT_NEW_INSTANCE_USED
    void (*initNewInstance)(void* instance);
#endif
    struct TeaVM_Class* superclass;
#if TEAVM_CLASS_SUPERINTERFACES_USED
    int32_t superinterfaceCount;
    struct TeaVM_Class** superinterfaces;
#endif
    void* enumValues;
    void* layout;
#if TEAVM_CLASS_REFLECTION_USED
    void* reflection;
#endif
} TeaVM_Class;

#define CORTADO_INITIALIZED 1
#define CORTADO_TREATMENT(cls) (((cls)->flags >> 1) & 7)
#define CORTADO_TREAT_REFERENCE 1
#define CORTADO_TREAT_QUEUE 2
#define CORTADO_TREAT_BUFFER 3

static inline int32_t teavm_primitiveKind(TeaVM_Class* cls) {
    return (cls->flags >> 4) & 15;
}

/* enumValues: how many, then the address of each constant's static field. */
static inline int32_t teavm_enumConstantCount(TeaVM_Class* cls) {
    return cls->enumValues != NULL ? (int32_t) * (intptr_t*) cls->enumValues : 0;
}

static inline void* teavm_enumConstant(TeaVM_Class* cls, int32_t index) {
    return *((void***) cls->enumValues)[index + 1];
}

/* A class is found from a header by its distance to this symbol, which fits in 32 bits. */
#if CORTADO_KERNEL
extern char cortado_class_base[];
#else
#define cortado_class_base ((char*) 0)
#endif
#define TEAVM_PACK_CLASS(cls) ((int32_t) ((char*) (cls) - cortado_class_base))
#define TEAVM_UNPACK_CLASS(n) ((TeaVM_Class*) (cortado_class_base + (n)))
#define TEAVM_CLASS_OF(obj) TEAVM_UNPACK_CLASS(((TeaVM_Object*) (obj))->header)
#define TEAVM_AS(ptr, type) ((type*) (ptr))
#define TEAVM_VERIFY(ptr) ptr
#define TEAVM_VTABLE(obj, type) (TEAVM_AS(TEAVM_CLASS_OF(obj), type))
#define TEAVM_METHOD(obj, type, method) (TEAVM_VTABLE(obj, type)->method)
/*
 * Where no address below CORTADO_UNMAPPED is ever mapped, an access through null is its own check: it faults before it
 * has done anything, and whoever takes the fault says so. Fields lie within that distance; an array is asked for its
 * length, and an object for its class, before anything further away. Code that would go on without an access goes on.
 */
#ifdef CORTADO_UNMAPPED
#define TEAVM_FIELD(ptr, type, name) \
    (((type*) ((char*) (ptr) + 0 * sizeof(char[offsetof(type, name) < CORTADO_UNMAPPED ? 1 : -1])))->name)
#else
#define TEAVM_FIELD(ptr, type, name) (TEAVM_AS(ptr, type)->name)
#endif
#define TEAVM_ALIGN(addr, to) ((void*) (((uintptr_t) (addr) + ((to) -1)) / (to) * (to)))
#define TEAVM_ARRAY_LENGTH(array) (((TeaVM_Array*) (array))->size)
#define CORTADO_DATA_OFFSET(size) ((sizeof(TeaVM_Array) + (size) -1) / (size) * (size))
#define TEAVM_ARRAY_DATA(array, type) ((type*) ((char*) (array) + CORTADO_DATA_OFFSET(sizeof(type))))
#define TEAVM_ARRAY_DATAN(array, type) ((array) != NULL ? TEAVM_ARRAY_DATA(array, type) : NULL)
#define TEAVM_ARRAY_AT(array, type, index) (TEAVM_ARRAY_DATA(array, type)[index])
#define TEAVM_ADDRESS_ADD(address, offset) ((char*) (address) + (offset))
#define TEAVM_STRUCTURE_ADD(structure, address, offset) (((structure*) (address)) + (offset))
#define TEAVM_TO_BYTE(i) ((int32_t) (int8_t) (i))
#define TEAVM_TO_SHORT(i) ((int32_t) (int16_t) (i))
#define TEAVM_TO_CHAR(i) ((char16_t) (i))
/* Every process has one thread, so no object carries a lock. */
#define TEAVM_PACK_MONITOR(ref) 0
#define TEAVM_UNPACK_MONITOR(ref) NULL
#define teavm_gc_writeBarrier(object) ((void) 0)

extern TeaVM_Class* teavm_classReferences[];
extern int32_t teavm_classReferencesCount;
extern TeaVM_Class* teavm_classClass;
extern TeaVM_Class* teavm_objectClass;
extern TeaVM_Class* teavm_stringClass;
extern TeaVM_Class* teavm_charArrayClass;

TeaVM_Object* teavm_getClassObject(TeaVM_Class* cls);
/* The initialiser failed: the next use calls it again. */
void cortado_uninitialise(void* classObject);
TeaVM_Class* teavm_getArrayClass(TeaVM_Class* itemType);
int32_t teavm_isSupertypeOfArray(TeaVM_Class* superclass, TeaVM_Class* subclass);
#define teavm_createArrayClass teavm_getArrayClass

/* ---- allocation: meth_otr_Allocator_* under their imported names ---- */

void* cortado_new(void* cls);
void* cortado_new_array(void* cls, int32_t size);
void* cortado_new_arrays(void* cls, int32_t* sizes, int32_t dimensions);
void* cortado_clone(void* original);
void* cortado_nested_arrays(TeaVM_Class* cls, int32_t* sizes, int32_t dimensions);
void cortado_check_size(int32_t size);
void teavm_registerStaticGcRoots(void*** roots, int count);
void* teavm_fillArray(void* array, ...);
void* teavm_fillBooleanArray(void* array, ...);
void* teavm_fillByteArray(void* array, ...);
void* teavm_fillShortArray(void* array, ...);
void* teavm_fillCharArray(void* array, ...);
void* teavm_fillIntArray(void* array, ...);
void* teavm_fillLongArray(void* array, ...);
void* teavm_fillFloatArray(void* array, ...);
void* teavm_fillDoubleArray(void* array, ...);

void cortado_move_items(void* from, int32_t at, void* to, int32_t target, int32_t count);

/* ---- strings ---- */

#define TEAVM_STRING(length, hash, s) &(TeaVM_String) { \
    .characters = (TeaVM_Array*) &(struct { TeaVM_Array hdr; char16_t data[(length) + 1]; }) { \
        .hdr = { .size = length }, .data = s }, \
    .hashCode = INT32_C(hash) }
#define TEAVM_STRING_FROM_CODES(length, hash, ...) &(TeaVM_String) { \
    .characters = (TeaVM_Array*) &(struct { TeaVM_Array hdr; char16_t data[(length) + 1]; }) { \
        .hdr = { .size = length }, .data = { __VA_ARGS__ } }, \
    .hashCode = INT32_C(hash) }

TeaVM_String* teavm_registerString(TeaVM_String* string);
TeaVM_Array* teavm_allocateStringArray(int32_t size);
TeaVM_Array* teavm_allocateCharArray(int32_t size);
TeaVM_String* teavm_createString(TeaVM_Array* characters);
TeaVM_String* cortado_string(const char* utf8, size_t length);

static inline TeaVM_Object* teavm_dereferenceNullable(TeaVM_Object** place) {
    return place == NULL ? NULL : *place;
}

/* ---- tables of constants that the class library brings along ---- */

typedef struct {
    int32_t size;
    void* data[1];
} TeaVM_ResourceArray;

typedef struct {
    TeaVM_String** key;
    void* value;
} TeaVM_ResourceMapEntry;

/* A hash table with open addressing. */
typedef struct {
    int32_t size;
    TeaVM_ResourceMapEntry entries[1];
} TeaVM_ResourceMap;

TeaVM_ResourceMapEntry* teavm_lookupResource(TeaVM_ResourceMap* map, TeaVM_String* key);
void* teavm_lookupResourceValue(TeaVM_ResourceMap* map, TeaVM_String* key);
TeaVM_Array* teavm_resourceMapKeys(TeaVM_ResourceMap* map);

/* ---- instances made by reflection ---- */

#if TEAVM_CLASS_INIT_NEW_INSTANCE_USED
static inline int32_t teavm_initNewInstance(void* cls, void* object) {
    void (*initialise)(void*) = ((TeaVM_Class*) cls)->initNewInstance;
    if (initialise == NULL) return 0;
    initialise(object);
    return 1;
}
#endif

/* ---- life cycle ---- */

int cortado_java_start(int argc, char** argv);
_Noreturn void cortado_abort(const char* what) CORTADO_COLD;
#if CORTADO_KERNEL
/* Called once by boot code, before any entry; afterwards every class is initialised. */
void cortado_rt_init(void* arena, size_t size);
/* From now on an allocation panics. */
void cortado_rt_seal(void);
int64_t cortado_rt_arena_free(void);
/* Supplied by the kernel's architecture: shows the text, which has a Java trace, and stops the machine. */
_Noreturn void cortado_kernel_panic(const char* text);
void cortado_initialize_classes(void);
#endif

#define teavm_beforeInit() ((void) 0)
#define teavm_initHeap(min, max) ((void) 0)
#define teavm_initClasses() ((void) 0)
#define teavm_afterInitClasses() ((void) 0)
#define teavm_parseArguments(argc, argv) cortado_arguments()
#define cortado_no_events() ((void) 0)
#define cortado_one_thread(thread) ((void) 0)
TeaVM_Array* cortado_arguments(void);

#include "rt_faults.h"
#include "rt_arithmetic.h"
#include "intrinsics.h"
#if !CORTADO_KERNEL
#include "rt_heap.h"
#include "rt_platform.h"
#endif

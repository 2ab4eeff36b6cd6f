/* The kernel profile: an arena that only grows while the system boots, and panics with a Java trace. */
#include "runtime.h"
#include "rt_sites.h"

static char* arena_next;
static char* arena_end;
static bool sealed;

static char panic_text[1024];
static size_t panic_length;

static void say(const char* text) {
    while (*text != 0 && panic_length < sizeof panic_text - 1) panic_text[panic_length++] = *text++;
    panic_text[panic_length] = 0;
}

static void say_number(int64_t n) {
    char digits[24];
    char* at = digits + sizeof digits;
    uint64_t rest = n < 0 ? -(uint64_t) n : (uint64_t) n;
    *--at = 0;
    do *--at = (char) ('0' + rest % 10); while ((rest /= 10) != 0);
    if (n < 0) *--at = '-';
    say(at);
}

static void say_place(const CortadoPlace* place) {
    const CortadoMethod* method = &cortado_methods[place->method];
    say("\n\tat ");
    say(cortado_names + method->owner);
    say(".");
    say(cortado_names + method->name);
    say("(");
    say(cortado_names + method->file);
    say(":");
    say_number(place->line & ~CORTADO_MORE_PLACES);
    say(")");
}

static _Noreturn void panic(int32_t site) {
    if (site >= 0) {
        const CortadoPlace* place = &cortado_places[cortado_site_first[site]];
        say_place(place);
        while (place++->line & CORTADO_MORE_PLACES) say_place(place);
    }
    cortado_kernel_panic(panic_text);
}

void cortado_abort(const char* what) {
    panic_length = 0;
    say(what);
    cortado_kernel_panic(panic_text);
}

void cortado_fail_null(int32_t site) {
    panic_length = 0;
    say("java.lang.NullPointerException");
    panic(site);
}
void cortado_fail_bounds(int32_t site, int32_t index, int32_t length) {
    panic_length = 0;
    say("java.lang.ArrayIndexOutOfBoundsException: Index ");
    say_number(index);
    if (length >= 0) {
        say(" out of bounds for length ");
        say_number(length);
    }
    panic(site);
}
void cortado_fail_division(int32_t site) {
    panic_length = 0;
    say("java.lang.ArithmeticException: / by zero");
    panic(site);
}
void cortado_fail_cast(int32_t site) {
    panic_length = 0;
    say("java.lang.ClassCastException");
    panic(site);
}
void cortado_fail_store(int32_t site) {
    panic_length = 0;
    say("java.lang.ArrayStoreException");
    panic(site);
}
void cortado_fail_made(int32_t site, const char* exception) {
    panic_length = 0;
    say(exception);
    panic(site);
}
/* Only an exception that a JVM would have made itself gets here: null. */
void cortado_fail_throw(int32_t site, void* exception) {
    (void) exception;
    cortado_fail_null(site);
}

void cortado_rt_init(void* arena, size_t size) {
    arena_next = TEAVM_ALIGN(arena, 16);
    arena_end = (char*) arena + size;
    cortado_java_start(0, NULL);
    cortado_initialize_classes();
}

void cortado_rt_seal(void) {
    sealed = true;
}

int64_t cortado_rt_arena_free(void) {
    return arena_end - arena_next;
}

/* Never inlined: the proof that no trap allocates looks for calls of these. */
#define ALLOCATES __attribute__((noinline))

ALLOCATES static void* take(size_t size) {
    if (sealed) cortado_abort("allocation after the kernel was sealed");
    size = (size + 7) & ~(size_t) 7;
    if ((size_t) (arena_end - arena_next) < size) cortado_abort("kernel arena exhausted");
    void* taken = arena_next;
    arena_next += size;
    return memset(taken, 0, size);
}

ALLOCATES void* cortado_new(void* type) {
    TeaVM_Class* cls = type;
    TeaVM_Object* object = take((size_t) cls->size);
    object->header = TEAVM_PACK_CLASS(cls);
    return object;
}

ALLOCATES void* cortado_new_array(void* type, int32_t size) {
    TeaVM_Class* cls = type;
    cortado_check_size(size);
    size_t item = teavm_primitiveKind(cls->itemType) ? (size_t) cls->itemType->size : sizeof(void*);
    TeaVM_Array* array = take(CORTADO_DATA_OFFSET(item) + item * (size_t) size);
    array->parent.header = TEAVM_PACK_CLASS(cls);
    array->size = size;
    return array;
}

ALLOCATES void* cortado_clone(void* original) {
    TeaVM_Class* cls = TEAVM_CLASS_OF(original);
    if (cls->itemType == NULL) return memcpy(cortado_new(cls), original, (size_t) cls->size);
    int32_t length = TEAVM_ARRAY_LENGTH(original);
    size_t item = teavm_primitiveKind(cls->itemType) ? (size_t) cls->itemType->size : sizeof(void*);
    size_t start = CORTADO_DATA_OFFSET(item);
    void* copy = cortado_new_array(cls, length);
    memcpy((char*) copy + start, (char*) original + start, item * (size_t) length);
    return copy;
}

ALLOCATES void* cortado_nested_arrays(TeaVM_Class* cls, int32_t* sizes, int32_t dimensions) {
    void* array = cortado_new_array(cls, *sizes);
    for (int32_t i = 0; dimensions > 1 && i < *sizes; i++)
        TEAVM_ARRAY_AT(array, void*, i) = cortado_nested_arrays(cls->itemType, sizes + 1, dimensions - 1);
    return array;
}

void cortado_check_size(int32_t size) {
    if (size < 0) cortado_abort("java.lang.NegativeArraySizeException");
}

void teavm_registerStaticGcRoots(void*** roots, int count) {
    (void) roots;
    (void) count;
}
TeaVM_Array* cortado_arguments(void) {
    return teavm_allocateStringArray(0);
}

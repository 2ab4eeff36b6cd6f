/* Exceptions of the app and bare profiles: frames know their call site, call sites know their handlers. */
#include "runtime.h"
#include "rt_sites.h"

#define TRACE_DEPTH 1024

void* cortado_thrown;
uintptr_t cortado_stack_limit;
static uintptr_t usual_limit;
static uintptr_t overflow_reserve;

void cortado_stack_init(void* lowest, size_t size) {
    overflow_reserve = size / 4 < 16384 ? size / 4 : 16384;
    usual_limit = cortado_stack_limit = (uintptr_t) lowest + 2048 + overflow_reserve;
}

void cortado_stack_overflow(void) {
    if (cortado_stack_limit != usual_limit) cortado_abort("java.lang.StackOverflowError while another was reported");
    cortado_stack_limit -= overflow_reserve;
    cortado_throw_overflow();
    __builtin_unreachable();
}

void* teavm_catchException(void) {
    void* exception = cortado_thrown;
    cortado_thrown = NULL;
    return exception;
}

/* The number of the handler that catches the class in this frame; 0 if none does. */
static int32_t handler_in(TeaVM_StackFrame* frame, TeaVM_Class* cls) {
    if (frame->callSiteId < 0) return 0;
    const CortadoHandler* handler = &cortado_handlers[cortado_site_handlers[frame->callSiteId]];
    while (handler->id != 0 && handler->exceptionClass != NULL && !teavm_isSupertypeOf(handler->exceptionClass, cls))
        handler++;
    return handler->id;
}

void cortado_throw(void* exception) {
    if (exception == NULL) CORTADO_FAIL_NULL();
    TeaVM_Class* cls = TEAVM_CLASS_OF(exception);
    for (TeaVM_StackFrame* frame = teavm_stackTop; frame != NULL; frame = frame->next) {
        int32_t handler = handler_in(frame, cls);
        if (handler == 0) continue;
        cortado_thrown = exception;
        teavm_stackTop = frame;
        cortado_stack_limit = usual_limit;
        cortado_resume(frame->jmpTarget, handler);
    }
    static bool reporting;
    if (reporting) cortado_abort("an exception was thrown while an uncaught one was being reported");
    reporting = true;
    if (cortado_stack_limit == usual_limit) cortado_stack_limit -= overflow_reserve;
    TEAVM_ALLOC_STACK(1);
    TEAVM_CALL_SITE(-1);
    TEAVM_GC_ROOT(0, exception);
    cortado_report_uncaught(exception);
    cortado_exit(1);
    __builtin_unreachable();
}

/* ---- classes by name, also those that never asked for one ---- */

static TeaVM_String* name_of(TeaVM_Class* cls) {
    char text[256];
    size_t length = 0;
    while (cls->itemType != NULL && length < 200) {
        text[length++] = '[';
        cls = cls->itemType;
    }
    static const char primitives[] = "?ZBSCIJFD";
    if (length > 0 && teavm_primitiveKind(cls)) {
        text[length++] = primitives[teavm_primitiveKind(cls)];
    } else {
        const char* name = "?";
        for (const CortadoClassName* known = cortado_class_names; known->name != NULL; known++)
            if (known->cls == cls) name = known->name;
        bool array = length > 0;
        if (array) text[length++] = 'L';
        while (*name != 0 && length < sizeof text - 1) text[length++] = *name++;
        if (array) text[length++] = ';';
    }
    return cortado_string(text, length);
}

/* Java finds its arguments alive only while a frame of the caller refers to them. */
void cortado_throw_cast(void* object, void* cls) {
    TeaVM_Class* from = TEAVM_CLASS_OF(object);
    TEAVM_ALLOC_STACK(2);
    TEAVM_CALL_SITE(-1);
    TEAVM_GC_ROOT_RELEASE(0);
    TEAVM_GC_ROOT_RELEASE(1);
    TEAVM_GC_ROOT(0, name_of(from));
    TEAVM_GC_ROOT(1, name_of(cls));
    cortado_throw_cast_names(teavm_shadowStack.data[0], teavm_shadowStack.data[1]);
}

static void throw_named(void* object, void (*thrower)(void* name)) {
    TEAVM_ALLOC_STACK(1);
    TEAVM_CALL_SITE(-1);
    TEAVM_GC_ROOT_RELEASE(0);
    TEAVM_GC_ROOT(0, name_of(TEAVM_CLASS_OF(object)));
    thrower(teavm_shadowStack.data[0]);
}

void cortado_throw_store(void* object) {
    throw_named(object, cortado_throw_store_name);
}

void cortado_throw_clone(void* object) {
    throw_named(object, cortado_throw_clone_name);
}

/* ---- stack traces: the call sites of the frames, innermost first ---- */

int32_t cortado_trace_depth(void) {
    int32_t depth = 0;
    for (TeaVM_StackFrame* frame = teavm_stackTop; frame != NULL && depth < TRACE_DEPTH; frame = frame->next)
        depth += frame->callSiteId >= 0;
    return depth;
}

void cortado_trace_fill(int32_t* sites, int32_t depth) {
    for (TeaVM_StackFrame* frame = teavm_stackTop; frame != NULL && depth > 0; frame = frame->next) {
        if (frame->callSiteId < 0) continue;
        *sites++ = frame->callSiteId;
        depth--;
    }
}

int32_t cortado_site_places(int32_t site) {
    const CortadoPlace* place = &cortado_places[cortado_site_first[site]];
    int32_t count = 1;
    while (place++->line & CORTADO_MORE_PLACES) count++;
    return count;
}

TeaVM_String* cortado_site_text(int32_t site, int32_t index, int32_t part) {
    const CortadoMethod* method = &cortado_methods[cortado_places[cortado_site_first[site] + index].method];
    const char* text = cortado_names + (part == 0 ? method->owner : part == 1 ? method->name : method->file);
    return cortado_string(text, strlen(text));
}

int32_t cortado_site_line(int32_t site, int32_t index) {
    return cortado_places[cortado_site_first[site] + index].line & ~CORTADO_MORE_PLACES;
}

/* ASCII, as names of classes, methods and files are. */
TeaVM_String* cortado_string(const char* ascii, size_t length) {
    TeaVM_Array* characters = teavm_allocateCharArray((int32_t) length);
    for (size_t i = 0; i < length; i++) TEAVM_ARRAY_AT(characters, char16_t, i) = (uint8_t) ascii[i];
    return teavm_createString(characters);
}

void cortado_abort(const char* what) {
    cortado_platform_log(what, strlen(what), 0);
    cortado_platform_exit(134);
}

/* Outside the heap, since nothing pins it. */
TeaVM_Array* cortado_arguments(void) {
    static TeaVM_Array none;
    none.parent.header = TEAVM_PACK_CLASS(teavm_getArrayClass(teavm_stringClass));
    return &none;
}

/* ---- System.out and System.err: whole lines ---- */

typedef struct {
    char line[256];
    size_t length;
    int level;
} Stream;
static Stream streams[2] = { { .level = 2 }, { .level = 0 } };

static void flush(Stream* stream) {
    cortado_platform_log(stream->line, stream->length, stream->level);
    stream->length = 0;
}

static void write_to(Stream* stream, const int8_t* data, int32_t count) {
    for (int32_t i = 0; i < count; i++) {
        if (data[i] == '\n' || stream->length == sizeof stream->line) flush(stream);
        if (data[i] != '\n') stream->line[stream->length++] = (char) data[i];
    }
}

void cortado_write_out(int8_t* data, int32_t offset, int32_t count) {
    write_to(&streams[0], data + offset, count);
}

void cortado_write_err(int8_t* data, int32_t offset, int32_t count) {
    write_to(&streams[1], data + offset, count);
}

void cortado_exit(int32_t status) {
    for (int i = 0; i < 2; i++)
        if (streams[i].length > 0) flush(&streams[i]);
    cortado_platform_exit(status);
}

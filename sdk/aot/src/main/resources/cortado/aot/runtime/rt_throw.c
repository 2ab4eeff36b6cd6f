/* Exceptions of the app and bare profiles: frames know their call site, call sites know their handlers. */
#include "runtime.h"
#include "rt_sites.h"

void* cortado_thrown;
uintptr_t cortado_stack_limit;
static uintptr_t usual_limit;
static uintptr_t overflow_reserve;

void cortado_stack_init(void* lowest, size_t size) {
    overflow_reserve = size / 4 < 16384 ? size / 4 : 16384;
    usual_limit = cortado_stack_limit = (uintptr_t) lowest + 2048 + overflow_reserve;
}

void cortado_stack_overflow(void) {
    if (cortado_stack_limit == 0) cortado_abort("java.lang.StackOverflowError while another was being reported");
    if (cortado_stack_limit != usual_limit) {
        cortado_stack_limit = 0;
        cortado_throw_spare_overflow();
    }
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

typedef struct {
    char text[320];
    size_t length;
} Message;

static void say(Message* message, const char* text) {
    while (*text != 0 && message->length < sizeof message->text) message->text[message->length++] = *text++;
}

static void say_number(Message* message, int64_t n) {
    char digits[24];
    char* at = digits + sizeof digits - 1;
    uint64_t rest = n < 0 ? 0u - (uint64_t) n : (uint64_t) n;
    *at = 0;
    do *--at = (char) ('0' + rest % 10); while ((rest /= 10) != 0);
    if (n < 0) *--at = '-';
    say(message, at);
}

static TeaVM_String* string_of(Message* message) {
    return cortado_string(message->text, message->length);
}

static const char* simple_name(TeaVM_Class* cls) {
    static const char* primitives[] = { "?", "boolean", "byte", "short", "char", "int", "long", "float", "double" };
    if (teavm_primitiveKind(cls)) return primitives[teavm_primitiveKind(cls)];
    for (const CortadoClassName* known = cortado_class_names; known->name != NULL; known++)
        if (known->cls == cls) return known->name;
    return "?";
}

/* As Class.getName has it. */
static TeaVM_String* name_of(TeaVM_Class* cls) {
    Message name = { .length = 0 };
    for (; cls->itemType != NULL; cls = cls->itemType) say(&name, "[");
    static const char letters[] = "?ZBSCIJFD";
    if (name.length > 0 && teavm_primitiveKind(cls)) {
        name.text[name.length++] = letters[teavm_primitiveKind(cls)];
    } else {
        bool array = name.length > 0;
        if (array) say(&name, "L");
        say(&name, simple_name(cls));
        if (array) say(&name, ";");
    }
    return string_of(&name);
}

/* As a source has it: int[][]. */
static void say_type(Message* message, TeaVM_Class* cls) {
    int depth = 0;
    for (; cls->itemType != NULL; cls = cls->itemType) depth++;
    say(message, simple_name(cls));
    while (depth-- > 0) say(message, "[]");
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

/* In every slot of a method table that no method fills; the linked file is patched: see MethodTables. */
void cortado_absent_method(void* receiver) {
    throw_named(receiver, cortado_throw_absent_name);
}

const uint64_t cortado_class_head = sizeof(TeaVM_Class);

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
    cortado_throw_prepare();
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

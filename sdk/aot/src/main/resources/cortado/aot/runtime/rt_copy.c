/* System.arraycopy: what may be copied, and HotSpot's words for what may not. */
#include "runtime.h"

static void throw_message(Message* message, void (*thrower)(void* text)) {
    TEAVM_ALLOC_STACK(1);
    TEAVM_CALL_SITE(-1);
    TEAVM_GC_ROOT_RELEASE(0);
    TEAVM_GC_ROOT(0, string_of(message));
    thrower(teavm_shadowStack.data[0]);
}

/* What an array holds: the primitive, or "object array". */
static const char* kind_of(void* array) {
    TeaVM_Class* item = TEAVM_CLASS_OF(array)->itemType;
    return teavm_primitiveKind(item) ? simple_name(item) : "object array";
}

static void bad_copy(const char* what, int64_t number, const char* kind, int32_t length) {
    Message message = { .length = 0 };
    say(&message, "arraycopy: ");
    say(&message, what);
    say_number(&message, number);
    if (kind == NULL) {
        say(&message, " is negative");
    } else {
        say(&message, " out of bounds for ");
        say(&message, kind);
        say(&message, "[");
        say_number(&message, length);
        say(&message, "]");
    }
    throw_message(&message, cortado_throw_copy_bounds);
}

static void not_an_array(const char* which, TeaVM_Class* cls) {
    Message message = { .length = 0 };
    say(&message, "arraycopy: ");
    say(&message, which);
    say(&message, " type ");
    say_type(&message, cls);
    say(&message, " is not an array");
    throw_message(&message, cortado_throw_store_name);
}

static void mismatch(TeaVM_Class* from, TeaVM_Class* to) {
    Message message = { .length = 0 };
    say(&message, "arraycopy: type mismatch: can not copy ");
    say(&message, teavm_primitiveKind(from) ? simple_name(from) : "object array");
    say(&message, "[] into ");
    say(&message, teavm_primitiveKind(to) ? simple_name(to) : "object array");
    say(&message, "[]");
    throw_message(&message, cortado_throw_store_name);
}

/* Checks a copy and returns how many elements have a type that fits. */
int32_t cortado_copyable(void* from, int32_t fromStart, void* to, int32_t toStart, int32_t length) {
    if (from == NULL || to == NULL) cortado_throw_null();
    TeaVM_Class* a = TEAVM_CLASS_OF(from)->itemType;
    TeaVM_Class* b = TEAVM_CLASS_OF(to)->itemType;
    if (a == NULL) not_an_array("source", TEAVM_CLASS_OF(from));
    if (b == NULL) not_an_array("destination", TEAVM_CLASS_OF(to));
    if (teavm_primitiveKind(a) != teavm_primitiveKind(b)) mismatch(a, b);
    int32_t fromLength = TEAVM_ARRAY_LENGTH(from), toLength = TEAVM_ARRAY_LENGTH(to);
    if (fromStart < 0) bad_copy("source index ", fromStart, kind_of(from), fromLength);
    if (toStart < 0) bad_copy("destination index ", toStart, kind_of(to), toLength);
    if (length < 0) bad_copy("length ", length, NULL, 0);
    if ((int64_t) fromStart + length > fromLength)
        bad_copy("last source index ", (int64_t) fromStart + length, kind_of(from), fromLength);
    if ((int64_t) toStart + length > toLength)
        bad_copy("last destination index ", (int64_t) toStart + length, kind_of(to), toLength);
    if (a == b || teavm_primitiveKind(a) || b->isSupertypeOf(b, a)) return length;
    for (int32_t i = 0; i < length; i++) {
        void* element = TEAVM_ARRAY_AT(from, void*, fromStart + i);
        if (element != NULL && !b->isSupertypeOf(b, TEAVM_CLASS_OF(element))) return i;
    }
    return length;
}

void cortado_copied(void* from, void* to, int32_t fitting, int32_t length) {
    if (likely(fitting == length)) return;
    Message message = { .length = 0 };
    TeaVM_Class* a = TEAVM_CLASS_OF(from)->itemType;
    TeaVM_Class* b = TEAVM_CLASS_OF(to)->itemType;
    if (!a->isSupertypeOf(a, b)) {
        say(&message, "arraycopy: type mismatch: can not copy ");
        say_type(&message, a);
        say(&message, "[] into ");
        say_type(&message, b);
        say(&message, "[]");
        throw_message(&message, cortado_throw_store_name);
    }
    say(&message, "arraycopy: element type mismatch: can not cast one of the elements of ");
    say_type(&message, TEAVM_CLASS_OF(from));
    say(&message, " to the type of the destination array, ");
    say_type(&message, TEAVM_CLASS_OF(to)->itemType);
    throw_message(&message, cortado_throw_store_name);
}

/* Class objects, array classes, strings. */
#include "runtime.h"
#include "core_gen.h"
#include "arrayclass_gen.h"

TeaVM_Class* teavm_classClass;
TeaVM_Class* teavm_objectClass;
TeaVM_Class* teavm_stringClass;
TeaVM_Class* teavm_charArrayClass;

TeaVM_Object* teavm_getClassObject(TeaVM_Class* cls) {
    if (cls->classObject == NULL) cls->classObject = TEAVM_CREATE_CLASS_OBJECT(cls);
    return cls->classObject;
}

#if !CORTADO_KERNEL
void cortado_uninitialise(void* classObject) {
    for (int32_t i = 0; i < teavm_classReferencesCount; i++)
        if (teavm_classReferences[i]->classObject == classObject) teavm_classReferences[i]->flags &= ~CORTADO_INITIALIZED;
}
#endif

/* Array classes are made on demand; each starts as a copy of Object's methods. */
TEAVM_OBJECT_CLASS cortado_array_classes[CORTADO_ARRAY_CLASSES];
int32_t cortado_array_class_count;

int32_t teavm_isSupertypeOfArray(TeaVM_Class* superclass, TeaVM_Class* subclass) {
    TeaVM_Class* item = superclass->itemType;
    TeaVM_Class* other = subclass->itemType;
    /* Arrays of arrays are a loop, not a recursion: Image.prove relies on it. */
    while (other != NULL && item->isSupertypeOf == &teavm_isSupertypeOfArray) {
        item = item->itemType;
        other = other->itemType;
    }
    return other != NULL && item->isSupertypeOf(item, other);
}

TeaVM_Class* teavm_getArrayClass(TeaVM_Class* itemType) {
    if (itemType->arrayType != NULL) return itemType->arrayType;
    if (cortado_array_class_count == CORTADO_ARRAY_CLASSES) cortado_abort("too many array classes");
    TEAVM_OBJECT_CLASS* made = &cortado_array_classes[cortado_array_class_count++];
    *made = TEAVM_OBJECT_CLASS_PTR;
    TeaVM_Class* cls = (TeaVM_Class*) made;
    cls->classObject = NULL;
    cls->flags = CORTADO_INITIALIZED;
    cls->modifiers = 0;
    cls->size = sizeof(void*);
    cls->itemType = itemType;
    cls->arrayType = NULL;
    cls->superclass = (TeaVM_Class*) &TEAVM_OBJECT_CLASS_PTR;
    cls->isSupertypeOf = &teavm_isSupertypeOfArray;
#if TEAVM_CLASS_NAME_USED
    cls->name = NULL;
#endif
#if TEAVM_CLASS_SIMPLE_NAME_USED
    cls->simpleName = NULL;
#endif
    itemType->arrayType = cls;
    return cls;
}

/* Moves items of arrays whose ranges and types were checked. */
void cortado_move_items(void* from, int32_t at, void* to, int32_t target, int32_t count) {
    TeaVM_Class* item = TEAVM_CLASS_OF(from)->itemType;
    size_t size = teavm_primitiveKind(item) ? (size_t) item->size : sizeof(void*);
    size_t data = CORTADO_DATA_OFFSET(size);
    memmove((char*) to + data + size * (size_t) target, (char*) from + data + size * (size_t) at, size * (size_t) count);
}

/* Literals are distinct already; they only learn their class. */
TeaVM_String* teavm_registerString(TeaVM_String* string) {
    string->parent.header = TEAVM_PACK_CLASS(teavm_stringClass);
    string->characters->parent.header = TEAVM_PACK_CLASS(teavm_charArrayClass);
    return string;
}

TeaVM_Array* teavm_allocateCharArray(int32_t size) {
    return cortado_new_array(teavm_charArrayClass, size);
}

TeaVM_Array* teavm_allocateStringArray(int32_t size) {
    return cortado_new_array(teavm_getArrayClass(teavm_stringClass), size);
}

void* teavm_fillArray(void* array, ...) {
    void** data = TEAVM_ARRAY_DATA(array, void*);
    va_list values;
    va_start(values, array);
    for (int32_t i = 0; i < TEAVM_ARRAY_LENGTH(array); i++) data[i] = va_arg(values, void*);
    va_end(values);
    return array;
}

#define CORTADO_FILL(name, type, passed) \
    void* name(void* array, ...) { \
        type* data = TEAVM_ARRAY_DATA(array, type); \
        va_list values; \
        va_start(values, array); \
        for (int32_t i = 0; i < TEAVM_ARRAY_LENGTH(array); i++) data[i] = (type) va_arg(values, passed); \
        va_end(values); \
        return array; \
    }
CORTADO_FILL(teavm_fillBooleanArray, int8_t, int)
CORTADO_FILL(teavm_fillByteArray, int8_t, int)
CORTADO_FILL(teavm_fillShortArray, int16_t, int)
CORTADO_FILL(teavm_fillCharArray, char16_t, int)
CORTADO_FILL(teavm_fillIntArray, int32_t, int)
CORTADO_FILL(teavm_fillLongArray, int64_t, int64_t)
#if !CORTADO_KERNEL
CORTADO_FILL(teavm_fillFloatArray, float, double)
CORTADO_FILL(teavm_fillDoubleArray, double, double)
#endif

void* cortado_new_arrays(void* cls, int32_t* sizes, int32_t dimensions) {
    for (int32_t i = 0; i < dimensions; i++) cortado_check_size(sizes[i]);
    return cortado_nested_arrays(cls, sizes, dimensions);
}

#if !CORTADO_KERNEL
void cortado_visit_array_classes(void (*visit)(TeaVM_Object** place)) {
    for (int32_t i = 0; i < cortado_array_class_count; i++)
        visit(&((TeaVM_Class*) &cortado_array_classes[i])->classObject);
}
#endif

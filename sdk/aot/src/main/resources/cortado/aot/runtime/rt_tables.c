/* Looking things up in the class library's constant tables, and array elements by reflection. */
#include "runtime.h"
#include "reflection.h"
#include "reflection_gen.h"

static int32_t string_hash(TeaVM_String* string) {
    int32_t hash = 0;
    for (int32_t i = 0; i < string->characters->size; i++)
        hash = 31 * hash + TEAVM_ARRAY_AT(string->characters, char16_t, i);
    return hash;
}

static bool string_equals(TeaVM_String* a, TeaVM_String* b) {
    return a->characters->size == b->characters->size
            && memcmp(TEAVM_ARRAY_DATA(a->characters, char16_t), TEAVM_ARRAY_DATA(b->characters, char16_t),
                    sizeof(char16_t) * (size_t) a->characters->size) == 0;
}

TeaVM_ResourceMapEntry* teavm_lookupResource(TeaVM_ResourceMap* map, TeaVM_String* key) {
    uint32_t hash = (uint32_t) string_hash(key);
    for (int32_t i = 0; i < map->size; i++) {
        TeaVM_ResourceMapEntry* entry = &map->entries[(hash + (uint32_t) i) % (uint32_t) map->size];
        if (entry->key == NULL) return NULL;
        if (string_equals(*entry->key, key)) return entry;
    }
    return NULL;
}

void* teavm_lookupResourceValue(TeaVM_ResourceMap* map, TeaVM_String* key) {
    TeaVM_ResourceMapEntry* entry = teavm_lookupResource(map, key);
    return entry == NULL ? NULL : entry->value;
}

TeaVM_Array* teavm_resourceMapKeys(TeaVM_ResourceMap* map) {
    int32_t count = 0;
    for (int32_t i = 0; i < map->size; i++) count += map->entries[i].key != NULL;
    TeaVM_Array* keys = teavm_allocateStringArray(count);
    int32_t at = 0;
    for (int32_t i = 0; i < map->size; i++)
        if (map->entries[i].key != NULL) TEAVM_ARRAY_AT(keys, void*, at++) = *map->entries[i].key;
    return keys;
}

/* ---- java.lang.reflect.Array ---- */

enum { BOOLEAN = 1, BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE };

static void* item(void* array, int32_t index, TeaVM_Class** type) {
    *type = TEAVM_CLASS_OF(array)->itemType;
    size_t size = teavm_primitiveKind(*type) ? (size_t) (*type)->size : sizeof(void*);
    return (char*) array + CORTADO_DATA_OFFSET(size) + size * (size_t) index;
}

void* teavm_reflection_getItem(void* array, int32_t index) {
    TeaVM_Class* type;
    void* place = item(array, index, &type);
    switch (teavm_primitiveKind(type)) {
#ifdef TEAVM_REFLECTION_BOX_BOOLEAN
        case BOOLEAN: return TEAVM_REFLECTION_BOX_BOOLEAN(*(int8_t*) place);
#endif
#ifdef TEAVM_REFLECTION_BOX_BYTE
        case BYTE: return TEAVM_REFLECTION_BOX_BYTE(*(int8_t*) place);
#endif
#ifdef TEAVM_REFLECTION_BOX_SHORT
        case SHORT: return TEAVM_REFLECTION_BOX_SHORT(*(int16_t*) place);
#endif
#ifdef TEAVM_REFLECTION_BOX_CHAR
        case CHAR: return TEAVM_REFLECTION_BOX_CHAR(*(char16_t*) place);
#endif
#ifdef TEAVM_REFLECTION_BOX_INT
        case INT: return TEAVM_REFLECTION_BOX_INT(*(int32_t*) place);
#endif
#ifdef TEAVM_REFLECTION_BOX_LONG
        case LONG: return TEAVM_REFLECTION_BOX_LONG(*(int64_t*) place);
#endif
#ifdef TEAVM_REFLECTION_BOX_FLOAT
        case FLOAT: return TEAVM_REFLECTION_BOX_FLOAT(*(float*) place);
#endif
#ifdef TEAVM_REFLECTION_BOX_DOUBLE
        case DOUBLE: return TEAVM_REFLECTION_BOX_DOUBLE(*(double*) place);
#endif
        default: return *(void**) place;
    }
}

void teavm_reflection_putItem(void* array, int32_t index, void* value) {
    TeaVM_Class* type;
    void* place = item(array, index, &type);
    switch (teavm_primitiveKind(type)) {
#ifdef TEAVM_REFLECTION_UNBOX_BOOLEAN
        case BOOLEAN: *(int8_t*) place = (int8_t) TEAVM_REFLECTION_UNBOX_BOOLEAN(value); break;
#endif
#ifdef TEAVM_REFLECTION_UNBOX_BYTE
        case BYTE: *(int8_t*) place = (int8_t) TEAVM_REFLECTION_UNBOX_BYTE(value); break;
#endif
#ifdef TEAVM_REFLECTION_UNBOX_SHORT
        case SHORT: *(int16_t*) place = (int16_t) TEAVM_REFLECTION_UNBOX_SHORT(value); break;
#endif
#ifdef TEAVM_REFLECTION_UNBOX_CHAR
        case CHAR: *(char16_t*) place = (char16_t) TEAVM_REFLECTION_UNBOX_CHAR(value); break;
#endif
#ifdef TEAVM_REFLECTION_UNBOX_INT
        case INT: *(int32_t*) place = TEAVM_REFLECTION_UNBOX_INT(value); break;
#endif
#ifdef TEAVM_REFLECTION_UNBOX_LONG
        case LONG: *(int64_t*) place = TEAVM_REFLECTION_UNBOX_LONG(value); break;
#endif
#ifdef TEAVM_REFLECTION_UNBOX_FLOAT
        case FLOAT: *(float*) place = TEAVM_REFLECTION_UNBOX_FLOAT(value); break;
#endif
#ifdef TEAVM_REFLECTION_UNBOX_DOUBLE
        case DOUBLE: *(double*) place = TEAVM_REFLECTION_UNBOX_DOUBLE(value); break;
#endif
        default: *(void**) place = value;
    }
}

/* Takes new objects from the free pieces of the heap in rt_space.c; collects when none is large enough. */
#include "runtime.h"

static void collect(bool open_reserve) {
    mark_all();
    if (references_seen) clear_dead_references();
    visit_frames(pin);
    plan();
    slide();
    reserve_open = open_reserve || last_piece > end - reserve;
    add_piece(last_piece, reserve_open ? end : end - reserve);
    piece_next = 0;
    top = limit = heap;
}

void cortado_collect(void) {
    collect(false);
}

/* Finds a piece with room; false if there is none. */
static bool find_piece(size_t size) {
    while ((size_t) (limit - top) < size) {
        if (piece_next == piece_count) return false;
        top = pieces[piece_next].start;
        limit = pieces[piece_next++].end;
    }
    return true;
}

/* Makes the next allocations, of size bytes altogether, certain to succeed without a collection. */
static CORTADO_COLD void make_room(size_t size) {
    if (find_piece(size)) return;
    bool reporting = reserve_open;
    collect(false);
    if (find_piece(size)) return;
    if (reporting && reserve_open) cortado_throw_spare_memory();
    collect(true);
    cortado_throw_memory();
    __builtin_unreachable();
}

static void need(size_t size) {
    if (unlikely((size_t) (limit - top) < size)) make_room(size);
}

static void* take(size_t size) {
    need(size);
    void* taken = top;
    top += size;
    return memset(taken, 0, size);
}

/* ---- what the generated code calls ---- */

void* cortado_new(void* type) {
    TeaVM_Class* cls = type;
    TeaVM_Object* o = take(round_up((size_t) cls->size));
    o->header = TEAVM_PACK_CLASS(cls);
    return o;
}

static size_t array_size(TeaVM_Class* cls, int32_t length) {
    size_t item = item_size(cls);
    return round_up(CORTADO_DATA_OFFSET(item) + item * (size_t) length);
}

void cortado_check_size(int32_t size) {
    if (unlikely(size < 0)) cortado_throw_size(size);
}

void* cortado_new_array(void* type, int32_t length) {
    TeaVM_Class* cls = type;
    cortado_check_size(length);
    TeaVM_Array* array = take(array_size(cls, length));
    array->parent.header = TEAVM_PACK_CLASS(cls);
    array->size = length;
    return array;
}

static void* nested(TeaVM_Class* cls, int32_t* lengths, int32_t dimensions) {
    void* array = cortado_new_array(cls, *lengths);
    for (int32_t i = 0; dimensions > 1 && i < *lengths; i++)
        TEAVM_ARRAY_AT(array, void*, i) = nested(cls->itemType, lengths + 1, dimensions - 1);
    return array;
}

void* cortado_nested_arrays(TeaVM_Class* cls, int32_t* lengths, int32_t dimensions) {
    size_t total = 0;
    size_t arrays = 1;
    TeaVM_Class* at = cls;
    for (int32_t i = 0; i < dimensions; i++, at = at->itemType) {
        size_t level;
        if (__builtin_mul_overflow(arrays, array_size(at, lengths[i]), &level)
                || __builtin_add_overflow(total, level, &total)
                || __builtin_mul_overflow(arrays, (size_t) lengths[i], &arrays)) total = SIZE_MAX / 2;
    }
    need(total);
    return nested(cls, lengths, dimensions);
}

void* cortado_clone(void* original) {
    TeaVM_Class* cls = TEAVM_CLASS_OF(original);
    TeaVM_Class* cloneable = (TeaVM_Class*) &jl_Cloneable_Cls;
    if (cls->itemType == NULL && !teavm_isSupertypeOf(cloneable, cls)) cortado_throw_clone(original);
    TEAVM_ALLOC_STACK(1);
    TEAVM_CALL_SITE(-1);
    TEAVM_GC_ROOT(0, original);
    size_t size = object_size(original);
    need(size);
    TeaVM_Object* copy = take(size);
    memcpy(copy, teavm_shadowStack.data[0], size);
    copy->hash = 0;
    TEAVM_RELEASE_STACK;
    return copy;
}

TeaVM_String* teavm_createString(TeaVM_Array* characters) {
    TEAVM_ALLOC_STACK(1);
    TEAVM_CALL_SITE(-1);
    TEAVM_GC_ROOT(0, characters);
    TeaVM_String* string = cortado_new(teavm_stringClass);
    string->characters = teavm_shadowStack.data[0];
    TEAVM_RELEASE_STACK;
    return string;
}

int64_t cortado_heap_total(void) {
    return end - heap;
}

int64_t cortado_heap_free(void) {
    int64_t free = limit - top;
    for (size_t i = piece_next; i < piece_count; i++) free += pieces[i].end - pieces[i].start;
    return free;
}

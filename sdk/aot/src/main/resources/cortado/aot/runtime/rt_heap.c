/*
 * The collected heap. Objects are cut off a free piece one after the other; when no piece is large enough,
 * the live ones are marked and slid together. What a frame of the shadow stack refers to is pinned, because
 * the generated code keeps such pointers in registers; all else moves, so that fragmentation is bounded by
 * the few pinned objects.
 *
 * live has one bit for each 8-byte word of a live object that is not pinned, pinned one bit for the first
 * word of a pinned one. A block is 64 words, one entry of each bitmap. The objects that start in one block
 * move together, to offsets[block] plus the live words before them in the block: where an object will go
 * follows from the tables, so it needs no room for a forwarding address.
 */
#include "runtime.h"

typedef struct {
    char* start;
    char* end;
} Piece;

static char* heap;
static char* end;
static size_t reserve;          /* kept back so that an OutOfMemoryError can be made and printed */
static bool reserve_open;
static char* top;               /* the piece in use */
static char* limit;
static Piece* pieces;           /* further free pieces, ascending; shares its memory with the mark stack */
static size_t piece_next;
static size_t piece_count;
static size_t piece_capacity;

static uint64_t* live;
static uint64_t* pinned;
static int32_t* offsets;        /* in words from the start of the heap */
static size_t blocks;
static char* last_piece;

static TeaVM_Object** mark_stack;
static size_t mark_capacity;
static size_t mark_depth;
static bool mark_overflow;
static bool references_seen;

static struct { void*** roots; int count; } static_roots[CORTADO_STATIC_ROOT_TABLES];
static int static_root_tables;

TeaVM_StackFrame* teavm_stackTop;

void cortado_heap_init(void* start, size_t size) {
    heap = TEAVM_ALIGN(start, 16);
    size -= (size_t) (heap - (char*) start);
    mark_capacity = size / 256 + 64;
    blocks = (size - mark_capacity * sizeof(void*)) / (512 + 20) - 1;
    end = heap + blocks * 512;
    live = (uint64_t*) end;
    pinned = live + blocks;
    offsets = (int32_t*) (pinned + blocks);
    mark_stack = TEAVM_ALIGN(offsets + blocks, 16);
    pieces = (Piece*) mark_stack;
    piece_capacity = mark_capacity / 2;
    reserve = blocks * 512 / 16 < 16384 ? blocks * 512 / 16 : 16384;
    top = heap;
    limit = end - reserve;
}

void teavm_registerStaticGcRoots(void*** roots, int count) {
    if (static_root_tables == CORTADO_STATIC_ROOT_TABLES) cortado_abort("too many classes with static fields");
    static_roots[static_root_tables].roots = roots;
    static_roots[static_root_tables++].count = count;
}

static bool in_heap(void* p) {
    return (char*) p >= heap && (char*) p < end;
}

static size_t item_size(TeaVM_Class* array) {
    return teavm_primitiveKind(array->itemType) ? (size_t) array->itemType->size : sizeof(void*);
}

static size_t round_up(size_t size) {
    return (size + 7) & ~(size_t) 7;
}

static size_t object_size(TeaVM_Object* o) {
    TeaVM_Class* cls = TEAVM_CLASS_OF(o);
    if (cls->itemType == NULL) return round_up((size_t) cls->size);
    size_t item = item_size(cls);
    return round_up(CORTADO_DATA_OFFSET(item) + item * (size_t) TEAVM_ARRAY_LENGTH(o));
}

/* ---- references inside an object ---- */

typedef void Visit(TeaVM_Object** place);

static void visit_fields(TeaVM_Object* o, TeaVM_Class* cls, Visit* visit) {
    int16_t* layout = cls->layout;
    for (int16_t i = 1; layout != NULL && i <= layout[0]; i++) visit((TeaVM_Object**) ((char*) o + layout[i]));
}

static void visit_object(TeaVM_Object* o, Visit* visit, Visit* weak) {
    TeaVM_Class* cls = TEAVM_CLASS_OF(o);
    if (cls->itemType != NULL) {
        if (teavm_primitiveKind(cls->itemType)) return;
        TeaVM_Object** items = TEAVM_ARRAY_DATA(o, TeaVM_Object*);
        for (int32_t i = 0; i < TEAVM_ARRAY_LENGTH(o); i++) visit(&items[i]);
        return;
    }
    for (; cls != NULL; cls = cls->superclass) {
        switch (CORTADO_TREATMENT(cls)) {
            case CORTADO_TREAT_REFERENCE: {
                TeaVM_Reference* reference = (TeaVM_Reference*) o;
                visit((TeaVM_Object**) &reference->queue);
                visit((TeaVM_Object**) &reference->next);
                weak(&reference->object);
                break;
            }
            case CORTADO_TREAT_QUEUE:
                visit((TeaVM_Object**) &((TeaVM_ReferenceQueue*) o)->first);
                visit((TeaVM_Object**) &((TeaVM_ReferenceQueue*) o)->last);
                break;
            case CORTADO_TREAT_BUFFER:
                break;
            default:
                visit_fields(o, cls, visit);
        }
    }
}

static void visit_roots(Visit* visit) {
    for (int t = 0; t < static_root_tables; t++)
        for (int i = 0; i < static_roots[t].count; i++) visit((TeaVM_Object**) static_roots[t].roots[i]);
    for (int32_t i = 0; i < teavm_classReferencesCount; i++) visit(&teavm_classReferences[i]->classObject);
    cortado_visit_array_classes(visit);
    visit((TeaVM_Object**) &cortado_thrown);
}

static void visit_frames(Visit* visit) {
    for (TeaVM_StackFrame* frame = teavm_stackTop; frame != NULL; frame = frame->next) {
        TeaVM_Object** data = (TeaVM_Object**) (frame + 1);
        for (int32_t i = 0; i < frame->size; i++) visit(&data[i]);
    }
}

/* ---- marking ---- */

static size_t word_of(void* p) {
    return (size_t) ((char*) p - heap) / 8;
}

static bool is_marked(void* p) {
    size_t word = word_of(p);
    return live[word / 64] >> (word % 64) & 1;
}

static void mark_words(size_t first, size_t count, bool set) {
    while (count > 0) {
        size_t bit = first % 64;
        size_t here = 64 - bit < count ? 64 - bit : count;
        uint64_t mask = (here == 64 ? ~0ull : (1ull << here) - 1) << bit;
        if (set) live[first / 64] |= mask;
        else live[first / 64] &= ~mask;
        first += here;
        count -= here;
    }
}

static void mark(TeaVM_Object** place) {
    TeaVM_Object* o = *place;
    if (!in_heap(o) || is_marked(o)) return;
    mark_words(word_of(o), object_size(o) / 8, true);
    if (mark_depth == mark_capacity) mark_overflow = true;
    else mark_stack[mark_depth++] = o;
}

static void mark_weak(TeaVM_Object** place) {
    if (*place != NULL) references_seen = true;
}

static void drain(void) {
    while (mark_depth > 0) visit_object(mark_stack[--mark_depth], mark, mark_weak);
}

/* The first bit at or after p; the end of the heap if there is none. */
static char* next_bit(uint64_t* map, char* p) {
    if (p >= end) return end;
    size_t word = word_of(p);
    size_t block = word / 64;
    uint64_t bits = map[block] >> (word % 64) << (word % 64);
    while (bits == 0) {
        if (++block == blocks) return end;
        bits = map[block];
    }
    return heap + (block * 64 + (size_t) __builtin_ctzll(bits)) * 8;
}

static char* after(char* p) {
    return p + object_size((TeaVM_Object*) p);
}

static void mark_all(void) {
    memset(live, 0, blocks * 8);
    memset(pinned, 0, blocks * 8);
    references_seen = false;
    visit_roots(mark);
    visit_frames(mark);
    drain();
    while (mark_overflow) {
        mark_overflow = false;
        for (char* p = next_bit(live, heap); p < end; p = next_bit(live, after(p))) {
            visit_object((TeaVM_Object*) p, mark, mark_weak);
            drain();
        }
    }
}

static void clear_dead_references(void) {
    for (char* p = next_bit(live, heap); p < end; p = next_bit(live, after(p))) {
        TeaVM_Class* cls = TEAVM_CLASS_OF(p);
        while (cls != NULL && CORTADO_TREATMENT(cls) != CORTADO_TREAT_REFERENCE) cls = cls->superclass;
        if (cls == NULL) continue;
        TeaVM_Reference* reference = (TeaVM_Reference*) p;
        if (in_heap(reference->object) && !is_marked(reference->object)) {
            reference->object = NULL;
            teavm_reference_enqueue(reference);
        }
    }
}

static void pin(TeaVM_Object** place) {
    TeaVM_Object* o = *place;
    if (!in_heap(o) || !is_marked(o)) return;
    mark_words(word_of(o), object_size(o) / 8, false);
    pinned[word_of(o) / 64] |= 1ull << (word_of(o) % 64);
}

/* ---- sliding ---- */

static void add_piece(char* from, char* to) {
    if (to - from < 64 || piece_count == piece_capacity) return;
    pieces[piece_count].start = from;
    pieces[piece_count++].end = to;
}

/* Decides where every object goes: fills offsets and pieces. Objects only ever move down. */
static void plan(void) {
    char* to = heap;
    piece_count = 0;
    for (char* first = next_bit(live, heap); first < end;) {
        size_t block = word_of(first) / 64;
        char* stop = first;
        char* next = first;
        size_t total = 0;
        for (; next < end && word_of(next) / 64 == block; next = next_bit(live, stop)) {
            stop = after(next);
            total += (size_t) (stop - next);
        }
        char* obstacle = next_bit(pinned, to);
        while (obstacle < first && (size_t) (obstacle - to) < total) {
            add_piece(to, obstacle);
            to = after(obstacle);
            obstacle = next_bit(pinned, to);
        }
        if ((size_t) (obstacle - to) >= total) {
            uint64_t before = live[block] & ((1ull << (word_of(first) % 64)) - 1);
            offsets[block] = (int32_t) word_of(to) - __builtin_popcountll(before);
            to += total;
        } else {
            /* A pinned object lies between them: they stay. */
            add_piece(to, first);
            for (char* p = first; p < next; p = next_bit(live, p)) {
                TeaVM_Object* o = (TeaVM_Object*) p;
                p = after(p);
                pin(&o);
            }
            to = stop;
        }
        first = next;
    }
    for (char* obstacle = next_bit(pinned, to); obstacle < end; obstacle = next_bit(pinned, to)) {
        add_piece(to, obstacle);
        to = after(obstacle);
    }
    last_piece = to;
}

static void* moved(void* p) {
    size_t word = word_of(p);
    if (pinned[word / 64] >> (word % 64) & 1) return p;
    uint64_t before = live[word / 64] & ((1ull << (word % 64)) - 1);
    return heap + (offsets[word / 64] + __builtin_popcountll(before)) * 8l;
}

static void update(TeaVM_Object** place) {
    if (in_heap(*place)) *place = moved(*place);
}

/* A buffer keeps the address of data inside the array that it also refers to. */
static void update_buffer_address(TeaVM_Object* o, TeaVM_Class* cls) {
    size_t offset = (size_t) cls->enumValues;
    if (offset == 0 || offset >= 4096) return;
    char** base = (char**) ((char*) o + offset);
    if (in_heap(base[0])) base[1] += (char*) moved(base[0]) - base[0];
}

static void update_object(char* p) {
    TeaVM_Object* o = (TeaVM_Object*) p;
    for (TeaVM_Class* cls = TEAVM_CLASS_OF(o); cls != NULL; cls = cls->superclass) update_buffer_address(o, cls);
    visit_object(o, update, update);
}

static void slide(void) {
    visit_roots(update);
    for (char* p = next_bit(pinned, heap); p < end; p = next_bit(pinned, p + 8)) update_object(p);
    for (char* p = next_bit(live, heap); p < end;) {
        char* next = after(p);
        update_object(p);
        p = next_bit(live, next);
    }
    for (char* p = next_bit(live, heap); p < end;) {
        size_t size = object_size((TeaVM_Object*) p);
        char* to = moved(p);
        if (to != p) memmove(to, p, size);
        p = next_bit(live, p + size);
    }
}

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

/* ---- weak references ---- */

int32_t teavm_reference_enqueue(TeaVM_Reference* reference) {
    TeaVM_ReferenceQueue* queue = reference->queue;
    if (queue == NULL || reference->next != NULL || queue->last == reference) return 0;
    if (queue->last == NULL) queue->first = reference;
    else queue->last->next = reference;
    queue->last = reference;
    return 1;
}

int32_t teavm_reference_isEnqueued(TeaVM_Reference* reference) {
    return reference->queue != NULL && (reference->next != NULL || reference->queue->last == reference);
}

void teavm_reference_clear(TeaVM_Reference* reference) {
    reference->object = NULL;
}

TeaVM_Object* teavm_reference_get(TeaVM_Reference* reference) {
    return reference->object;
}

TeaVM_Reference* teavm_reference_poll(TeaVM_ReferenceQueue* queue) {
    TeaVM_Reference* reference = queue->first;
    if (reference == NULL) return NULL;
    queue->first = reference->next;
    if (queue->first == NULL) queue->last = NULL;
    reference->next = NULL;
    reference->queue = NULL;
    return reference;
}

void teavm_reference_init(TeaVM_Reference* reference, TeaVM_Object* object, TeaVM_ReferenceQueue* queue) {
    reference->object = object;
    reference->queue = queue;
}

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

static size_t word_of(void* p) {
    return (size_t) ((char*) p - heap) / 8;
}

/* Slides the live objects of the heap in rt_space.c together, around those that are pinned. */
#include "runtime.h"

static void pin(TeaVM_Object** place) {
    TeaVM_Object* o = *place;
    if (!in_heap(o) || !is_marked(o)) return;
    mark_words(word_of(o), object_size(o) / 8, false);
    pinned[word_of(o) / 64] |= 1ull << (word_of(o) % 64);
}

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

/* Finds the live objects of the heap in rt_space.c: from the roots and the frames through every reference. */
#include "runtime.h"

static struct { void*** roots; int count; } static_roots[CORTADO_STATIC_ROOT_TABLES];
static int static_root_tables;

TeaVM_StackFrame* teavm_stackTop;

void teavm_registerStaticGcRoots(void*** roots, int count) {
    if (static_root_tables == CORTADO_STATIC_ROOT_TABLES) cortado_abort("too many classes with static fields");
    static_roots[static_root_tables].roots = roots;
    static_roots[static_root_tables++].count = count;
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

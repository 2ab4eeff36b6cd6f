/* Stack traces: the call sites of the frames, innermost first, and what the tables say of a site. */
#include "runtime.h"
#include "rt_sites.h"

#define TRACE_DEPTH 1024
#define TRACE_END 10

/*
 * A trace has the innermost frames. That of a stack overflow, which is printed with both its ends, has a negative
 * number after them, of all frames there were, and then the outermost ones.
 */
static int32_t frame_count(int32_t most) {
    int32_t count = 0;
    for (TeaVM_StackFrame* frame = teavm_stackTop; frame != NULL && count < most; frame = frame->next)
        count += frame->callSiteId >= 0;
    return count;
}

int32_t cortado_trace_depth(void) {
    bool overflown = cortado_stack_limit != usual_limit;
    int32_t count = frame_count(overflown ? INT32_MAX : TRACE_DEPTH);
    if (count <= TRACE_DEPTH) return count;
    return overflown && count > TRACE_DEPTH + TRACE_END ? TRACE_DEPTH + 1 + TRACE_END : TRACE_DEPTH;
}

void cortado_trace_fill(int32_t* sites, int32_t depth) {
    int32_t count = depth <= TRACE_DEPTH ? depth : frame_count(INT32_MAX);
    int32_t index = 0;
    for (TeaVM_StackFrame* frame = teavm_stackTop; frame != NULL && index < count; frame = frame->next) {
        if (frame->callSiteId < 0) continue;
        if (index < TRACE_DEPTH) sites[index] = frame->callSiteId;
        else if (index >= count - TRACE_END) sites[depth - (count - index)] = frame->callSiteId;
        index++;
    }
    if (depth > TRACE_DEPTH) sites[TRACE_DEPTH] = -count;
}

bool cortado_site_hidden(int32_t site, int32_t index) {
    static const char runtime[] = "org.teavm.runtime.";
    const CortadoMethod* method = &cortado_methods[cortado_places[cortado_site_first[site] + index].method];
    const char* owner = cortado_names + method->owner;
    return strlen(owner) >= sizeof runtime && memcmp(owner, runtime, sizeof runtime - 1) == 0;
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

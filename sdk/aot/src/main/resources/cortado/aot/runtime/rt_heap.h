/* The collected heap of the app and bare profiles. */
#pragma once

void cortado_heap_init(void* start, size_t size);
void cortado_collect(void);
int64_t cortado_heap_total(void);
int64_t cortado_heap_free(void);
void cortado_visit_array_classes(void (*visit)(TeaVM_Object** place));
extern void* cortado_thrown;

int32_t teavm_reference_enqueue(TeaVM_Reference* reference);
int32_t teavm_reference_isEnqueued(TeaVM_Reference* reference);
void teavm_reference_clear(TeaVM_Reference* reference);
TeaVM_Object* teavm_reference_get(TeaVM_Reference* reference);
TeaVM_Reference* teavm_reference_poll(TeaVM_ReferenceQueue* queue);
void teavm_reference_init(TeaVM_Reference* reference, TeaVM_Object* object, TeaVM_ReferenceQueue* queue);

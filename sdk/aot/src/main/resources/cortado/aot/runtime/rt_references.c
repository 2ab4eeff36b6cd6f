/* Weak references and their queues. The collector puts what it cleared into its queue. */
#include "runtime.h"

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

/* Checks, exceptions and frames: what differs most between the profiles. */
#pragma once

#if CORTADO_KERNEL

/*
 * No frame is kept. A check knows its call site at compile time: TEAVM_WITH_CALL_SITE_ID names it
 * in a constant that the checks inside it read.
 */
enum { cortado_site = -1 };
#define TEAVM_ALLOC_STACK(size) ((void) 0)
#define TEAVM_RELEASE_STACK ((void) 0)
#define TEAVM_GC_ROOT(index, ptr) ((void) 0)
#define TEAVM_GC_ROOT_RELEASE(index) ((void) 0)
#define TEAVM_CALL_SITE(id) ((void) 0)
#define TEAVM_WITH_CALL_SITE_ID(id, expr) ({ enum { cortado_site = (id) }; (expr); })

/* An exception never arrives: throwing panics, and so every handler is dead code. */
#define TEAVM_RESTORE_JUMP_BUFFER ((void) 0)
#define TEAVM_TRY do { if (1) {
#define TEAVM_CATCH } else { switch (0) {
#define TEAVM_END_TRY default: break; } } } while (0);
#define teavm_catchException() NULL

_Noreturn void cortado_fail_null(int32_t site) CORTADO_COLD;
_Noreturn void cortado_fail_bounds(int32_t site, int32_t index, int32_t length) CORTADO_COLD;
_Noreturn void cortado_fail_division(int32_t site) CORTADO_COLD;
_Noreturn void cortado_fail_cast(int32_t site) CORTADO_COLD;
_Noreturn void cortado_fail_store(int32_t site) CORTADO_COLD;
_Noreturn void cortado_fail_throw(int32_t site, void* exception) CORTADO_COLD;
_Noreturn void cortado_fail_made(int32_t site, const char* exception) CORTADO_COLD;
#define cortado_fail_new(exception) (cortado_fail_made(cortado_site, exception), NULL)
#define CORTADO_FAIL_NULL() cortado_fail_null(site)
#define CORTADO_FAIL_BOUNDS(index, length) cortado_fail_bounds(site, index, length)
#define CORTADO_FAIL_DIVISION() cortado_fail_division(site)
#define CORTADO_FAIL_CAST(object, cls) cortado_fail_cast(site)
#define CORTADO_FAIL_STORE(object) cortado_fail_store(site)
#define CORTADO_SITE_PARAMETER int32_t site,
#define CORTADO_SITE_ARGUMENT cortado_site,
#define cortado_throw(exception) cortado_fail_throw(cortado_site, exception)

#else

typedef struct TeaVM_LongjmpDesc {
    uint64_t registers[22];
    struct TeaVM_LongjmpDesc* previous;
} TeaVM_LongjmpDesc;

typedef struct TeaVM_StackFrame {
    struct TeaVM_StackFrame* next;
    TeaVM_LongjmpDesc* jmpTarget;
    int32_t size;
    int32_t callSiteId;
} TeaVM_StackFrame;

extern TeaVM_StackFrame* teavm_stackTop;
/* Below this address of the machine stack a call throws StackOverflowError. */
extern uintptr_t cortado_stack_limit;
_Noreturn void cortado_stack_overflow(void) CORTADO_COLD;

#define TEAVM_ALLOC_STACK(count) \
    struct { TeaVM_StackFrame header; void* data[count]; } teavm_shadowStack; \
    if (unlikely((uintptr_t) &teavm_shadowStack < cortado_stack_limit)) cortado_stack_overflow(); \
    teavm_shadowStack.header.next = teavm_stackTop; \
    teavm_shadowStack.header.size = (count); \
    teavm_stackTop = &teavm_shadowStack.header
#define TEAVM_RELEASE_STACK (teavm_stackTop = teavm_shadowStack.header.next)
#define TEAVM_GC_ROOT(index, ptr) teavm_shadowStack.data[index] = ptr
#define TEAVM_GC_ROOT_RELEASE(index) teavm_shadowStack.data[index] = NULL
#define TEAVM_CALL_SITE(id) (teavm_shadowStack.header.callSiteId = (id))
#define TEAVM_WITH_CALL_SITE_ID(id, expr) (TEAVM_CALL_SITE(id), (expr))

int cortado_save(TeaVM_LongjmpDesc* target) __attribute__((returns_twice));
_Noreturn void cortado_resume(TeaVM_LongjmpDesc* target, int handler);

#define TEAVM_RESTORE_JUMP_BUFFER (teavm_shadowStack.header.jmpTarget = teavm_shadowStack.header.jmpTarget->previous)
#define TEAVM_TRY do { \
    TeaVM_LongjmpDesc cortado_target; \
    cortado_target.previous = teavm_shadowStack.header.jmpTarget; \
    teavm_shadowStack.header.jmpTarget = &cortado_target; \
    int cortado_handler = cortado_save(&cortado_target); \
    if (cortado_handler == 0) {
#define TEAVM_CATCH \
        TEAVM_RESTORE_JUMP_BUFFER; \
    } else { \
        TEAVM_RESTORE_JUMP_BUFFER; \
        switch (cortado_handler) {
#define TEAVM_END_TRY \
            default: cortado_resume(teavm_shadowStack.header.jmpTarget, cortado_handler); \
        } \
    } \
} while (0);
void* teavm_catchException(void);

/* cortado.aot.target.Throw, which creates the exceptions in Java. */
void cortado_throw_null(void) CORTADO_COLD;
void cortado_throw_bounds(int32_t index, int32_t length) CORTADO_COLD;
void cortado_throw_division(void) CORTADO_COLD;
void cortado_throw_cast(void* object, void* cls) CORTADO_COLD;
void cortado_throw_store(void* object) CORTADO_COLD;
void cortado_throw_clone(void* object) CORTADO_COLD;
void cortado_throw_cast_names(void* from, void* to) CORTADO_COLD;
void cortado_throw_store_name(void* cls) CORTADO_COLD;
void cortado_throw_clone_name(void* cls) CORTADO_COLD;
void cortado_throw_absent_name(void* cls) CORTADO_COLD;
void cortado_throw_copy_bounds(void* message) CORTADO_COLD;
void cortado_throw_size(int32_t size) CORTADO_COLD;
void cortado_throw_memory(void) CORTADO_COLD;
void cortado_throw_overflow(void) CORTADO_COLD;
/* Made while there was room, for when there is none left to make another. */
void cortado_throw_spare_memory(void) CORTADO_COLD;
void cortado_throw_spare_overflow(void) CORTADO_COLD;
void cortado_throw_prepare(void) CORTADO_COLD;
_Noreturn void cortado_throw(void* exception) CORTADO_COLD;
#define CORTADO_FAIL_NULL() do { cortado_throw_null(); __builtin_unreachable(); } while (0)
#define CORTADO_FAIL_BOUNDS(index, length) do { cortado_throw_bounds(index, length); __builtin_unreachable(); } while (0)
#define CORTADO_FAIL_DIVISION() do { cortado_throw_division(); __builtin_unreachable(); } while (0)
#define CORTADO_FAIL_CAST(object, cls) do { cortado_throw_cast(object, cls); __builtin_unreachable(); } while (0)
#define CORTADO_FAIL_STORE(object) do { cortado_throw_store(object); __builtin_unreachable(); } while (0)
#define CORTADO_SITE_PARAMETER
#define CORTADO_SITE_ARGUMENT

#endif

static inline void* cortado_check_null(CORTADO_SITE_PARAMETER void* o) {
#ifndef CORTADO_UNMAPPED
    if (unlikely(o == NULL)) CORTADO_FAIL_NULL();
#endif
    return o;
}
static inline int32_t cortado_check_bounds(CORTADO_SITE_PARAMETER int32_t index, void* array) {
    if (unlikely((uint32_t) index >= (uint32_t) TEAVM_ARRAY_LENGTH(array)))
        CORTADO_FAIL_BOUNDS(index, TEAVM_ARRAY_LENGTH(array));
    return index;
}
static inline int32_t cortado_check_lower(CORTADO_SITE_PARAMETER int32_t index) {
    if (unlikely(index < 0)) CORTADO_FAIL_BOUNDS(index, -1);
    return index;
}
static inline void* cortado_check_cast(CORTADO_SITE_PARAMETER void* o, void* cls,
        int32_t (*accepts)(TeaVM_Class*, TeaVM_Class*)) {
    if (unlikely(o != NULL && !accepts((TeaVM_Class*) cls, TEAVM_CLASS_OF(o)))) CORTADO_FAIL_CAST(o, cls);
    return o;
}
static inline void cortado_check_store_at(CORTADO_SITE_PARAMETER void* array, int32_t index, void* o) {
    if (array == NULL || o == NULL || (uint32_t) index >= (uint32_t) TEAVM_ARRAY_LENGTH(array)) return;
    TeaVM_Class* item = TEAVM_CLASS_OF(array)->itemType;
    TeaVM_Class* cls = TEAVM_CLASS_OF(o);
    if (likely(item == cls || item->isSupertypeOf(item, cls))) return;
    CORTADO_FAIL_STORE(o);
}
#define teavm_nullCheck(o) cortado_check_null(CORTADO_SITE_ARGUMENT o)
#define teavm_checkBounds(index, array) cortado_check_bounds(CORTADO_SITE_ARGUMENT index, array)
#define teavm_checkUpperBound(index, array) cortado_check_bounds(CORTADO_SITE_ARGUMENT index, array)
#define teavm_checkLowerBound(index) cortado_check_lower(CORTADO_SITE_ARGUMENT index)
#define teavm_checkcast(o, cls, accepts) cortado_check_cast(CORTADO_SITE_ARGUMENT o, cls, accepts)
#define cortado_check_store(array, index, o) cortado_check_store_at(CORTADO_SITE_ARGUMENT array, index, o)

static inline int32_t teavm_instanceof(void* o, void* cls, int32_t (*accepts)(TeaVM_Class*, TeaVM_Class*)) {
    return o != NULL && accepts((TeaVM_Class*) cls, TEAVM_CLASS_OF(o));
}
static inline int32_t teavm_isSupertypeOf(TeaVM_Class* superclass, TeaVM_Class* subclass) {
    return superclass->isSupertypeOf(superclass, subclass);
}
static inline void teavm_initializeClass(TeaVM_Class* cls, void (*initializer)()) {
    if (unlikely(!(cls->flags & CORTADO_INITIALIZED))) initializer();
}
#if TEAVM_CLASS_INIT_USED
static inline void teavm_initializeClassDefault(TeaVM_Class* cls) {
    if (cls->init != NULL) teavm_initializeClass(cls, cls->init);
}
#endif
/* A call that only tells the type analysis which exceptions the next instruction may throw. */
#define cortado_may_throw() ((void) 0)
#define cortado_use(value) ((void) (value))

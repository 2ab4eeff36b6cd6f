/* A process of Cortado: cortado.abi.StartLayout in, cortado.abi.Call out. */
#include "runtime.h"

/* cortado.abi.StartLayout */
typedef struct {
    uint64_t magic;
    uint64_t heap, heap_size;
    uint64_t stack, stack_size;
} StartBlock;

static StartBlock* start_block;
static int64_t second_result;

static int64_t system_call(int64_t number, int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f) {
    register int64_t x0 __asm__("x0") = a;
    register int64_t x1 __asm__("x1") = b;
    register int64_t x2 __asm__("x2") = c;
    register int64_t x3 __asm__("x3") = d;
    register int64_t x4 __asm__("x4") = e;
    register int64_t x5 __asm__("x5") = f;
    register int64_t x6 __asm__("x6");
    register int64_t x7 __asm__("x7");
    register int64_t x8 __asm__("x8") = number;
    __asm__ volatile("svc #0"
            : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5), "=r"(x6), "=r"(x7)
            : "r"(x8)
            : "memory");
    second_result = x1;
    return x0;
}

enum { LOG_WRITE = 1, CLOCK = 2, EXIT = 3 };

int64_t cortado_system_call(int32_t number, int64_t a, int64_t b, int64_t c, int64_t d) {
    return system_call(number, a, b, c, d, 0, 0);
}
int64_t cortado_system_call_buffer1(int32_t number, int8_t* buffer, int64_t b, int64_t c) {
    return system_call(number, (int64_t) buffer, b, c, 0, 0, 0);
}
int64_t cortado_system_call_buffer2(int32_t number, int64_t a, int8_t* buffer, int64_t c, int64_t d) {
    return system_call(number, a, (int64_t) buffer, c, d, 0, 0);
}
int64_t cortado_system_call_buffer3(int32_t number, int64_t a, int64_t b, int8_t* buffer, int64_t d) {
    return system_call(number, a, b, (int64_t) buffer, d, 0, 0);
}
int64_t cortado_second_result(void) {
    return second_result;
}
int64_t cortado_start_block(void) {
    return (int64_t) start_block;
}

void cortado_platform_log(const char* text, size_t length, int level) {
    system_call(LOG_WRITE, (int64_t) text, (int64_t) length, level, 0, 0, 0);
}

void cortado_platform_exit(int status) {
    for (;;) system_call(EXIT, status, 0, 0, 0, 0, 0);
}

int64_t cortado_platform_nanoseconds(void) {
    return system_call(CLOCK, 0, 0, 0, 0, 0, 0);
}

_Noreturn void cortado_app_start(StartBlock* block) {
    start_block = block;
    cortado_stack_init((void*) block->stack, block->stack_size);
    cortado_heap_init((void*) block->heap, block->heap_size);
    cortado_java_start(0, NULL);
    cortado_exit(0);
    __builtin_unreachable();
}

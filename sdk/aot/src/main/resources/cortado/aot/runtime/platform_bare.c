/* Alone on QEMU's virt machine: PL011 for text, semihosting to end, the generic timer for time. */
#include "runtime.h"

#define PL011_DR (*(volatile uint32_t*) 0x09000000)

extern char cortado_image_end[];
extern char cortado_bare_stack[];
extern char cortado_bare_stack_end[];

void cortado_platform_log(const char* text, size_t length, int level) {
    (void) level;
    for (size_t i = 0; i < length; i++) PL011_DR = (uint8_t) text[i];
    PL011_DR = '\n';
}

void cortado_platform_exit(int status) {
    /* Arm Semihosting for AArch32 and AArch64 §SYS_EXIT (0x18), reason ADP_Stopped_ApplicationExit. */
    volatile uint64_t block[2] = { 0x20026, (uint64_t) status };
    register uint64_t w0 __asm__("x0") = 0x18;
    register volatile uint64_t* x1 __asm__("x1") = block;
    for (;;) __asm__ volatile("hlt #0xf000" ::"r"(w0), "r"(x1) : "memory");
}

int64_t cortado_platform_nanoseconds(void) {
    uint64_t count, frequency;
    __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(count));
    __asm__("mrs %0, cntfrq_el0" : "=r"(frequency));
    return (int64_t) (count / frequency * 1000000000 + count % frequency * 1000000000 / frequency);
}

static _Noreturn void bare_exception(uint64_t syndrome, uint64_t address, uint64_t place) {
    static const char digits[] = "0123456789abcdef";
    char text[] = "machine exception: esr 0000000000000000 far 0000000000000000 elr 0000000000000000";
    uint64_t values[3] = { syndrome, address, place };
    static const int columns[3] = { 23, 44, 65 };
    for (int v = 0; v < 3; v++)
        for (int i = 0; i < 16; i++) text[columns[v] + i] = digits[values[v] >> (60 - 4 * i) & 15];
    cortado_abort(text);
}

void cortado_bare_exception(uint64_t syndrome, uint64_t address, uint64_t place) {
    bare_exception(syndrome, address, place);
}

_Noreturn void cortado_bare_start(void) {
    cortado_stack_init(cortado_bare_stack, (size_t) (cortado_bare_stack_end - cortado_bare_stack));
    cortado_heap_init(cortado_image_end, CORTADO_BARE_HEAP);
    cortado_java_start(0, NULL);
    cortado_exit(0);
    __builtin_unreachable();
}

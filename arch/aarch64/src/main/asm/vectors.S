// Traps. While user code runs, SP_EL1 points at its context, so that registers are stored before one is free; the
// kernel's own stack then starts at TPIDR_EL1. The kernel runs with interrupts masked and switches no context in here:
// Java returns the address of the one to resume. SP_EL0 and TPIDR_EL0 change hands in Java, when contexts do.
#include "monitor.h"

#define EC_SVC64 0x15                  // ESR_EL1.EC of SVC from AArch64 (DDI 0487 D19.2.38)
#define EC_ABORT_SAME_LEVEL 0x25       // of a data abort without a change of level

        .macro  store_upper_registers  // x8 to x30 and where to return to; leaves x9, x10 free
        stp     x8, x9, [sp, #8 * 8]
        stp     x10, x11, [sp, #10 * 8]
        stp     x12, x13, [sp, #12 * 8]
        stp     x14, x15, [sp, #14 * 8]
        stp     x16, x17, [sp, #16 * 8]
        stp     x18, x19, [sp, #18 * 8]
        stp     x20, x21, [sp, #20 * 8]
        stp     x22, x23, [sp, #22 * 8]
        stp     x24, x25, [sp, #24 * 8]
        stp     x26, x27, [sp, #26 * 8]
        stp     x28, x29, [sp, #28 * 8]
        str     x30, [sp, #30 * 8]
        mrs     x9, elr_el1
        mrs     x10, spsr_el1
        stp     x9, x10, [sp, #CONTEXT_PC]
        .endm

        .macro  store_lower_registers
        stp     x0, x1, [sp, #0 * 8]
        stp     x2, x3, [sp, #2 * 8]
        stp     x4, x5, [sp, #4 * 8]
        stp     x6, x7, [sp, #6 * 8]
        .endm

        .macro  enter_kernel entry     // calls Java at the bottom of this CPU's stack
        mrs     x9, tpidr_el1
        mov     sp, x9
        mov     x29, xzr
        bl      \entry
        .endm

        .section .text.traps, "ax"

from_user_sync:
        store_upper_registers
        mrs     x9, esr_el1
        lsr     x10, x9, #26
        cmp     x10, #EC_SVC64
        b.ne    from_user_fault
        stp     xzr, xzr, [sp, #2 * 8] // x2 to x7 come back as zero; x0, x1 as the result
        stp     xzr, xzr, [sp, #4 * 8]
        stp     xzr, xzr, [sp, #6 * 8]
#ifdef CORTADO_COVERAGE
        cmp     w8, #COVERAGE_CALL
        b.eq    coverage_call
#endif
        mov     w6, w8
        enter_kernel trap_system_call

// Continues context x0, whose bit 0 is set for a guest's; where x0 is 1, waits for one.
        .global resume_context
resume_context:
        tbnz    x0, #0, resume_other
        mov     sp, x0
        ldp     x2, x3, [sp, #CONTEXT_PC]
        msr     elr_el1, x2
        msr     spsr_el1, x3
        ldp     x0, x1, [sp, #0 * 8]
        ldp     x2, x3, [sp, #2 * 8]
        ldp     x4, x5, [sp, #4 * 8]
        ldp     x6, x7, [sp, #6 * 8]
        ldp     x8, x9, [sp, #8 * 8]
        ldp     x10, x11, [sp, #10 * 8]
        ldp     x12, x13, [sp, #12 * 8]
        ldp     x14, x15, [sp, #14 * 8]
        ldp     x16, x17, [sp, #16 * 8]
        ldp     x18, x19, [sp, #18 * 8]
        ldp     x20, x21, [sp, #20 * 8]
        ldp     x22, x23, [sp, #22 * 8]
        ldp     x24, x25, [sp, #24 * 8]
        ldp     x26, x27, [sp, #26 * 8]
        ldp     x28, x29, [sp, #28 * 8]
        ldr     x30, [sp, #30 * 8]
        eret
        dsb     nsh                    // nothing past ERET, not even on speculation
        isb
resume_other:
        subs    x1, x0, #1
        b.ne    resume_guest
        mrs     x9, tpidr_el1          // the boot path comes here with its own frames above
        mov     sp, x9
        bl      trap_idle
        b       resume_context

resume_guest:                          // nothing of the kernel's registers is needed when the guest is left
        mov     x1, x0
        mov     x0, #MONITOR_RUN
        hvc     #0
        enter_kernel trap_guest        // x0 = how it was left
        b       resume_context

from_user_fault:
        store_lower_registers
        mov     x0, x9
        mrs     x1, far_el1
        enter_kernel trap_fault
        b       resume_context

from_user_error:                       // SError
        store_upper_registers
        store_lower_registers
        mrs     x0, esr_el1
        mov     x1, xzr
        enter_kernel trap_fault
        b       resume_context

from_user_interrupt:
        store_upper_registers
        store_lower_registers
        enter_kernel trap_interrupt
        b       resume_context

// A fault of the kernel's own: a copy that met a bad user address returns -1 to its caller, anything else is the end.
from_kernel_sync:
        msr     tpidrro_el0, x16
        mrs     x16, tpidr_el1
        str     x17, [x16, #CPU_SCRATCH]
        mrs     x16, esr_el1
        lsr     x16, x16, #26
        cmp     x16, #EC_ABORT_SAME_LEVEL
        b.ne    1f
        mrs     x16, elr_el1
        adr     x17, user_copy_start
        cmp     x16, x17
        b.lo    1f
        adr     x17, user_copy_end
        cmp     x16, x17
        b.hs    1f
        mov     x0, #-1
        msr     elr_el1, x30           // the copies are leaves
        msr     tpidrro_el0, xzr
        mov     x16, xzr
        eret
        dsb     nsh
        isb
1:      mrs     x16, tpidr_el1
        ldr     x17, [x16, #CPU_SCRATCH]
        b       panic_with_x16
from_kernel_other:
        msr     tpidrro_el0, x16
panic_with_x16:                        // x16 is in TPIDRRO_EL0; every other register is as the fault left it
        mrs     x16, tpidr_el1
        str     x17, [x16, #CPU_SCRATCH]
        mov     x17, sp
        ldr     x16, [x16, #CPU_PANIC_STACK]
        mov     sp, x16
        sub     sp, sp, #CONTEXT_TPIDR
        str     x17, [sp, #CONTEXT_SP]
        mrs     x16, tpidr_el1
        ldr     x17, [x16, #CPU_SCRATCH]
        mrs     x16, tpidrro_el0
        store_upper_registers
        store_lower_registers
        mov     x0, sp
        mrs     x1, esr_el1
        mrs     x2, far_el1
        mov     x29, xzr
        bl      trap_panic             // does not return

        .macro  vector target
        .balign 128
        b       \target
        .endm

        .section .text.vectors, "ax"
        .balign 4096                   // 2048 would do; a page lets ADRP reach it
        .global vectors
vectors:
        .rept   4                      // EL1 on SP_EL0: never used
        vector  from_kernel_other
        .endr
        vector  from_kernel_sync
        vector  from_kernel_other
        vector  from_kernel_other
        vector  from_kernel_other
        vector  from_user_sync
        vector  from_user_interrupt
        vector  from_user_interrupt    // FIQ: Group 0, which a board without EL3 may use
        vector  from_user_error
        .rept   4                      // EL0 in AArch32: contexts never are
        vector  from_user_fault_32
        .endr

        .section .text.traps, "ax"
from_user_fault_32:
        store_upper_registers
        mrs     x9, esr_el1
        b       from_user_fault

// The generated code's way out of a failed check: x0 = text. Java gets the place it happened at as well.
        .global cortado_kernel_panic
cortado_kernel_panic:
        mov     x1, x29
        mov     x2, x30
        b       trap_abort

        .section .bss.contexts, "aw", %nobits
        .balign 4096                   // a page: EL2 maps those of the guests
        .global contexts, cpu_kernel_lock
contexts:
        .zero   (CONTEXTS + 2 * GUESTS) * CONTEXT_SIZE
        .global contexts_end
contexts_end:
cpu_kernel_lock:
        .zero   64

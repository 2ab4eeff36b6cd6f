// The monitor: what only EL2 can do. It enters a guest when the kernel asks, comes back with the reason when the guest
// is left, and forgets translations of guests. Stage-2 tables, list registers, timers and every decision are the
// kernel's. Memory is mapped one to one: the monitor's own page, and the guests' contexts (Monitor.java).
//
//   TPIDR_EL2  this CPU's block (HOST_...)
//   SP_EL2     the guest's context, while VBAR_EL2 is guest_vectors
//   VBAR_EL2   host_vectors while the kernel and its processes run; their interrupts do not pass through here
#include "monitor.h"
        .arch   armv8-a

#define HCR_HOST (1 << 31 | 1 << 40 | 1 << 41) // as in switch.S
// MDCR_EL2 (DDI 0487 D19.2.80) of guests: debug, OS lock, ROM table, PMU, statistical profiling and trace filter trap
#define MDCR_TRAPS (1 << 5 | 1 << 6 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 14 | 1 << 19)

#define SCTLR_EL2_ON 0x30c5183d        // RES1, M, C, SA, I; nothing writable is mapped executable
#define MAIR_EL2_VALUE 0xff00          // index 1 as the kernel's: normal, write-back
#define TCR_EL2_VALUE 0x80803519       // RES1, 39 bits, 4 KiB, inner-shareable write-back walks

#define ICH_VTR_EL2 S3_4_C12_C11_1

        .section .monitor, "ax"

        .macro  vector target
        .balign 128
        b       \target
        .endm

        .balign 2048
        .global host_vectors
host_vectors:
        .rept   8
        vector  monitor_fault
        .endr
        vector  host_call
        .rept   7
        vector  monitor_fault          // HCR_EL2 routes nothing else here
        .endr

        .balign 2048
        .global guest_vectors
guest_vectors:
        .rept   4
        vector  monitor_fault
        .endr
        vector  monitor_fault
        vector  monitor_fault
        vector  monitor_fault
        vector  guest_error_here
        vector  guest_sync
        vector  guest_interrupt
        vector  guest_interrupt        // FIQ
        vector  guest_error
        .rept   4                      // AArch32: HCR_EL2.RW and PSTATE do not let a guest get there at EL1
        vector  guest_sync_32
        .endr

// A call of the kernel. x0 to x4 are its arguments; leaves all registers but x0 to x7 alone, except MONITOR_RUN.
host_call:
        cmp     x0, #MONITOR_RUN
        b.eq    enter_guest
        b.lo    set_vectors
        cmp     x0, #MONITOR_FORGET_PAGE
        b.lo    forget_vm
        b.eq    forget_page
        cmp     x0, #MONITOR_GIC
        b.lo    start
        b.hi    1f
        mrs     x0, ICH_VTR_EL2
        eret
1:      cmp     x0, #MONITOR_HIDE
        b.eq    hide
        mov     x0, #-1
        eret

set_vectors:
        msr     vbar_el2, x1
        eret

forget_vm:
        msr     vttbr_el2, x1
        isb
        tlbi    vmalls12e1is
        b       1f
forget_page:
        msr     vttbr_el2, x1
        isb
        tlbi    ipas2e1is, x2
        dsb     ish                    // stage 2 first, then what was combined from it
        tlbi    vmalle1is
1:      dsb     ish
        isb
        msr     vttbr_el2, xzr
        isb
        mov     x0, xzr
        eret

hide:   dsb     ishst
        tlbi    vae2is, x1
        dsb     ish
        isb
        mov     x0, xzr
        eret

        .macro  keep register, place
        mrs     x3, \register
        str     x3, [x1, #\place]
        .endm

// Takes EL2 over on this CPU: own tables, and the kernel's registers as they will always be.
start:
        msr     tpidr_el2, x1
        msr     ttbr0_el2, x2
        mov     x3, #MAIR_EL2_VALUE
        msr     mair_el2, x3
        ldr     x3, =TCR_EL2_VALUE
        mrs     x4, id_aa64mmfr0_el1
        and     x4, x4, #0xf
        cmp     x4, #5                 // PARange, capped at 48 bits
        mov     x5, #5
        csel    x4, x4, x5, lo
        bfi     x3, x4, #16, #3
        msr     tcr_el2, x3
        dsb     sy
        isb
        tlbi    alle2
        tlbi    vmalls12e1
        dsb     nsh
        ldr     x3, =SCTLR_EL2_ON
        isb
        msr     sctlr_el2, x3
        isb
        keep    sctlr_el1, HOST_SCTLR
        keep    ttbr1_el1, HOST_TTBR1
        keep    tcr_el1, HOST_TCR
        keep    mair_el1, HOST_MAIR
        keep    vbar_el1, HOST_VBAR
        keep    tpidr_el1, HOST_TPIDR
        keep    cntkctl_el1, HOST_CNTKCTL
        keep    mdcr_el2, HOST_MDCR
        ldr     x4, =MDCR_TRAPS
        orr     x3, x3, x4
        str     x3, [x1, #HOST_GUEST_MDCR]
        ldr     x3, [x1, #HOST_VTCR]
        msr     vtcr_el2, x3
        msr     hstr_el2, xzr
        ldr     x3, =HCR_HOST
        msr     hcr_el2, x3
        mov     x0, xzr
        eret

        .section .bss.monitor, "aw", %nobits
        .balign 4096
        .global monitor_blocks
monitor_blocks:
        .zero   CPUS * HOST_SIZE
        .balign 4096

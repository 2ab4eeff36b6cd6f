// The world switch: the kernel's EL1 registers out and the guest's in, and back. What the kernel keeps constant is not
// saved each time. x0 and x1 of a guest are on their way to its context before anything else is known of its exit.
//
//   x0  the guest's context, physical     x2  its second part     x1  this CPU's block
#include "monitor.h"
#include "registers.h"
        .arch   armv8-a

// HCR_EL2 (DDI 0487 D19.2.48)
#define HCR_VM (1 << 0)                // stage 2
#define HCR_SWIO (1 << 1)
#define HCR_PTW (1 << 2)               // a table walk through what stage 2 maps as a device faults
#define HCR_FMO (1 << 3)               // interrupts come here and virtual ones can be delivered
#define HCR_IMO (1 << 4)
#define HCR_AMO (1 << 5)
#define HCR_FB (1 << 9)                // TLB maintenance reaches all CPUs, since vcpus move
#define HCR_BSU_IS (1 << 10)           // so do barriers
#define HCR_TWI (1 << 13)              // traps: WFI, ID registers, SMC, IMPLEMENTATION DEFINED, ACTLR, set/way
#define HCR_TID3 (1 << 18)
#define HCR_TSC (1 << 19)
#define HCR_TIDCP (1 << 20)
#define HCR_TACR (1 << 21)
#define HCR_TSW (1 << 22)
#define HCR_RW (1 << 31)
#define HCR_TLOR (1 << 35)             // traps: limited ordering regions, error records
#define HCR_TERR (1 << 36)
#define HCR_TEA (1 << 37)              // external aborts come here
#define HCR_APK (1 << 40)              // pointer authentication does not trap: for the kernel's processes alone
#define HCR_API (1 << 41)
#define HCR_GUEST (HCR_VM | HCR_SWIO | HCR_PTW | HCR_FMO | HCR_IMO | HCR_AMO | HCR_FB | HCR_BSU_IS | HCR_TWI | HCR_TID3 | HCR_TSC | HCR_TIDCP | HCR_TACR | HCR_TSW | HCR_RW | HCR_TLOR | HCR_TERR | HCR_TEA)
#define HCR_HOST (HCR_RW | HCR_APK | HCR_API)

// CPTR_EL2 (D19.2.33): RES1 bits, which trap SVE and SME; trace registers and activity monitors trap as well
#define CPTR_HOST 0x33ff
#define CPTR_GUEST (CPTR_HOST | 1 << 20 | 1 << 30)
#define CPTR_TFP (1 << 10)
#define CPACR_FPEN_BIT 20


#define CNTHCTL_HOST 3                 // EL1PCTEN, EL1PCEN
#define CNTHCTL_GUEST 1                // the physical timer traps: it is the kernel's
#define TCR_EPD (1 << 7 | 1 << 23)     // no walks while registers of two regimes mix (Cortex-A72 erratum 1319367)

#define EC_HVC64 0x16
#define EC_INSTRUCTION_ABORT 0x20
#define EC_DATA_ABORT 0x24
#define FAULT_ON_WALK (1 << 7)         // ISS.S1PTW
#define FAULT_STATUS 0x3c              // DFSC without the level
#define FAULT_PERMISSION 0x0c
#define SHOWN_LOAD 0x91800004          // a data abort by a word's plain load, zero-extended, that stage 2 does not translate:
#define SHOWN_LOAD_BITS 0xfde040fc     // EC, ISV, SAS, SSE, AR, S1PTW, WnR, DFSC without the level
#define REGISTER_BIT 16                // ISS.SRT
#define PSTATE_BTYPE (3 << 10)
#define PSCI_VERSION 0x8400            // upper half of function 0x84000000
#define PSCI_1_1 0x10001

#define ICC_SRE_EL2 S3_4_C12_C9_5
#define ICC_SRE_HOST 0xf
#define ICC_SRE_GUEST 7                // without Enable: the guest's accesses of ICC_SRE_EL1 trap
#define ICH_HCR_EL2 S3_4_C12_C11_0
#define ICH_MISR_EL2 S3_4_C12_C11_2
#define ICH_VMCR_EL2 S3_4_C12_C11_7

        .section .monitor, "ax"

        .global enter_guest
enter_guest:
        mov     x0, x1
        mrs     x1, tpidr_el2
        ldr     x3, [x1, #HOST_DELTA]
        sub     x0, x0, x3
        add     x2, x0, #GUEST_OFFSET
        mov     sp, x0
        save    cpacr_el1, ttbr0_el1, HOST_CPACR, x1
        ldr     x5, =CPTR_GUEST        // the kernel closes and opens floating point for a guest as for a process
        tbnz    x3, #CPACR_FPEN_BIT, 1f
        orr     x5, x5, #CPTR_TFP
1:      msr     cptr_el2, x5
        save    elr_el2, spsr_el2, HOST_ELR, x1
        ldr     x3, [x1, #HOST_TCR]
        ldr     x4, =TCR_EPD
        orr     x3, x3, x4
        msr     tcr_el1, x3
        isb
        each_system_register load
        ldr     x5, [x2, #GUEST_SYSTEM + 56] // TCR_EL1, for later
        ldr     x3, [x2, #GUEST_SYSTEM + 48]
        msr     ttbr1_el1, x3
        ldr     x3, [x2, #GUEST_SYSTEM + 160]
        msr     csselr_el1, x3
        load    vttbr_el2, vmpidr_el2, GUEST_VTTBR
        ldp     x3, x6, [x2, #GUEST_CNTVOFF]
        msr     cntvoff_el2, x3
        ldr     x3, =HCR_GUEST
        msr     hcr_el2, x3
        ldr     x3, [x1, #HOST_GUEST_MDCR]
        msr     mdcr_el2, x3
        mov     x3, #CNTHCTL_GUEST
        msr     cnthctl_el2, x3
        isb
        cbz     x6, 1f
        str     xzr, [x2, #GUEST_FLUSH]
        tlbi    vmalle1
        ic      iallu
        dsb     nsh
        isb
1:      msr     tcr_el1, x5
        ldp     x3, x4, [x2, #GUEST_CNTV_CTL]
        msr     cntv_cval_el0, x4
        msr     cntv_ctl_el0, x3
        ldr     x3, [x1, #HOST_LISTS]
        cbz     x3, 1f
        each_list load_numbered
        each_priority load_numbered
        load    ICH_VMCR_EL2, ICH_HCR_EL2, GUEST_VMCR
        mov     x3, #ICC_SRE_GUEST
        msr     ICC_SRE_EL2, x3
1:      adrp    x3, guest_vectors
        add     x3, x3, :lo12:guest_vectors
        msr     vbar_el2, x3
        load    elr_el2, spsr_el2, CONTEXT_PC, x0
        ldr     x30, [x0, #30 * 8]
        each_upper_register ldp
        ldp     x0, x1, [x0]
        eret
        dsb     nsh
        isb

// A guest asks what PSCI there is so often in benchmarks and seldom elsewhere; the answer needs no one's state.
guest_hypercall:
        ldr     w1, [sp]
        movz    w0, #PSCI_VERSION, lsl #16
        cmp     w0, w1
        b.ne    guest_sync_other
        ldr     w0, =PSCI_1_1
        ldr     x1, [sp, #8]
        eret
        dsb     nsh
        isb

// A load of a word that the VMM shows: its value, from the page that the kernel put into EL2's tables for this vcpu. What a
// guest controls is the offset, within that page, and the register. Everything else is the kernel's or the VMM's to answer.
guest_load:
        add     x0, sp, #GUEST_OFFSET
        ldr     x0, [x0, #GUEST_SHOWN]
        mrs     x1, hpfar_el2
        orr     x1, x1, #1
        cmp     x0, x1
        b.ne    guest_sync_other
        mrs     x0, esr_el2
        ldr     w1, =SHOWN_LOAD_BITS
        and     w0, w0, w1
        ldr     w1, =SHOWN_LOAD
        cmp     w0, w1
        b.ne    guest_sync_other
        stp     x2, x3, [sp, #2 * 8]
        add     x0, sp, #GUEST_OFFSET
        ldr     x3, [x0, #GUEST_SHOWN_AT]
        mrs     x1, far_el2
        and     x1, x1, #0xfff
        tst     x1, #3
        b.ne    1f
        lsr     x0, x1, #7             // 32 words, 128 bytes, share four bytes of marks
        add     x0, x3, x0, lsl #2
        ldr     w0, [x0, #SHOWN_MARKS]
        lsr     x2, x1, #2             // the shift is modulo 32
        lsr     w0, w0, w2
        tbz     w0, #0, 1f
        ldr     w1, [x3, x1]
        mrs     x0, elr_el2
        add     x0, x0, #4
        msr     elr_el2, x0
        mrs     x0, spsr_el2
        bic     x0, x0, #PSTATE_BTYPE
        msr     spsr_el2, x0
        mrs     x0, esr_el2
        ubfx    x0, x0, #REGISTER_BIT, #5
        adr     x2, .Lregisters
        add     x2, x2, x0, lsl #3     // two instructions each
        ldr     x3, [sp, #3 * 8]
        br      x2
.Lregisters:
        .irp    number, 0, 1, 2
        str     x1, [sp, #\number * 8]
        b       2f
        .endr
        .irp    number, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
        mov     x\number, x1
        b       2f
        .endr
2:      ldr     x2, [sp, #2 * 8]       // 31 is the zero register
        ldp     x0, x1, [sp]
        eret
        dsb     nsh
        isb
1:      ldp     x2, x3, [sp, #2 * 8]
        b       guest_sync_other

        .global guest_sync, guest_sync_32, guest_interrupt, guest_error, guest_error_here, monitor_fault
guest_sync:
        stp     x0, x1, [sp]
        mrs     x0, esr_el2
        lsr     x1, x0, #26
        cmp     x1, #EC_HVC64
        b.eq    guest_hypercall
        cmp     x1, #EC_DATA_ABORT
        b.eq    guest_load
guest_sync_other:
        mov     x1, #EXIT_SYNC
        b       leave_guest
guest_sync_32:
        stp     x0, x1, [sp]
        mov     x1, #EXIT_ERROR
        b       leave_guest
guest_interrupt:
        stp     x0, x1, [sp]
        mov     x1, #EXIT_INTERRUPT
        b       leave_guest
guest_error:
        stp     x0, x1, [sp]
        mov     x1, #EXIT_ERROR
leave_guest:                           // x1 = EXIT, x0 and x1 are stored
        mov     x0, sp
        each_upper_register stp
        str     x30, [x0, #30 * 8]
        mov     x7, x1
        add     x2, x0, #GUEST_OFFSET
        mrs     x1, tpidr_el2
        save    elr_el2, spsr_el2, CONTEXT_PC, x0
        mrs     x6, esr_el2
        mrs     x5, far_el2
        stp     x6, x5, [x2, #GUEST_ESR]
        mrs     x3, hpfar_el2
        str     x3, [x2, #GUEST_HPFAR]
        each_system_register save
        mrs     x3, tcr_el1
        str     x3, [x2, #GUEST_SYSTEM + 56]
        mrs     x3, ttbr1_el1
        str     x3, [x2, #GUEST_SYSTEM + 48]
        mrs     x3, csselr_el1
        str     x3, [x2, #GUEST_SYSTEM + 160]
        cbz     x7, find_address       // EXIT_SYNC
restore_host:
        mrs     x3, cntv_ctl_el0
        mrs     x4, cntv_cval_el0
        stp     x3, x4, [x2, #GUEST_CNTV_CTL]
        msr     cntv_ctl_el0, xzr      // its interrupt ends here; the kernel sees in the stored value that it is due
        ldr     x3, [x1, #HOST_LISTS]
        cbz     x3, 1f
        each_list save_numbered
        each_priority save_numbered
        mrs     x3, ICH_VMCR_EL2
        str     x3, [x2, #GUEST_VMCR]
        mrs     x3, ICH_MISR_EL2
        str     x3, [x2, #GUEST_MISR]
        msr     ICH_HCR_EL2, xzr
        mov     x3, #ICC_SRE_HOST
        msr     ICC_SRE_EL2, x3
1:      ldr     x5, [x1, #HOST_TCR]
        ldr     x3, =TCR_EPD
        orr     x3, x3, x5
        msr     tcr_el1, x3
        isb
        load    cpacr_el1, ttbr0_el1, HOST_CPACR, x1
        load    elr_el2, spsr_el2, HOST_ELR, x1
        load    sctlr_el1, ttbr1_el1, HOST_SCTLR, x1
        ldr     x3, [x1, #HOST_MAIR]
        msr     mair_el1, x3
        load    vbar_el1, tpidr_el1, HOST_VBAR, x1
        load    cntkctl_el1, mdcr_el2, HOST_CNTKCTL, x1
        msr     amair_el1, xzr
        msr     contextidr_el1, xzr
        msr     tpidrro_el0, xzr
        msr     vttbr_el2, xzr
        msr     cntvoff_el2, xzr
        mov     x3, #CNTHCTL_HOST
        msr     cnthctl_el2, x3
        ldr     x3, =HCR_HOST
        msr     hcr_el2, x3
        mov     x3, #CPTR_HOST
        msr     cptr_el2, x3
        isb
        msr     tcr_el1, x5
        adrp    x3, host_vectors
        add     x3, x3, :lo12:host_vectors
        msr     vbar_el2, x3
        mov     x0, x7
        eret
        dsb     nsh
        isb

// HPFAR_EL2 does not tell the address of a permission fault that no table walk met (D19.2.60): the guest's own tables do.
// x6 = ESR, x5 = FAR. If they have changed meanwhile, the kernel finds nothing wrong and the guest tries again.
find_address:
        lsr     x3, x6, #26
        bic     x3, x3, #1
        cmp     x3, #EC_INSTRUCTION_ABORT
        b.eq    1f
        cmp     x3, #EC_DATA_ABORT
        b.ne    restore_host
1:      tst     x6, #FAULT_ON_WALK
        b.ne    restore_host
        and     x3, x6, #FAULT_STATUS
        cmp     x3, #FAULT_PERMISSION
        b.ne    restore_host
        at      s1e1r, x5
        isb
        mrs     x3, par_el1
        mov     x4, #-1                // no address
        tbnz    x3, #0, 2f
        ubfx    x3, x3, #12, #36
        lsl     x4, x3, #4             // as in HPFAR_EL2
2:      str     x4, [x2, #GUEST_HPFAR]
        b       restore_host

// A fault of the monitor's own: a bug, or an SError that a guest caused just before it was left. SP_EL2 still points at the
// guest's context if one was being entered or left; the kernel hears of it and stops.
guest_error_here:
monitor_fault:
        mov     x0, sp
        add     x2, x0, #GUEST_OFFSET
        mrs     x3, esr_el2
        mrs     x4, elr_el2
        stp     x3, x4, [x2, #GUEST_ESR]
        mrs     x1, tpidr_el2
        mov     x7, #EXIT_MONITOR
        b       restore_host

// From EL2, where firmware usually enters, to EL1; and what stays behind at EL2 until a monitor takes it over.
#include "layout.h"

#define SCTLR_OFF 0x30d00800           // as in boot.S; EL2's RES1 bits are the same and two more
#define SCTLR_EL2_OFF 0x30c50830
#define HCR_RW (1 << 31)               // EL1 is AArch64; nothing traps, interrupts go to EL1
#define CPTR_RES1 0x33ff               // no floating-point trap; SVE and SME stay off
#define CNTHCTL_EL1_TIMERS 3           // EL1PCTEN, EL1PCEN: EL1 may use the physical counter and timer
#define ICC_SRE_SYSTEM_REGISTERS 0xf   // SRE, DFB, DIB, Enable (IHI 0069 12.2.23)
#define SPSR_EL1H_MASKED 0x3c5

// GICv3 and fine-grained trap registers by encoding, for assemblers that do not know their names
#define ICC_SRE_EL2 S3_4_C12_C9_5
#define ICH_HCR_EL2 S3_4_C12_C11_0
#define HFGRTR_EL2 S3_4_C1_C1_4
#define HFGWTR_EL2 S3_4_C1_C1_5
#define HFGITR_EL2 S3_4_C1_C1_6
#define HDFGRTR_EL2 S3_4_C3_C1_4
#define HDFGWTR_EL2 S3_4_C3_C1_5
#define HCRX_EL2 S3_4_C1_C2_2

        .section .text.boot, "ax"

// Continues after the call at EL1 with the MMU off. Sets x21 to the level this CPU came from; clobbers x0 to x2.
        .global enter_el1
enter_el1:
        ldr     x0, =SCTLR_OFF
        mrs     x21, CurrentEL
        lsr     x21, x21, #2
        cmp     x21, #2
        b.eq    1f
        msr     sctlr_el1, x0
        isb
        ret

1:      msr     sctlr_el1, x0
        ldr     x0, =SCTLR_EL2_OFF
        msr     sctlr_el2, x0
        mov     x0, #HCR_RW
        msr     hcr_el2, x0
        mov     x0, #CPTR_RES1
        msr     cptr_el2, x0
        msr     hstr_el2, xzr
        msr     vttbr_el2, xzr
        msr     cntvoff_el2, xzr
        mov     x0, #CNTHCTL_EL1_TIMERS
        msr     cnthctl_el2, x0
        mrs     x0, midr_el1
        msr     vpidr_el2, x0
        mrs     x0, mpidr_el1
        msr     vmpidr_el2, x0

        mrs     x0, id_aa64dfr0_el1    // all event counters belong to EL1 (MDCR_EL2.HPMN), where there is a PMU
        ubfx    x1, x0, #8, #4
        mov     x2, xzr
        cbz     x1, 2f
        cmp     x1, #0xf
        b.eq    2f
        mrs     x2, pmcr_el0
        ubfx    x2, x2, #11, #5
2:      msr     mdcr_el2, x2

        mrs     x0, id_aa64pfr0_el1    // GICv3: let EL1 use the system-register interface
        ubfx    x0, x0, #24, #4
        cbz     x0, 3f
        mrs     x0, ICC_SRE_EL2
        orr     x0, x0, #ICC_SRE_SYSTEM_REGISTERS
        msr     ICC_SRE_EL2, x0
        isb
        mrs     x0, ICC_SRE_EL2
        tbz     x0, #0, 3f             // the board has a GICv2 all the same
        msr     ICH_HCR_EL2, xzr

3:      mrs     x0, id_aa64mmfr0_el1   // FGT: its traps have no reset value
        ubfx    x0, x0, #56, #4
        cbz     x0, 4f
        msr     HFGRTR_EL2, xzr
        msr     HFGWTR_EL2, xzr
        msr     HFGITR_EL2, xzr
        msr     HDFGRTR_EL2, xzr
        msr     HDFGWTR_EL2, xzr
4:      mrs     x0, id_aa64mmfr1_el1   // HCX, likewise
        ubfx    x0, x0, #40, #4
        cbz     x0, 5f
        msr     HCRX_EL2, xzr

5:      adrp    x0, hyp_vectors
        add     x0, x0, :lo12:hyp_vectors
        msr     vbar_el2, x0
        mov     x0, #SPSR_EL1H_MASKED
        msr     spsr_el2, x0
        msr     elr_el2, x30
        eret

// The stub. HVC from EL1 with x0 = 0 makes x1, a physical address, the vectors of EL2 on this CPU and returns x0 = 0;
// any other x0 returns -1. Nothing else is routed here.
        .balign 2048
hyp_vectors:
        .rept   8
        .balign 128
        b       .
        .endr
        .balign 128
        cbnz    x0, 1f
        msr     vbar_el2, x1
        isb
        eret
1:      mov     x0, #-1
        eret
        .rept   7
        .balign 128
        b       .
        .endr

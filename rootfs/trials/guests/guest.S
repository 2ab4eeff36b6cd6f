// What the trial guests do. x0 chooses, x1 is an argument; the results go back with HVC 1. No address is absolute: the
// code runs on any page that the VMM puts it, with the MMU off. GuestCodeTest holds GuestCode.java to what this assembles to.
        .arch   armv8-a+fp+simd
// Stops with a word to the VMM. KVM shows no HVC to its VMM, so a store stands in for it where KVM is defined.
        .macro  tell, number
        .ifdef  KVM
        movz    x9, #0x910, lsl #16
        str     x0, [x9]
        .else
        hvc     #\number
        .endif
        .endm

        .text
start:
        adr     x9, table
        ldr     w10, [x9, x0, lsl #2]
        add     x9, x9, x10
        br      x9
        .balign 4
table:  .long   call - table
        .long   registers - table
        .long   touch - table
        .long   sleep - table
        .long   undefined - table
        .long   spin - table
        .long   float - table
        .long   calls - table
        .long   reads - table
        .long   interrupts - table
        .long   leap - table
        .long   storm - table
        .long   features - table
        .long   injections - table
        .long   shown - table
        .long   distributor - table

finish: tell    1
        b       finish

call:                                  // 0: HVC 85 with 7, which answers with a number and leaves the rest alone
        mov     x19, #0x1919
        mov     x0, #7
        hvc     #85
        add     x0, x0, x19
        b       finish

registers:                             // 1: loads and stores of every width at x1; the sum of what was read
        mov     x9, x1
        mov     w2, #0x11
        strb    w2, [x9]
        mov     w2, #0x2222
        strh    w2, [x9, #2]
        ldr     w2, =0x33333333
        str     w2, [x9, #4]
        ldr     x2, =0x4444444444444444
        str     x2, [x9, #8]
        str     wzr, [x9, #16]
        ldrb    w0, [x9]
        ldrsb   w3, [x9, #1]           // 0xffffff80
        ldrsh   x4, [x9, #2]           // 0xffffffffffff8000
        ldr     w5, [x9, #4]
        ldr     x6, [x9, #8]
        ldrsw   x7, [x9, #12]
        add     x0, x0, x3
        add     x0, x0, x4
        add     x0, x0, x5
        add     x0, x0, x6
        add     x0, x0, x7
        b       finish

touch:                                 // 2: writes its address to each of x1 pages from x2 on, x3 apart; reads them back
        mov     x4, x2
        mov     x5, x1
1:      str     x4, [x4]
        add     x4, x4, x3
        subs    x5, x5, #1
        b.ne    1b
        mov     x4, x2
        mov     x0, xzr
1:      ldr     x5, [x4]
        cmp     x5, x4
        cinc    x0, x0, eq
        add     x4, x4, x3
        subs    x1, x1, #1
        b.ne    1b
        b       finish

        .org    0x200                  // where a synchronous exception at EL1 goes: skips the instruction and counts
        mrs     x21, elr_el1
        add     x21, x21, #4
        msr     elr_el1, x21
        add     x20, x20, #1
        eret

sleep:                                 // 3: WFI until the virtual timer is due in x1 ticks; x2 is GICC or 0 for registers
        bl      open_interrupts
        msr     cntv_tval_el0, x1
        mov     x3, #1
        msr     cntv_ctl_el0, x3
        isb
        wfi
        bl      take_interrupt
        mrs     x1, cntv_ctl_el0
        b       finish

open_interrupts:
        cbz     x2, 1f
        mov     w3, #0xff
        str     w3, [x2, #4]           // GICC_PMR
        mov     w3, #1
        str     w3, [x2]               // GICC_CTLR
        ret
1:      mov     x3, #0xff
        msr     S3_0_C4_C6_0, x3       // ICC_PMR_EL1
        mov     x3, #1
        msr     S3_0_C12_C12_7, x3     // ICC_IGRPEN1_EL1
        isb
        ret

take_interrupt:                        // x0 = the interrupt, ended
        cbz     x2, 1f
        ldr     w0, [x2, #12]          // GICC_IAR
        str     w0, [x2, #16]          // GICC_EOIR
        ret
1:      mrs     x0, S3_0_C12_C12_0     // ICC_IAR1_EL1
        msr     S3_0_C12_C12_1, x0     // ICC_EOIR1_EL1
        ret

undefined:                             // 4: what must not work; how often it was undefined, and what ID registers show
        adr     x9, start              // also the vectors: see .org below
        msr     vbar_el1, x9
        isb
        mov     x20, xzr
        udf     #0
        mrs     x9, pmcr_el0
        mrs     x9, S3_0_C5_C3_0       // ERRIDR_EL1
        mrs     x9, cntp_ctl_el0
        msr     S3_0_C15_C2_0, x9      // IMPLEMENTATION DEFINED
        mrs     x9, S3_4_C1_C1_0       // HCR_EL2
        mrs     x9, actlr_el1          // these three are allowed and do nothing
        msr     mdscr_el1, x9
        dc      cisw, xzr
        mov     x0, x20
        mrs     x1, id_aa64pfr0_el1
        mrs     x2, id_aa64dfr0_el1
        mrs     x3, id_aa64isar1_el1
        mrs     x4, id_aa64mmfr0_el1
        mrs     x5, mpidr_el1
        b       finish

spin:                                  // 5: for ever, interrupts off
        msr     daifset, #15
1:      b       1b

float:                                 // 6: x1 times: floating point with exits between
        mov     x2, #3 << 20
        msr     cpacr_el1, x2
        isb
        fmov    d8, #1.0
        fmov    d9, #2.0
        fmov    d31, #1.0
1:      fmul    d8, d8, d9
        hvc     #2
        fadd    d31, d31, d31
        subs    x1, x1, #1
        b.ne    1b
        fsub    d8, d8, d31
        fmov    x0, d8
        b       finish

calls:                                 // 7: x1 times PSCI_VERSION, which may answer in x0 to x3 (SMCCC 1.0 §2.5)
        mov     x19, x1
        ldr     w20, =0x84000000
1:      mov     w0, w20
        hvc     #0
        subs    x19, x19, #1
        b.ne    1b
        b       finish

reads:                                 // 8: x1 times a load from x2
1:      ldr     w3, [x2]
        subs    x1, x1, #1
        b.ne    1b
        mov     x0, x3
        b       finish

interrupts:                            // 9: x1 times SGI 1 to itself, by GICD_SGIR x3, taken from GICC x2, or by registers
        mov     x5, x3
        bl      open_interrupts
1:      cbz     x2, 3f
        mov     w4, #0x2000000         // TargetListFilter: itself
        orr     w4, w4, #1
        str     w4, [x5]
        b       4f
3:      mov     x4, #0x1000000         // INTID in 27:24
        orr     x4, x4, #1             // CPU 0
        msr     S3_0_C12_C11_5, x4     // ICC_SGI1R_EL1
        isb
4:      dsb     sy
2:      bl      take_interrupt
        and     w0, w0, #0x3ff
        cmp     w0, #1019
        b.hi    2b
        subs    x1, x1, #1
        b.ne    1b
        b       finish

features:                              // 12: x1 times an ID register, which the kernel answers
1:      mrs     x3, id_aa64pfr0_el1
        subs    x1, x1, #1
        b.ne    1b
        b       finish

injections:                            // 13: x1 times WFI, an interrupt taken from GICC x2 and ended, HVC 2
        bl      open_interrupts
1:      wfi
        bl      take_interrupt
        and     w0, w0, #0x3ff
        cmp     w0, #1019
        b.hi    1b
        tell    2
        subs    x1, x1, #1
        b.ne    1b
        b       finish

shown:                                 // 14: x1 shows 1, 2, 4 and so on: each into a register of its own, and their sum
        mov     x30, x1
        .irp    number, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
        mov     x\number, #-1
        ldr     w\number, [x30, #4 * \number]
        .endr
        .irp    number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
        add     x0, x0, x\number
        .endr
        mov     x1, x30
        mov     x30, #-1
        ldr     w30, [x1, #4 * 30]
        add     x0, x0, x30
        ldr     wzr, [x1]
        b       finish

distributor:                           // 15: a GICD in a whole machine: what two CPUs read there, 1 MiB behind this code
        mov     x1, #0x8000000
        adr     x19, start
        add     x19, x19, #0x100, lsl #12
        mov     w2, #0x300
        str     w2, [x1, #0x104]       // GICD_ISENABLER1: 40 and 41
        ldr     w3, [x1, #0x104]
        mov     w2, #0x100
        str     w2, [x1, #0x184]       // GICD_ICENABLER1: 40
        ldr     w4, [x1, #0x104]
        ldr     w5, [x1, #0x184]
        mov     w2, #0xa8
        strb    w2, [x1, #0x42a]       // GICD_IPRIORITYR of 42
        ldr     w6, [x1, #0x428]
        ldr     w7, [x1, #0x800]       // GICD_ITARGETSR0
        stp     w3, w4, [x19]
        stp     w5, w6, [x19, #8]
        str     w7, [x19, #16]
        ldr     x0, =0xc4000003        // PSCI CPU_ON of CPU 1
        mov     x20, x1
        mov     x1, #1
        adr     x2, second
        hvc     #0
        str     w0, [x19, #20]
1:      ldr     w3, [x19, #60]
        cbz     w3, 1b
        ldr     w3, [x20, #0x104]
        ldr     w4, [x20, #0x100]
        stp     w3, w4, [x19, #24]
        ldr     w0, =0x84000008        // PSCI SYSTEM_OFF
        hvc     #0
second: mov     x1, #0x8000000
        adr     x19, start
        add     x19, x19, #0x100, lsl #12
        ldr     w3, [x1, #0x104]
        ldr     w4, [x1, #0x428]
        ldr     w5, [x1, #0x800]
        mov     w2, #1 << 30
        str     w2, [x1, #0x100]       // GICD_ISENABLER0, which a GICv2 has for each CPU
        ldr     w6, [x1, #0x100]
        mov     w2, #0x200
        str     w2, [x1, #0x184]       // 41
        mov     w2, #0x400
        str     w2, [x1, #0x204]       // GICD_ISPENDR1: 42
        ldr     w7, [x1, #0x204]
        stp     w3, w4, [x19, #32]
        stp     w5, w6, [x19, #40]
        str     w7, [x19, #48]
        dsb     sy
        mov     w2, #1
        str     w2, [x19, #60]
        ldr     w0, =0x84000002        // PSCI CPU_OFF
        hvc     #0

leap:                                  // 10: to x1
        br      x1

storm:                                 // 11: x1 random instructions from x2 on; undefined ones are skipped
        adr     x9, start              // also the vectors: see .org below
        msr     vbar_el1, x9
        mov     x20, xzr
        mov     x3, x2
        mov     x4, x1
        ldr     x5, =6364136223846793005
1:      mul     x6, x6, x5
        add     x6, x6, #1021
        lsr     x7, x6, #32
        str     w7, [x3], #4
        subs    x4, x4, #1
        b.ne    1b
        dsb     sy
        ic      iallu
        isb
        br      x2

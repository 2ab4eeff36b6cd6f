// Guests that attack the device models. x0 is the address of eight-byte parameters: what to do, a seed, how often, how
// many windows of registers there are, and the address and the size of each. HostileCodeTest holds HostileCode.java to
// what this assembles to. The code runs with the MMU off; whatever it is made to fault at, it skips.
//   x19 parameters, x20 random state, x21 rounds left, x22 to x28 the work's own
        .arch   armv8-a
        .text
start:
        mov     x19, x0
        adr     x9, start              // vectors too: of the sixteen, one can be taken
        msr     vbar_el1, x9
        isb
        ldr     x9, [x19]
        ldr     x20, [x19, #8]
        ldr     x21, [x19, #16]
        cbz     x9, storm
        sub     x9, x9, #1
        cbz     x9, rings
        sub     x9, x9, #1
        cbz     x9, calls
        sub     x9, x9, #1
        cbz     x9, undefined
        sub     x9, x9, #1
        cbz     x9, flood
        b       spin

random:                                // xorshift64: the next number in x0
        eor     x20, x20, x20, lsl #13
        eor     x20, x20, x20, lsr #7
        eor     x20, x20, x20, lsl #17
        mov     x0, x20
        ret

window:                                // one of the windows: address in x22, size in x23
        mov     x29, x30
        bl      random
        ldr     x9, [x19, #24]
        lsr     x0, x0, #8
        udiv    x10, x0, x9
        msub    x10, x10, x9, x0
        add     x10, x19, x10, lsl #4
        ldp     x22, x23, [x10, #32]
        ret     x29

storm:                                 // 0: loads and stores of any width, anywhere in any window
        bl      window
        bl      random
        lsr     x0, x0, #5
        udiv    x9, x0, x23
        msub    x24, x9, x23, x0
        bl      random
        and     x25, x0, #7
        bl      random
        adr     x9, 1f
        add     x9, x9, x25, lsl #4
        br      x9
1:      and     x24, x24, #~7
        str     x0, [x22, x24]
        b       2f
        nop
        and     x24, x24, #~3
        str     w0, [x22, x24]
        b       2f
        nop
        and     x24, x24, #~1
        strh    w0, [x22, x24]
        b       2f
        nop
        strb    w0, [x22, x24]
        b       2f
        nop
        nop
        and     x24, x24, #~7
        ldr     x0, [x22, x24]
        b       2f
        nop
        and     x24, x24, #~3
        ldr     w0, [x22, x24]
        b       2f
        nop
        and     x24, x24, #~3
        and     w0, w0, #15            // small numbers reach further
        str     w0, [x22, x24]
        b       2f
        ldrb    w0, [x22, x24]
2:      subs    x21, x21, #1
        b.ne    storm
        b       off

        .org    0x200                  // a synchronous exception of EL1: an access that no device has
        mrs     x9, elr_el1            // x9 is not kept across an access
        add     x9, x9, #4
        msr     elr_el1, x9
        eret

rings:                                 // 1: good rings with bad contents, in every queue of every device
        bl      window
        str     wzr, [x22, #0x70]
        mov     w9, #3
        str     w9, [x22, #0x70]
        str     wzr, [x22, #0x14]
        str     wzr, [x22, #0x24]
        ldr     w9, [x22, #0x10]
        str     w9, [x22, #0x20]
        mov     w9, #1
        str     w9, [x22, #0x14]
        str     w9, [x22, #0x24]
        ldr     w9, [x22, #0x10]
        str     w9, [x22, #0x20]
        mov     w9, #11
        str     w9, [x22, #0x70]
        mov     w25, #0                // the queue; all share one place, which is one more attack
        add     x26, x19, #0x1000
1:      str     w25, [x22, #0x30]
        mov     w9, #8
        str     w9, [x22, #0x38]
        str     w26, [x22, #0x80]
        str     wzr, [x22, #0x84]
        add     w9, w26, #128
        str     w9, [x22, #0x90]
        str     wzr, [x22, #0x94]
        add     w9, w26, #256
        str     w9, [x22, #0xa0]
        str     wzr, [x22, #0xa4]
        mov     w9, #1
        str     w9, [x22, #0x44]
        add     w25, w25, #1
        cmp     w25, #6
        b.ne    1b
        mov     w9, #15
        str     w9, [x22, #0x70]
        mov     x27, #2                // notifications for each start
2:      mov     x28, #0
3:      bl      random                 // half of the words point into memory
        tbz     x0, #62, 4f
        and     x0, x0, #0xfffff
        add     x0, x0, x19
4:      tbz     x20, #40, 5f
        and     x0, x0, #0xff
5:      str     x0, [x26, x28]
        add     x28, x28, #8
        cmp     x28, #512
        b.ne    3b
        bl      random
        and     w9, w0, #7
        strh    w9, [x26, #130]        // an index that can be, so that the requests are looked at
        ubfx    w0, w0, #8, #3
        str     w0, [x22, #0x50]
        subs    x27, x27, #1
        b.ne    2b
        ldr     w9, [x22, #0x60]
        str     w9, [x22, #0x64]
        subs    x21, x21, #1
        b.ne    rings
        b       off

calls:                                 // 2: calls to a firmware and a hypervisor that are not there
        bl      random
        mov     x28, x0
        bl      random
        mov     x1, x0
        bl      random
        mov     x2, x0
        mov     x3, x20
        orr     x0, x28, #0x20000000   // owners that do not exist
        tbz     x28, #33, 1f
        smc     #0
        b       2f
1:      hvc     #0
2:      subs    x21, x21, #1
        b.ne    calls
        movz    w0, #0x8400, lsl #16
        movk    w0, #9                 // SYSTEM_RESET
        hvc     #0
        b       .

undefined:                             // 3: instructions that are not a guest's; each one is skipped
        udf     #0
        mrs     x9, S3_4_C1_C1_0       // HCR_EL2
        msr     S3_4_C2_C1_0, x9       // VTTBR_EL2
        msr     S3_4_C12_C0_0, x9      // VBAR_EL2
        mrs     x9, S3_6_C1_C1_0       // SCR_EL3
        msr     S3_0_C15_C2_0, x9      // IMPLEMENTATION DEFINED
        mrs     x9, pmcr_el0
        mrs     x9, cntp_ctl_el0
        tlbi    alle2
        at      s1e2w, x9
        hlt     #0
        brk     #0
        dcps2
        subs    x21, x21, #1
        b.ne    undefined
        b       off

flood:                                 // 4: writes to the serial port for ever
        ldr     x22, [x19, #32]
1:      mov     w9, #'x'
        str     w9, [x22]
        b       1b

spin:                                  // 5: for ever, interrupts off
        msr     daifset, #15
        b       .

off:    movz    w0, #0x8400, lsl #16
        movk    w0, #8                 // SYSTEM_OFF
        hvc     #0
        b       .

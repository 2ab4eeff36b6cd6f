// Macros of switch.S: registers to and from memory, two by two, through x3 and x4.

        .macro  save first, second, place, base=x2
        mrs     x3, \first
        mrs     x4, \second
        stp     x3, x4, [\base, #\place]
        .endm
        .macro  load first, second, place, base=x2
        ldp     x3, x4, [\base, #\place]
        msr     \first, x3
        msr     \second, x4
        .endm
        .macro  each_system_register operation
        \operation sp_el1, elr_el1, GUEST_SYSTEM
        \operation spsr_el1, sctlr_el1, GUEST_SYSTEM + 16
        \operation cpacr_el1, ttbr0_el1, GUEST_SYSTEM + 32
        \operation mair_el1, amair_el1, GUEST_SYSTEM + 64
        \operation vbar_el1, contextidr_el1, GUEST_SYSTEM + 80
        \operation esr_el1, far_el1, GUEST_SYSTEM + 96
        \operation afsr0_el1, afsr1_el1, GUEST_SYSTEM + 112
        \operation par_el1, tpidr_el1, GUEST_SYSTEM + 128
        \operation tpidrro_el0, cntkctl_el1, GUEST_SYSTEM + 144
        .endm
        .macro  each_upper_register operation
        \operation x2, x3, [x0, #2 * 8]
        \operation x4, x5, [x0, #4 * 8]
        \operation x6, x7, [x0, #6 * 8]
        \operation x8, x9, [x0, #8 * 8]
        \operation x10, x11, [x0, #10 * 8]
        \operation x12, x13, [x0, #12 * 8]
        \operation x14, x15, [x0, #14 * 8]
        \operation x16, x17, [x0, #16 * 8]
        \operation x18, x19, [x0, #18 * 8]
        \operation x20, x21, [x0, #20 * 8]
        \operation x22, x23, [x0, #22 * 8]
        \operation x24, x25, [x0, #24 * 8]
        \operation x26, x27, [x0, #26 * 8]
        \operation x28, x29, [x0, #28 * 8]
        .endm

        // GICv3 registers by encoding: as many list registers as there are, and active priorities of both groups
        .macro  save_numbered name, place
        mrs     x4, \name
        str     x4, [x2, #\place]
        .endm
        .macro  load_numbered name, place
        ldr     x4, [x2, #\place]
        msr     \name, x4
        .endm
        .macro  each_list operation    // x3 = how many there are
        mov     x4, #16
        sub     x4, x4, x3
        adr     x5, .Llists\@
        add     x5, x5, x4, lsl #3     // two instructions each
        br      x5
.Llists\@:
        \operation S3_4_C12_C13_7, GUEST_LIST + 120
        \operation S3_4_C12_C13_6, GUEST_LIST + 112
        \operation S3_4_C12_C13_5, GUEST_LIST + 104
        \operation S3_4_C12_C13_4, GUEST_LIST + 96
        \operation S3_4_C12_C13_3, GUEST_LIST + 88
        \operation S3_4_C12_C13_2, GUEST_LIST + 80
        \operation S3_4_C12_C13_1, GUEST_LIST + 72
        \operation S3_4_C12_C13_0, GUEST_LIST + 64
        \operation S3_4_C12_C12_7, GUEST_LIST + 56
        \operation S3_4_C12_C12_6, GUEST_LIST + 48
        \operation S3_4_C12_C12_5, GUEST_LIST + 40
        \operation S3_4_C12_C12_4, GUEST_LIST + 32
        \operation S3_4_C12_C12_3, GUEST_LIST + 24
        \operation S3_4_C12_C12_2, GUEST_LIST + 16
        \operation S3_4_C12_C12_1, GUEST_LIST + 8
        \operation S3_4_C12_C12_0, GUEST_LIST
        .endm
        .macro  each_priority operation // ICH_AP0R<n>_EL2, ICH_AP1R<n>_EL2
        ldr     x3, [x1, #HOST_PRIORITIES]
        cmp     x3, #2
        b.lo    3f
        b.eq    2f
        \operation S3_4_C12_C8_3, GUEST_AP0R + 24
        \operation S3_4_C12_C9_3, GUEST_AP1R + 24
        \operation S3_4_C12_C8_2, GUEST_AP0R + 16
        \operation S3_4_C12_C9_2, GUEST_AP1R + 16
2:      \operation S3_4_C12_C8_1, GUEST_AP0R + 8
        \operation S3_4_C12_C9_1, GUEST_AP1R + 8
3:      \operation S3_4_C12_C8_0, GUEST_AP0R
        \operation S3_4_C12_C9_0, GUEST_AP1R
        .endm

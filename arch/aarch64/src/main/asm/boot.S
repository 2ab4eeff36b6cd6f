// Entry from firmware (arm64 Linux boot protocol) and of secondary CPUs, with the MMU off, up to the first Java call.
//
// Registers kept from entry to the high half:
//   x19  this CPU's number                x22  SCTLR_EL1 to set
//   x20  physical address of the dtb      x24  physical address of the image
//   x21  exception level entered at       x25  physical address of the device tree's 2 MiB window
#include "layout.h"

#define SCTLR_OFF 0x30d00800           // RES1 bits of Armv8.0, MMU and caches off (DDI 0487 D19.2.118)
#define SCTLR_ON (SCTLR_OFF | SCTLR_M | SCTLR_C | SCTLR_SA | SCTLR_SA0 | SCTLR_I | SCTLR_DZE | SCTLR_UCT | SCTLR_NTWI | SCTLR_NTWE | SCTLR_WXN)
#define SCTLR_M (1 << 0)
#define SCTLR_C (1 << 2)
#define SCTLR_SA (1 << 3)
#define SCTLR_SA0 (1 << 4)
#define SCTLR_I (1 << 12)
#define SCTLR_DZE (1 << 14)            // user mode may zero cache lines
#define SCTLR_UCT (1 << 15)            // and read their size
#define SCTLR_NTWI (1 << 16)
#define SCTLR_NTWE (1 << 18)
#define SCTLR_WXN (1 << 19)            // nothing writable is executable
#define SCTLR_SPAN (1 << 23)           // RES1 without FEAT_PAN; clear: a trap to EL1 sets PAN

// TCR_EL1: 39-bit halves, 4 KiB granule, inner-shareable write-back walks, 8-bit ASIDs of TTBR0 (DDI 0487 D19.2.139)
#define TCR 0x00000000b5193519

#define MPIDR_AFFINITY 0xff00ffffff

        .section .head, "ax"
        .global _start
_start: b       primary_entry
        .long   0
        .quad   0                      // text_offset: any 2 MiB boundary (and, as all is relative, any page)
        .quad   image_size             // with .bss
        .quad   0xa                    // little-endian, 4 KiB pages, anywhere in RAM
        .quad   0
        .quad   0
        .quad   0
        .ascii  "ARM\x64"
        .long   0

        .section .early, "ax"
primary_entry:
        msr     daifset, #15
        mov     x20, x0
        mov     x19, xzr
        bl      enter_el1
        adrp    x24, _start
        bl      build_tables
        bl      enable_mmu
        ldr     x0, =primary_high
        br      x0

        .global secondary_entry
secondary_entry:
        msr     daifset, #15
        bl      enter_el1
        adrp    x24, _start
        mrs     x0, mpidr_el1
        ldr     x1, =MPIDR_AFFINITY
        and     x0, x0, x1
        adrp    x1, cpu_affinity
        add     x1, x1, :lo12:cpu_affinity
        mov     x19, xzr
1:      ldr     x2, [x1, x19, lsl #3]
        cmp     x2, x0
        b.eq    2f
        add     x19, x19, #1
        cmp     x19, #CPUS
        b.lo    1b
3:      wfe                            // not one of ours
        b       3b
2:      bl      enable_mmu
        ldr     x0, =secondary_high
        br      x0

// Turns the MMU on with the tables that build_tables made. Runs through the identity map; clobbers x0 to x2.
enable_mmu:
        ldr     x0, =MEMORY_ATTRIBUTES
        msr     mair_el1, x0
        ldr     x0, =TCR
        mrs     x1, id_aa64mmfr0_el1   // PARange, capped at 48 bits, is the size of physical addresses
        and     x1, x1, #0xf
        cmp     x1, #5
        mov     x2, #5
        csel    x1, x1, x2, lo
        bfi     x0, x1, #32, #3
        msr     tcr_el1, x0
        adrp    x0, identity_l1
        msr     ttbr0_el1, x0
        adrp    x0, kernel_l1
        msr     ttbr1_el1, x0
        ldr     x22, =SCTLR_ON
        mrs     x1, id_aa64mmfr1_el1
        tst     x1, #0xf00000          // PAN
        b.eq    1f
        bic     x22, x22, #SCTLR_SPAN
1:      tlbi    vmalle1
        ic      iallu
        dsb     nsh
        isb
        msr     sctlr_el1, x22
        isb
        ret

// Fills the early tables: the image at KERNEL_BASE with each segment's own rights, a read-only window on the device
// tree, and an identity map of the 2 MiB around this code. Memory is not cached yet. Clobbers x0 to x7, x9.
build_tables:
        mov     x9, x30
        bl      flush_tables
        adrp    x0, tables_start
        adrp    x1, tables_end
1:      stp     xzr, xzr, [x0], #16
        cmp     x0, x1
        b.lo    1b

        adrp    x0, text_start
        adrp    x1, text_end
        ldr     x2, =DESCRIPTOR_PAGE | ATTRIBUTE_NORMAL | DESCRIPTOR_SHARED | DESCRIPTOR_ACCESSED | DESCRIPTOR_UXN | DESCRIPTOR_READ_ONLY
        bl      map_image
        adrp    x0, rodata_start
        adrp    x1, rodata_end
        ldr     x3, =DESCRIPTOR_PXN
        orr     x2, x2, x3
        bl      map_image
        bic     x2, x2, #DESCRIPTOR_READ_ONLY
        adrp    x0, data_start
        adrp    x1, data_end
        bl      map_image
        adrp    x0, tables_start
        adrp    x1, tables_end
        bl      map_image
        adrp    x6, stacks_start
        adrp    x7, stacks_end
2:      add     x0, x6, #4096          // each CPU: guard, 12 KiB for panics, guard, stack
        add     x1, x6, #4096 * 4
        bl      map_image
        add     x0, x6, #4096 * 5
        add     x1, x0, #STACK_SIZE
        bl      map_image
        mov     x6, x1
        cmp     x6, x7
        b.lo    2b

        adrp    x0, image_l3           // level 2 of the image: one entry for each page of image_l3
        adrp    x1, image_l3_end
        adrp    x3, image_l2
        mov     x5, x3
3:      orr     x4, x0, #DESCRIPTOR_TABLE
        str     x4, [x5], #8
        add     x0, x0, #4096
        cmp     x0, x1
        b.lo    3b

        and     x25, x20, #~0x1fffff   // two blocks hold any device tree of up to 2 MiB
        ldr     x2, =DESCRIPTOR_BLOCK | ATTRIBUTE_NORMAL | DESCRIPTOR_SHARED | DESCRIPTOR_ACCESSED | DESCRIPTOR_UXN | DESCRIPTOR_PXN | DESCRIPTOR_READ_ONLY
        orr     x4, x25, x2
        add     x5, x4, #0x200000
        add     x3, x3, #510 * 8
        stp     x4, x5, [x3]

        adrp    x0, kernel_l1
        adrp    x3, image_l2
        orr     x4, x3, #DESCRIPTOR_TABLE
        str     x4, [x0, #510 * 8]

        adrp    x0, identity_l1
        adrp    x1, identity_l2
        orr     x4, x1, #DESCRIPTOR_TABLE
        adrp    x3, enable_mmu
        ubfx    x5, x3, #30, #9
        str     x4, [x0, x5, lsl #3]
        ubfx    x5, x3, #21, #9
        and     x4, x3, #~0x1fffff
        ldr     x2, =DESCRIPTOR_BLOCK | ATTRIBUTE_NORMAL | DESCRIPTOR_SHARED | DESCRIPTOR_ACCESSED | DESCRIPTOR_UXN | DESCRIPTOR_READ_ONLY
        orr     x4, x4, x2
        str     x4, [x1, x5, lsl #3]

        bl      flush_tables
        ret     x9

// Maps the pages x0 (physical) to x1 of the image with attributes x2. Leaves x1, x2; clobbers x0, x3 to x5.
map_image:
        adrp    x4, image_l3
        sub     x3, x0, x24
        lsr     x3, x3, #12
        add     x4, x4, x3, lsl #3
1:      cmp     x0, x1
        b.hs    2f
        orr     x5, x0, x2
        str     x5, [x4], #8
        add     x0, x0, #4096
        b       1b
2:      ret

// Empties caches of the tables' memory: before it is written past them, lest a dirty line follow, and after, lest a
// walk that is cached finds a stale one. Clobbers x0 to x3.
flush_tables:
        mrs     x2, ctr_el0            // DminLine: the logarithm of the smallest line in words
        ubfx    x2, x2, #16, #4
        mov     x3, #4
        lsl     x3, x3, x2
        adrp    x0, tables_start
        adrp    x1, tables_end
        dsb     sy
1:      dc      civac, x0
        add     x0, x0, x3
        cmp     x0, x1
        b.lo    1b
        dsb     sy
        ret

        .section .text.boot, "ax"
primary_high:
        adrp    x0, bss_start
        adrp    x1, bss_end
1:      stp     xzr, xzr, [x0], #16
        cmp     x0, x1
        b.lo    1b
        bl      set_cpu
        adrp    x0, arena_start
        ldr     x1, =arena_size
        bl      cortado_rt_init
        ldr     x1, =DTB_WINDOW        // the device tree as Java sees it
        sub     x0, x20, x25
        add     x0, x0, x1
        mov     x1, x20
        mov     x2, x24
        mov     w3, w21
        bl      kernel_boot
        bl      kernel_run             // the context to run
        b       resume_context

secondary_high:
        bl      set_cpu
        bl      kernel_secondary       // the context to run
        b       resume_context

// Gives the CPU its stack, block and vectors, and takes the identity map away. x19 = number; clobbers x0 to x3.
set_cpu:
        adrp    x0, stacks_start
        mov     x1, #4096 * 5 + STACK_SIZE
        madd    x0, x1, x19, x0
        add     x2, x0, #4096 * 4      // top of the panic stack
        add     x1, x0, x1
        sub     x1, x1, #CPU_BLOCK_SIZE
        str     x19, [x1, #CPU_NUMBER]
        str     x2, [x1, #CPU_PANIC_STACK]
        msr     tpidr_el1, x1
        msr     tpidrro_el0, xzr
        mov     sp, x1
        mov     x29, xzr
        adrp    x0, vectors
        msr     vbar_el1, x0
        msr     cpacr_el1, xzr         // floating point traps until a context's first use
        adrp    x0, empty_l1           // its physical address: TTBR0 of a CPU without a user space, ASID 0
        ldr     x3, =KERNEL_BASE
        sub     x0, x0, x3
        add     x0, x0, x24
        msr     ttbr0_el1, x0
        isb
        tlbi    vmalle1
        dsb     nsh
        isb
        ret

        .section .data
        .balign 64
        .global cpu_affinity           // MPIDR affinity of each CPU that was asked to start, else all ones
cpu_affinity:
        .quad   -1, -1, -1, -1

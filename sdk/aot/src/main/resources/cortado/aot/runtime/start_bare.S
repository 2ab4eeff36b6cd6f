// QEMU enters here at EL1 with the MMU off. Maps devices (first GiB) and memory (second GiB) one to one,
// so that unaligned accesses work as they do in a process, and enables floating point.

        .section .text.start, "ax"
        .globl  _start
_start:
        adrp    x0, cortado_bare_stack_end
        add     sp, x0, :lo12:cortado_bare_stack_end
        adrp    x0, vectors
        add     x0, x0, :lo12:vectors
        msr     vbar_el1, x0
        mov     x0, #(3 << 20)                  // CPACR_EL1.FPEN: no traps
        msr     cpacr_el1, x0
        mov     x0, #0x00ff                     // MAIR: attribute 0 normal write-back, 1 device-nGnRnE
        msr     mair_el1, x0
        mov     x0, #25                         // TCR.T0SZ: 39-bit addresses
        orr     x0, x0, #(1 << 8)               // IRGN0, ORGN0: write-back
        orr     x0, x0, #(1 << 10)
        orr     x0, x0, #(3 << 12)              // SH0: inner shareable
        orr     x0, x0, #(1 << 23)              // EPD1: no upper half
        msr     tcr_el1, x0
        adrp    x0, table
        add     x0, x0, :lo12:table
        msr     ttbr0_el1, x0
        dsb     sy
        isb
        mrs     x0, sctlr_el1
        mov     x1, #0x1005                     // M, C, I
        orr     x0, x0, x1
        bic     x0, x0, #2                      // A: unaligned accesses are fine
        msr     sctlr_el1, x0
        isb
        mov     x29, xzr
        b       cortado_bare_start

        .balign 2048
vectors:
        .rept   16
        .balign 128
        b       failed
        .endr
failed:
        adrp    x0, cortado_bare_stack_end
        add     sp, x0, :lo12:cortado_bare_stack_end
        mrs     x0, esr_el1
        mrs     x1, far_el1
        mrs     x2, elr_el1
        b       cortado_bare_exception

        .section .rodata.table, "a"
        .balign 4096
table:
        .quad   0x00000000 + (1 << 10) + (1 << 54) + (1 << 53) + (1 << 2) + 1   // AF, UXN, PXN, device, block
        .quad   0x40000000 + (1 << 10) + (3 << 8) + 1                           // AF, inner shareable, normal, block
        .fill   510, 8, 0

        .bss
        .balign 16
        .globl  cortado_bare_stack, cortado_bare_stack_end
cortado_bare_stack:
        .skip   CORTADO_BARE_STACK
cortado_bare_stack_end:

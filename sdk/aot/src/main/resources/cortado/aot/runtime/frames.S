// Saving and resuming a place in a function, for exception handlers (AAPCS64: x19-x30, sp, d8-d15).

        .text
        .globl  cortado_save
        .type   cortado_save, %function
cortado_save:                           // x0: where to; returns 0, or the handler when resumed
        stp     x19, x20, [x0]
        stp     x21, x22, [x0, #16]
        stp     x23, x24, [x0, #32]
        stp     x25, x26, [x0, #48]
        stp     x27, x28, [x0, #64]
        stp     x29, x30, [x0, #80]
        mov     x1, sp
        str     x1, [x0, #96]
        stp     d8, d9, [x0, #104]
        stp     d10, d11, [x0, #120]
        stp     d12, d13, [x0, #136]
        stp     d14, d15, [x0, #152]
        mov     w0, #0
        ret
        .size   cortado_save, . - cortado_save

        .globl  cortado_resume
        .type   cortado_resume, %function
cortado_resume:                         // x0: what cortado_save filled, w1: the handler
        ldp     x19, x20, [x0]
        ldp     x21, x22, [x0, #16]
        ldp     x23, x24, [x0, #32]
        ldp     x25, x26, [x0, #48]
        ldp     x27, x28, [x0, #64]
        ldp     x29, x30, [x0, #80]
        ldr     x2, [x0, #96]
        mov     sp, x2
        ldp     d8, d9, [x0, #104]
        ldp     d10, d11, [x0, #120]
        ldp     d12, d13, [x0, #136]
        ldp     d14, d15, [x0, #152]
        mov     w0, w1
        ret
        .size   cortado_resume, . - cortado_resume

// Copies between kernel and user memory. The unprivileged loads and stores check what the user may do, whatever the
// kernel may; a fault between user_copy_start and user_copy_end returns -1 from the routine (vectors.S).
//
//   x0  kernel address      x1  user address      x2  length      returns 0, or -1 after a fault
//   clobbers x3, x4, x16, x17
        .section .text.traps, "ax"
        .global user_copy_start, user_copy_end, user_copy_in, user_copy_out
user_copy_start:
user_copy_in:
        subs    x2, x2, #16
        b.lo    2f
1:      ldtr    x3, [x1]
        ldtr    x4, [x1, #8]
        add     x1, x1, #16
        stp     x3, x4, [x0], #16
        subs    x2, x2, #16
        b.hs    1b
2:      tbz     w2, #3, 3f             // the low bits of x2 still hold the rest of the length
        ldtr    x3, [x1]
        add     x1, x1, #8
        str     x3, [x0], #8
3:      tbz     w2, #2, 4f
        ldtr    w3, [x1]
        add     x1, x1, #4
        str     w3, [x0], #4
4:      tbz     w2, #1, 5f
        ldtrh   w3, [x1]
        add     x1, x1, #2
        strh    w3, [x0], #2
5:      tbz     w2, #0, 6f
        ldtrb   w3, [x1]
        strb    w3, [x0]
6:      mov     x0, xzr
        ret

user_copy_out:
        subs    x2, x2, #16
        b.lo    2f
1:      ldp     x3, x4, [x0], #16
        sttr    x3, [x1]
        sttr    x4, [x1, #8]
        add     x1, x1, #16
        subs    x2, x2, #16
        b.hs    1b
2:      tbz     w2, #3, 3f
        ldr     x3, [x0], #8
        sttr    x3, [x1]
        add     x1, x1, #8
3:      tbz     w2, #2, 4f
        ldr     w3, [x0], #4
        sttr    w3, [x1]
        add     x1, x1, #4
4:      tbz     w2, #1, 5f
        ldrh    w3, [x0], #2
        sttrh   w3, [x1]
        add     x1, x1, #2
5:      tbz     w2, #0, 6f
        ldrb    w3, [x0]
        sttrb   w3, [x1]
6:      mov     x0, xzr
        ret
user_copy_end:

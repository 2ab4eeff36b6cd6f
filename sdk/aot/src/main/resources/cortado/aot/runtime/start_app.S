// The kernel enters a process here: x0 = start block, sp = top of the stack.

        .text
        .globl  _start
_start:
        mov     x29, xzr
        mov     x30, xzr
        b       cortado_app_start

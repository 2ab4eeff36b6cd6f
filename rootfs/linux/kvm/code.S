// The guests' code, the same as under Cortado but for the two places where it tells its VMM something: see `tell` there.
        .equ    KVM, 1
        .text
        .balign 4096
        .global guest_code
guest_code:
#include "guest.S"
        .ltorg
        .global guest_code_end
guest_code_end:
        .section .note.GNU-stack, "", @progbits

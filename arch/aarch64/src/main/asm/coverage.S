// A kernel built for fuzzing counts how often each edge of its Java was taken, modulo 256, in a byte each between
// coverage_start and coverage_end (clang: -fsanitize-coverage=inline-8bit-counters). The system call COVERAGE_CALL hands
// them out and sets them to zero; it takes no lock, since a count that is lost between the two does no harm.
//
//   x0  length of a buffer, 0 only asks      x1  its user address      result: the number of counters, or an error
#include "layout.h"

#define BAD_ADDRESS -5                 // of cortado.abi.Status
#define BUFFER_TOO_SMALL -12

        .section .text.traps, "ax"
        .global __sanitizer_cov_8bit_counters_init
__sanitizer_cov_8bit_counters_init:    // clang's constructor, which nobody calls, would call it
        ret

        .global coverage_call
coverage_call:                         // from vectors.S: every register from x8 on is stored in the context at sp
        mov     x19, sp
        mrs     x9, tpidr_el1
        mov     sp, x9
        adrp    x20, coverage_start
        add     x20, x20, :lo12:coverage_start
        adrp    x21, coverage_end
        add     x21, x21, :lo12:coverage_end
        sub     x2, x21, x20
        cbz     x0, 2f
        cmp     x0, x2
        mov     x0, #BUFFER_TOO_SMALL
        b.lo    3f
        mov     x0, #1
        lsl     x0, x0, #39            // user space ends here; what is mapped below it, the copy finds out itself
        sub     x0, x0, x2
        cmp     x1, x0
        mov     x0, #BAD_ADDRESS
        b.hi    3f
        mov     x0, x20
        bl      user_copy_out
        cbnz    x0, 4f
        mov     x0, x20
1:      stp     xzr, xzr, [x0], #16    // kernel.ld aligns both ends
        cmp     x0, x21
        b.lo    1b
2:      sub     x0, x21, x20
3:      stp     x0, xzr, [x19]
        mov     x0, x19
        b       resume_context
4:      mov     x0, #BAD_ADDRESS
        b       3b

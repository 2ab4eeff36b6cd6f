// Floating-point and SIMD registers of a context, x0 = its address. CPACR_EL1 lets EL1 at them.
#include "layout.h"
        .arch   armv8-a+fp+simd
        .section .text.float, "ax"

        .macro  each_pair operation
        \operation q0, q1, [x1, #0 * 16]
        \operation q2, q3, [x1, #2 * 16]
        \operation q4, q5, [x1, #4 * 16]
        \operation q6, q7, [x1, #6 * 16]
        \operation q8, q9, [x1, #8 * 16]
        \operation q10, q11, [x1, #10 * 16]
        \operation q12, q13, [x1, #12 * 16]
        \operation q14, q15, [x1, #14 * 16]
        \operation q16, q17, [x1, #16 * 16]
        \operation q18, q19, [x1, #18 * 16]
        \operation q20, q21, [x1, #20 * 16]
        \operation q22, q23, [x1, #22 * 16]
        \operation q24, q25, [x1, #24 * 16]
        \operation q26, q27, [x1, #26 * 16]
        \operation q28, q29, [x1, #28 * 16]
        \operation q30, q31, [x1, #30 * 16]
        .endm

        .global float_save, float_load
float_save:
        add     x1, x0, #CONTEXT_VECTORS
        each_pair stp
        mrs     x1, fpsr
        mrs     x2, fpcr
        stp     x1, x2, [x0, #CONTEXT_FPSR]
        ret

float_load:
        add     x1, x0, #CONTEXT_VECTORS
        each_pair ldp
        ldp     x1, x2, [x0, #CONTEXT_FPSR]
        msr     fpsr, x1
        msr     fpcr, x2
        ret

/* The mathematics that the compiler does not have as an instruction. */
#include "runtime.h"

/* Exact: subtracts the divisor, scaled by powers of two, from the dividend. */
double fmod(double a, double b) {
    uint64_t x = (uint64_t) teavm_reinterpretDoubleToLong(a) << 1 >> 1;
    uint64_t y = (uint64_t) teavm_reinterpretDoubleToLong(b) << 1 >> 1;
    uint64_t sign = (uint64_t) teavm_reinterpretDoubleToLong(a) >> 63 << 63;
    const uint64_t infinite = 0x7ff0000000000000;
    if (y == 0 || x >= infinite || y > infinite) return NAN;
    if (x < y) return a;
    int ex = (int) (x >> 52), ey = (int) (y >> 52);
    x &= 0xfffffffffffff;
    y &= 0xfffffffffffff;
    if (ex == 0) ex = 1; else x |= 1ull << 52;
    if (ey == 0) ey = 1; else y |= 1ull << 52;
    for (; ex > ey; ex--) {
        if (x >= y) x -= y;
        x <<= 1;
    }
    if (x >= y) x -= y;
    if (x == 0) return teavm_reinterpretLongToDouble((int64_t) sign);
    while (x >> 52 == 0 && ex > 1) {
        x <<= 1;
        ex--;
    }
    if (x >> 52 == 0) ex = 0;
    return teavm_reinterpretLongToDouble((int64_t) (sign | (uint64_t) ex << 52 | (x & 0xfffffffffffff)));
}

/* The remainder of two floats is a float. */
float fmodf(float a, float b) {
    return (float) fmod(a, b);
}

int64_t cortado_milliseconds(void) {
    return cortado_platform_nanoseconds() / 1000000;
}

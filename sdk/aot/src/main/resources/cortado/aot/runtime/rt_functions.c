/*
 * Elementary functions. Where one double would not do, a value is the unevaluated sum of two: products are split
 * exactly by fused multiply-add, sums by Knuth's two-sum.
 */
#include "runtime.h"

typedef struct {
    double high, low;
} Pair;

static inline Pair sum(double a, double b) {
    double s = a + b, t = s - a;
    return (Pair) { s, (a - (s - t)) + (b - t) };
}

static inline Pair product(double a, double b) {
    double p = a * b;
    return (Pair) { p, __builtin_fma(a, b, -p) };
}

static inline Pair normal(double high, double low) {
    double s = high + low;
    return (Pair) { s, (high - s) + low };
}

static inline Pair times(Pair a, Pair b) {
    Pair p = product(a.high, b.high);
    return normal(p.high, p.low + (a.high * b.low + a.low * b.high));
}

static inline Pair plus(Pair a, Pair b) {
    Pair s = sum(a.high, b.high);
    return normal(s.high, s.low + (a.low + b.low));
}

static inline uint64_t bits_of(double x) {
    return (uint64_t) teavm_reinterpretDoubleToLong(x);
}

static inline double of_bits(uint64_t bits) {
    return teavm_reinterpretLongToDouble((int64_t) bits);
}

static inline double sign_like(double magnitude, double sign) {
    return of_bits((bits_of(magnitude) & ~(1ull << 63)) | (bits_of(sign) & 1ull << 63));
}

static const Pair ln2 = { 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56 };

/* x * 2^power, rounded once. */
static double scaled(double x, int power) {
    if (power < -1022) {
        x *= 0x1p-600;
        power += 600;
        if (power < -1022) return x * of_bits((uint64_t) (power + 600 + 1023) << 52) * 0x1p-600;
    }
    if (power > 1023) {
        x *= 0x1p1023;
        power -= 1023;
        if (power > 1023) return x * 0x1p1023;
    }
    return x * of_bits((uint64_t) (power + 1023) << 52);
}

/* e^(high + low): e^r by its series, with r = x - k ln 2 within half of ln 2. */
static double exponential(double high, double low) {
    if (high != high) return high;
    if (high > 709.8) return INFINITY;
    if (high < -745.2) return 0;
    int k = (int) (high * 1.4426950408889634 + (high < 0 ? -0.5 : 0.5));
    Pair reduced = product(-k, ln2.high);
    Pair r = sum(high, reduced.high);
    r = normal(r.high, r.low + (reduced.low - k * ln2.low + low));
    double x = r.high;
    double series = 1.0 / 6227020800;
    static const double factorials[] = { 479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2 };
    for (int i = 0; i < 11; i++) series = series * x + 1 / factorials[i];
    return scaled(1 + (x + (r.low + x * x * series)), k);
}

double exp(double x) {
    return exponential(x, 0);
}

/* The logarithm of a finite positive x: ln 2 for each power of two, and 2 artanh((m - 1) / (m + 1)) for the rest. */
static Pair logarithm(double x) {
    int power = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        power = -54;
    }
    uint64_t bits = bits_of(x);
    power += (int) (bits >> 52) - 1023;
    double m = of_bits((bits & 0xfffffffffffff) | 0x3ff0000000000000);
    if (m > 1.4142135623730951) {
        m /= 2;
        power++;
    }
    double f = m - 1;
    Pair d = sum(m, 1);
    double s_high = f / d.high;
    double s_low = (__builtin_fma(-s_high, d.high, f) - s_high * d.low) / d.high;
    Pair s = normal(s_high, s_low);
    Pair z = times(s, s);
    double tail = 0;
    for (int n = 25; n >= 5; n -= 2) tail = tail * z.high + 1.0 / n;
    Pair series = plus((Pair) { 0x1.5555555555555p-2, 0x1.5555555555555p-56 }, product(z.high, tail));
    series = times(z, series);
    Pair result = plus(s, times(s, series));
    result.high *= 2;
    result.low *= 2;
    return plus(times((Pair) { power, 0 }, ln2), result);
}

double log(double x) {
    if (x != x || x == INFINITY) return x;
    if (x <= 0) return x == 0 ? -INFINITY : NAN;
    return logarithm(x).high;
}

double cortado_log10(double x) {
    if (x != x || x == INFINITY) return x;
    if (x <= 0) return x == 0 ? -INFINITY : NAN;
    return times(logarithm(x), (Pair) { 0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57 }).high;
}

double cortado_log1p(double x) {
    if (x <= -1 || x != x || x == INFINITY) return x == -1 ? -INFINITY : x == x && x < 0 ? NAN : x;
    if (fabs(x) < 0x1p-54) return x;
    Pair y = sum(1, x);
    Pair l = logarithm(y.high);
    return l.high + (l.low + y.low / y.high);
}

double cortado_expm1(double x) {
    if (fabs(x) > 1) return exponential(x, 0) - 1;
    double series = 0;
    for (int n = 22; n >= 2; n--) series = (series + 1) * x / n;
    return x + x * series;
}

double cortado_cbrt(double x) {
    if (x == 0 || x != x || fabs(x) == INFINITY) return x;
    Pair l = logarithm(fabs(x));
    double root = exponential(l.high / 3, 0);
    /* One step of Newton's, with the residue exact. */
    Pair square = product(root, root);
    Pair cube = product(square.high, root);
    root -= ((cube.high - fabs(x)) + (cube.low + square.low * root)) / (3 * square.high);
    return sign_like(root, x);
}

double cortado_hypot(double x, double y) {
    x = fabs(x);
    y = fabs(y);
    if (x == INFINITY || y == INFINITY) return INFINITY;
    if (x != x || y != y) return NAN;
    if (x < y) {
        double swap = x;
        x = y;
        y = swap;
    }
    if (y == 0 || y < x * 0x1p-60) return x + y;
    double up = 1;
    if (x > 0x1p500) up = 0x1p600;
    if (y < 0x1p-500) up = 0x1p-600;
    x /= up;
    y /= up;
    Pair squares = plus(product(x, x), product(y, y));
    double root = sqrt(squares.high);
    Pair back = product(root, root);
    root += ((squares.high - back.high) + (squares.low - back.low)) / (2 * root);
    return root * up;
}

/* Java's rules, which differ from C's: pow(1, NaN) and pow(-1, infinity) are NaN. */
double pow(double x, double y) {
    if (y == 0) return 1;
    if (x != x || y != y) return NAN;
    double magnitude = fabs(x);
    bool whole = fabs(y) >= 0x1p53 || (double) (int64_t) y == y;
    bool odd = whole && fabs(y) < 0x1p53 && ((int64_t) y & 1) != 0;
    if (fabs(y) == INFINITY) {
        if (magnitude == 1) return NAN;
        return (magnitude > 1) == (y > 0) ? INFINITY : 0;
    }
    if (magnitude == 0 || magnitude == INFINITY) {
        double result = (magnitude == 0) == (y > 0) ? 0 : INFINITY;
        return odd ? sign_like(result, x) : result;
    }
    bool negative = x < 0;
    if (negative && !whole) return NAN;
    double result;
    if (magnitude == 1) {
        result = 1;
    } else {
        Pair l = logarithm(magnitude);
        Pair p = product(y, l.high);
        if (p.high != p.high || fabs(p.high) > 1000) {
            result = (magnitude > 1) == (y > 0) ? INFINITY : 0;
        } else {
            result = exponential(p.high, p.low + y * l.low);
        }
    }
    return negative && odd ? -result : result;
}

/* ---- angles ---- */

static const Pair half_pi = { 0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54 };
#define HALF_PI_REST -0x1.f1976b7ed8fbcp-110

/* 2 / pi, 1280 bits after the point. */
static const uint64_t two_over_pi[] = {
    0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
    0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484,
    0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f,
    0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d, 0x7527bac7ebe5f17b,
    0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d
};

/* 64 bits of 2 / pi; bit 0 is the first after the point. */
static uint64_t window(int bit) {
    if (bit <= -64) return 0;
    if (bit < 0) return two_over_pi[0] >> -bit;
    int word = bit / 64, shift = bit % 64;
    uint64_t high = word < 20 ? two_over_pi[word] << shift : 0;
    return shift == 0 || word + 1 >= 20 ? high : high | two_over_pi[word + 1] >> (64 - shift);
}

/* Payne and Hanek: multiplies by just those bits of 2 / pi that decide the quadrant and what is left in it. */
static int reduce_large(double x, Pair* left) {
    uint64_t bits = bits_of(x);
    uint64_t m = (bits & 0xfffffffffffff) | 1ull << 52;
    int start = (int) (bits >> 52 & 0x7ff) - 1023 - 52 - 2;
    unsigned __int128 low = (unsigned __int128) m * window(start + 128);
    unsigned __int128 middle = (unsigned __int128) m * window(start + 64) + (uint64_t) (low >> 64);
    uint64_t top = m * window(start) + (uint64_t) (middle >> 64);
    unsigned __int128 turns = (unsigned __int128) top << 64 | (uint64_t) middle;
    int quadrant = (int) (turns >> 126);
    __int128 fraction = (__int128) (turns << 2);
    if (fraction < 0) quadrant++;
    double high = (double) (int64_t) (fraction >> 64);
    double rest = (double) ((int64_t) (fraction >> 64) - (int64_t) high) + (double) (uint64_t) fraction * 0x1p-64;
    *left = times(normal(high * 0x1p-64, rest * 0x1p-64), half_pi);
    return quadrant;
}

/* x = n pi / 2 + left; the result is n mod 4. */
static int reduce(double x, Pair* left) {
    double magnitude = fabs(x);
    if (magnitude <= 0.7853981633974483) {
        *left = (Pair) { x, 0 };
        return 0;
    }
    int n;
    if (magnitude < 0x1p25) {
        n = (int) (magnitude * 0.6366197723675814 + 0.5);
        Pair a = product(-n, half_pi.high);
        Pair b = product(-n, half_pi.low);
        Pair r = sum(magnitude, a.high);
        r = plus(r, (Pair) { a.low, 0 });
        *left = plus(r, (Pair) { b.high, b.low - n * HALF_PI_REST });
    } else {
        n = reduce_large(magnitude, left);
    }
    if (x < 0) {
        left->high = -left->high;
        left->low = -left->low;
        n = -n;
    }
    return n & 3;
}

static double sine(Pair x) {
    double z = x.high * x.high;
    static const double s[] = {
        -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800, 1.0 / 6227020800, -1.0 / 1307674368000,
        1.0 / 355687428096000
    };
    double tail = 0;
    for (int i = 7; i >= 0; i--) tail = tail * z + s[i];
    return x.high + (x.low * (1 - z / 2) + x.high * z * tail);
}

static double cosine(Pair x) {
    static const double c[] = {
        1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800, 1.0 / 479001600, -1.0 / 87178291200, 1.0 / 20922789888000
    };
    double z = x.high * x.high;
    double tail = 0;
    for (int i = 6; i >= 0; i--) tail = tail * z + c[i];
    double half = z / 2, w = 1 - half;
    return w + (((1 - w) - half) + (z * z * tail - x.high * x.low));
}

double sin(double x) {
    if (!(fabs(x) < INFINITY)) return NAN;
    if (fabs(x) < 0x1p-27) return x;
    Pair left;
    int quadrant = reduce(x, &left);
    double value = quadrant & 1 ? cosine(left) : sine(left);
    return quadrant & 2 ? -value : value;
}

double cos(double x) {
    if (!(fabs(x) < INFINITY)) return NAN;
    Pair left;
    int quadrant = reduce(x, &left);
    double value = quadrant & 1 ? sine(left) : cosine(left);
    return quadrant == 1 || quadrant == 2 ? -value : value;
}

double tan(double x) {
    if (!(fabs(x) < INFINITY)) return NAN;
    if (fabs(x) < 0x1p-27) return x;
    Pair left;
    int quadrant = reduce(x, &left);
    return quadrant & 1 ? -cosine(left) / sine(left) : sine(left) / cosine(left);
}

/* Moves the argument to within 0.21 of zero by subtracting the nearest of a few known angles. */
double atan(double x) {
    static const double tangents[] = { 0, 0.375, 0.8125, 1.5, 3 };
    static const Pair angles[] = {
        { 0x0.0p+0, 0x0.0p+0 },
        { 0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56 },
        { 0x1.5d58987169b18p-1, 0x1.0028e4bc5e7cap-57 },
        { 0x1.f730bd281f69bp-1, 0x1.007887af0cbbdp-56 },
        { 0x1.3fc176b7a8560p+0, -0x1.441a3bd3f1083p-59 }
    };
    if (x != x) return x;
    double magnitude = fabs(x);
    Pair t, base;
    if (magnitude > 0x1p60) return sign_like(half_pi.high, x);
    if (magnitude > 5.5) {
        double q = -1 / magnitude;
        t = normal(q, __builtin_fma(q, magnitude, 1) * q);
        base = half_pi;
    } else {
        int i = magnitude < 0.1875 ? 0 : magnitude < 0.5625 ? 1 : magnitude < 1.0625 ? 2 : magnitude < 2 ? 3 : 4;
        double c = tangents[i];
        Pair over = sum(magnitude, -c);
        Pair cx = product(c, magnitude);
        Pair under = plus((Pair) { 1, 0 }, cx);
        double q = over.high / under.high;
        t = normal(q, (__builtin_fma(-q, under.high, over.high) + over.low - q * under.low) / under.high);
        base = angles[i];
    }
    double z = t.high * t.high;
    double tail = 0;
    for (int n = 31; n >= 3; n -= 2) tail = tail * z + (n % 4 == 3 ? -1.0 : 1.0) / n;
    Pair result = sum(base.high, t.high);
    double value = result.high + (result.low + (base.low + t.low + t.high * z * tail));
    return sign_like(value, x);
}

double atan2(double y, double x) {
    if (x != x || y != y) return NAN;
    bool behind = bits_of(x) >> 63;
    double magnitude;
    if (y == 0) {
        magnitude = behind ? 2 * half_pi.high : 0;
    } else if (x == 0) {
        magnitude = half_pi.high;
    } else if (fabs(x) == INFINITY) {
        double small = fabs(y) == INFINITY ? half_pi.high / 2 : 0;
        magnitude = behind ? 2 * half_pi.high - small : small;
    } else if (fabs(y) == INFINITY) {
        magnitude = half_pi.high;
    } else {
        double angle = atan(fabs(y / x));
        magnitude = behind ? 2 * half_pi.high - (angle - 2 * half_pi.low) : angle;
    }
    return sign_like(magnitude, y);
}

double asin(double x) {
    if (!(fabs(x) <= 1)) return NAN;
    return fabs(x) < 0x1p-27 ? x : atan2(x, sqrt((1 - x) * (1 + x)));
}

double acos(double x) {
    if (!(fabs(x) <= 1)) return NAN;
    return x == 1 ? 0 : atan2(sqrt((1 - x) * (1 + x)), x);
}

/* Floating point, for the profiles that have it. */
#pragma once
#include <math.h>

static inline int32_t teavm_compare_float(float a, float b) {
    return a == b ? 0 : a < b ? -1 : 1;
}
static inline int32_t teavm_compare_float_less(float a, float b) {
    return a == b ? 0 : a > b ? 1 : -1;
}
static inline int32_t teavm_compare_double(double a, double b) {
    return a == b ? 0 : a < b ? -1 : 1;
}
static inline int32_t teavm_compare_double_less(double a, double b) {
    return a == b ? 0 : a > b ? 1 : -1;
}
static inline int64_t teavm_reinterpretDoubleToLong(double v) {
    int64_t bits;
    memcpy(&bits, &v, sizeof bits);
    return bits;
}
static inline double teavm_reinterpretLongToDouble(int64_t bits) {
    double v;
    memcpy(&v, &bits, sizeof v);
    return v;
}
static inline int32_t teavm_reinterpretFloatToInt(float v) {
    int32_t bits;
    memcpy(&bits, &v, sizeof bits);
    return bits;
}
static inline float teavm_reinterpretIntToFloat(int32_t bits) {
    float v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

static inline double cortado_fma(double a, double b, double c) {
    return __builtin_fma(a, b, c);
}
static inline float cortado_fmaf(float a, float b, float c) {
    return __builtin_fmaf(a, b, c);
}

/* rt_functions.c; each with the meaning of its namesake in java.lang.Math */
double cortado_log10(double x);
double cortado_log1p(double x);
double cortado_expm1(double x);
double cortado_cbrt(double x);
double cortado_hypot(double x, double y);

/* FCVTZS saturates and turns NaN into 0, as Java wants; a C cast leaves both undefined. */
static inline int32_t cortado_d2i(double v) {
    int32_t r;
    __asm__("fcvtzs %w0, %d1" : "=r"(r) : "w"(v));
    return r;
}
static inline int64_t cortado_d2l(double v) {
    int64_t r;
    __asm__("fcvtzs %x0, %d1" : "=r"(r) : "w"(v));
    return r;
}
static inline int32_t cortado_f2i(float v) {
    int32_t r;
    __asm__("fcvtzs %w0, %s1" : "=r"(r) : "w"(v));
    return r;
}
static inline int64_t cortado_f2l(float v) {
    int64_t r;
    __asm__("fcvtzs %x0, %s1" : "=r"(r) : "w"(v));
    return r;
}

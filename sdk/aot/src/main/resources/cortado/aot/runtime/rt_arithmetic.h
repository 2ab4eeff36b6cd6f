/* Java's arithmetic where C's differs: division, remainder, conversions, comparisons with NaN. */
#pragma once

static inline int32_t cortado_div32_at(CORTADO_SITE_PARAMETER int32_t a, int32_t b) {
    if (unlikely(b == 0)) CORTADO_FAIL_DIVISION();
    return b == -1 ? (int32_t) (0u - (uint32_t) a) : a / b;
}
static inline int32_t cortado_rem32_at(CORTADO_SITE_PARAMETER int32_t a, int32_t b) {
    if (unlikely(b == 0)) CORTADO_FAIL_DIVISION();
    return b == -1 ? 0 : a % b;
}
static inline int64_t cortado_div64_at(CORTADO_SITE_PARAMETER int64_t a, int64_t b) {
    if (unlikely(b == 0)) CORTADO_FAIL_DIVISION();
    return b == -1 ? (int64_t) (0ull - (uint64_t) a) : a / b;
}
static inline int64_t cortado_rem64_at(CORTADO_SITE_PARAMETER int64_t a, int64_t b) {
    if (unlikely(b == 0)) CORTADO_FAIL_DIVISION();
    return b == -1 ? 0 : a % b;
}
#define cortado_div32(a, b) cortado_div32_at(CORTADO_SITE_ARGUMENT a, b)
#define cortado_rem32(a, b) cortado_rem32_at(CORTADO_SITE_ARGUMENT a, b)
#define cortado_div64(a, b) cortado_div64_at(CORTADO_SITE_ARGUMENT a, b)
#define cortado_rem64(a, b) cortado_rem64_at(CORTADO_SITE_ARGUMENT a, b)

static inline int32_t teavm_compare_i32(int32_t a, int32_t b) {
    return (a > b) - (a < b);
}
static inline int32_t teavm_compare_u32(int32_t a, int32_t b) {
    return ((uint32_t) a > (uint32_t) b) - ((uint32_t) a < (uint32_t) b);
}
static inline int32_t teavm_compare_i64(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}
static inline int32_t teavm_compare_u64(int64_t a, int64_t b) {
    return ((uint64_t) a > (uint64_t) b) - ((uint64_t) a < (uint64_t) b);
}
static inline int64_t cortado_multiply_high(int64_t a, int64_t b) {
    return (int64_t) (((__int128) a * b) >> 64);
}

#if !CORTADO_KERNEL
#include "rt_floating.h"
#endif

/* Integer and Long count bits with the instructions for it. */
static inline int32_t cortado_leading32(int32_t value) {
    return value == 0 ? 32 : __builtin_clz((uint32_t) value);
}
static inline int32_t cortado_leading64(int64_t value) {
    return value == 0 ? 64 : __builtin_clzll((uint64_t) value);
}
static inline int32_t cortado_trailing32(int32_t value) {
    return value == 0 ? 32 : __builtin_ctz((uint32_t) value);
}
static inline int32_t cortado_trailing64(int64_t value) {
    return value == 0 ? 64 : __builtin_ctzll((uint64_t) value);
}
static inline int32_t cortado_ones32(int32_t value) {
    return __builtin_popcount((uint32_t) value);
}
static inline int32_t cortado_ones64(int64_t value) {
    return __builtin_popcountll((uint64_t) value);
}

/* The C side of cortado.metal.Metal and cortado.abi.LittleEndian. Arrays arrive as the address of their first element. */
#pragma once
#include <stdint.h>
#include <string.h>

static inline int32_t metal_load8(int64_t a) { return *(volatile uint8_t*) a; }
static inline int32_t metal_load16(int64_t a) { return *(volatile uint16_t*) a; }
static inline int32_t metal_load32(int64_t a) { return *(volatile int32_t*) a; }
static inline int64_t metal_load64(int64_t a) { return *(volatile int64_t*) a; }
static inline void metal_store8(int64_t a, int32_t v) { *(volatile uint8_t*) a = (uint8_t) v; }
static inline void metal_store16(int64_t a, int32_t v) { *(volatile uint16_t*) a = (uint16_t) v; }
static inline void metal_store32(int64_t a, int32_t v) { *(volatile int32_t*) a = v; }
static inline void metal_store64(int64_t a, int64_t v) { *(volatile int64_t*) a = v; }

static inline void metal_copy_to_array(int64_t source, int8_t* target, int32_t offset, int32_t length) {
    memmove(target + offset, (void*) source, (size_t) length);
}
static inline void metal_copy_from_array(int8_t* source, int32_t offset, int64_t target, int32_t length) {
    memmove((void*) target, source + offset, (size_t) length);
}
static inline void metal_zero(int64_t address, int64_t length) {
    memset((void*) address, 0, (size_t) length);
}

/* cortado.abi.LittleEndian, which has checked the index. Any alignment. */
static inline int32_t cortado_load16(const int8_t* a, int32_t at) { uint16_t v; __builtin_memcpy(&v, a + at, 2); return v; }
static inline int32_t cortado_load32(const int8_t* a, int32_t at) { int32_t v; __builtin_memcpy(&v, a + at, 4); return v; }
static inline int64_t cortado_load64(const int8_t* a, int32_t at) { int64_t v; __builtin_memcpy(&v, a + at, 8); return v; }
static inline void cortado_store16(int8_t* a, int32_t at, int32_t v) { __builtin_memcpy(a + at, &v, 2); }
static inline void cortado_store32(int8_t* a, int32_t at, int32_t v) { __builtin_memcpy(a + at, &v, 4); }
static inline void cortado_store64(int8_t* a, int32_t at, int64_t v) { __builtin_memcpy(a + at, &v, 8); }

static inline void metal_barrier(void) { __asm__ volatile("dmb sy" ::: "memory"); }
static inline void metal_barrier_complete(void) { __asm__ volatile("dsb sy" ::: "memory"); }

static inline int32_t metal_compare_and_swap32(int64_t a, int32_t expected, int32_t replacement) {
    __atomic_compare_exchange_n(
            (int32_t*) a, &expected, replacement, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    return expected;
}
static inline int32_t metal_add32(int64_t a, int32_t amount) {
    return __atomic_fetch_add((int32_t*) a, amount, __ATOMIC_SEQ_CST);
}

static inline int64_t metal_address_of_bytes(int8_t* array) { return (int64_t) array; }
static inline int64_t metal_address_of_ints(int32_t* array) { return (int64_t) array; }
static inline int64_t metal_address_of_longs(int64_t* array) { return (int64_t) array; }

static inline void metal_call(int64_t address) { ((void (*)(void)) address)(); }

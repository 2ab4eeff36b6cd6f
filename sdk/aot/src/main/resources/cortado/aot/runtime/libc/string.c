/* The memory functions that the compiler itself calls. Compiled with -fno-builtin, or each would call itself. */
#include <stdint.h>
#include <string.h>

typedef uint64_t __attribute__((may_alias, aligned(1))) word;

void* memcpy(void* restrict to, const void* restrict from, size_t count) {
    return memmove(to, from, count);
}

void* memmove(void* to, const void* from, size_t count) {
    char* t = to;
    const char* f = from;
    if ((uintptr_t) t - (uintptr_t) f >= count) {
        for (; count >= 8; count -= 8, t += 8, f += 8)
            *(word*) t = *(const word*) f;
        while (count-- > 0) *t++ = *f++;
    } else {
        for (; count >= 8; count -= 8)
            *(word*) (t + count - 8) = *(const word*) (f + count - 8);
        while (count-- > 0) t[count] = f[count];
    }
    return to;
}

void* memset(void* to, int value, size_t count) {
    char* t = to;
    uint64_t pattern = (uint8_t) value * 0x0101010101010101ull;
    for (; count > 0 && (uintptr_t) t % 8 != 0; count--) *t++ = (char) value;
    for (; count >= 8; count -= 8, t += 8) *(uint64_t*) t = pattern;
    while (count-- > 0) *t++ = (char) value;
    return to;
}

int memcmp(const void* a, const void* b, size_t count) {
    const uint8_t* x = a;
    const uint8_t* y = b;
    for (; count > 0; count--, x++, y++)
        if (*x != *y) return *x - *y;
    return 0;
}

size_t strlen(const char* text) {
    size_t length = 0;
    while (text[length] != 0) length++;
    return length;
}

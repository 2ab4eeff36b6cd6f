#include "text.h"

/* Eight bytes of anything, wherever they lie. */
typedef u64 word __attribute__((aligned(1), may_alias));

void *memcpy(void *to, const void *from, size length)
{
    u8 *t = to;
    const u8 *f = from;
    for (; length >= 8; length -= 8, t += 8, f += 8)
        *(word *)t = *(const word *)f;
    while (length-- > 0)
        *t++ = *f++;
    return to;
}

void *memmove(void *to, const void *from, size length)
{
    u8 *t = to;
    const u8 *f = from;
    if (t <= f || t >= f + length)
        return memcpy(to, from, length);
    while (length-- > 0)
        t[length] = f[length];
    return to;
}

void *memset(void *to, int value, size length)
{
    u8 *t = to;
    while (length-- > 0)
        *t++ = (u8)value;
    return to;
}

size length_of(const char *text)
{
    size length = 0;
    while (text[length] != 0)
        length++;
    return length;
}

int starts(const char *text, const char *with)
{
    while (*with != 0)
        if (*text++ != *with++)
            return 0;
    return 1;
}

int same(const char *a, const char *b) { return starts(a, b) && length_of(a) == length_of(b); }

int append(char *to, size room, const char *text)
{
    size used = length_of(to), more = length_of(text);
    if (used + more >= room)
        return 0;
    memcpy(to + used, text, more + 1);
    return 1;
}

int open_file(const char *path, int flags) { return (int)CALL4(openat, AT_FDCWD, path, flags | O_CLOEXEC, 0); }

long read_text(const char *path, char *to, size room)
{
    int fd = open_file(path, O_RDONLY);
    if (fd < 0)
        return fd;
    long length = CALL3(read, fd, to, room - 1);
    CALL1(close, fd);
    if (length < 0)
        return length;
    if (length > 0 && to[length - 1] == '\n')
        length--;
    to[length] = 0;
    return length;
}

long write_text(const char *path, const char *text)
{
    int fd = open_file(path, O_WRONLY);
    if (fd < 0)
        return fd;
    long written = CALL3(write, fd, text, length_of(text));
    CALL1(close, fd);
    return written;
}

void die(const char *what, const char *which)
{
    /* Critical, so that it is seen on a console that is quiet otherwise. */
    char line[512] = "<2>cortado agent: ";
    append(line, sizeof line, what);
    append(line, sizeof line, which);
    append(line, sizeof line, "\n");
    write_text("/dev/kmsg", line);
    CALL1(exit_group, 1);
    __builtin_unreachable();
}

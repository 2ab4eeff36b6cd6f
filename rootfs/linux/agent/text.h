/* Strings and files in the few ways that the agent uses them. */
#ifndef TEXT_H
#define TEXT_H

#include "linux.h"

size length_of(const char *text);
int same(const char *a, const char *b);
int starts(const char *text, const char *with);

/* Appends to a text of a given size, ended with NUL; returns 0 where it did not fit. */
int append(char *to, size room, const char *text);

/* A small file's text, cut to the room, without a newline at its end; a negated errno if there is none. */
long read_text(const char *path, char *to, size room);
long write_text(const char *path, const char *text);

int open_file(const char *path, int flags);

/* Ends the agent, and with it the VM: the kernel panics with this line before it. */
void die(const char *what, const char *which) __attribute__((noreturn));

#endif

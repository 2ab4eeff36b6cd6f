/* What the parts of the KVM host share: a clock, figures, and two sets of measurements. */
#ifndef MEASURE_H
#define MEASURE_H

#include "linux.h"

/* The virtual counter's ticks, which the kernel lets programs read (Arm ARM D13.11.16). */
static inline u64 now(void)
{
    u64 ticks;
    __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks)::"memory");
    return ticks;
}

/* Appends a number in decimal digits, as append() does. */
int append_number(char *to, size room, u64 value);

/* Prints a line `bench NAME VALUE UNIT` to the console. */
void report(const char *name, u64 value, const char *unit);

/* The same for ticks that a number of rounds took: nanoseconds for each. */
void report_time(const char *name, u64 ticks, u64 rounds);

/* The result of a system call; ends the measurement with these words if it failed. */
long checked(long result, const char *what);

/* Another process; 0 in the child. */
long fork_process(void);

/* What exits cost: machine.c. */
void measure_exits(void);

/* What it costs to run a Linux program in a virtual machine of its own: spawn.c. */
void measure_spawns(void);

#endif

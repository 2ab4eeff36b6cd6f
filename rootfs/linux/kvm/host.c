/*
 * The first process of a Linux that is nothing but a KVM host. It measures there what `run guests bench` and
 * `run bench linux` measure on Cortado, under the same names, and turns the machine off.
 */
#include "measure.h"
#include "text.h"

static int console;

static void say(const char *text) { CALL3(write, console, text, length_of(text)); }

long checked(long result, const char *what)
{
    if (result < 0) {
        char line[256] = "kvm host: ";
        append(line, sizeof line, what);
        append(line, sizeof line, " failed\n");
        say(line);
        die(what, " failed in the KVM host");
    }
    return result;
}

long fork_process(void) { return checked(CALL5(clone, SIGCHLD, 0, 0, 0, 0), "clone"); }

int append_number(char *to, size room, u64 value)
{
    char digits[24] = "";
    int at = sizeof digits - 1;
    do
        digits[--at] = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    return append(to, room, digits + at);
}

void report(const char *name, u64 value, const char *unit)
{
    char line[128] = "bench ";
    append(line, sizeof line, name);
    append(line, sizeof line, " ");
    append_number(line, sizeof line, value);
    append(line, sizeof line, " ");
    append(line, sizeof line, unit);
    append(line, sizeof line, "\n");
    say(line);
}

void report_time(const char *name, u64 ticks, u64 rounds)
{
    u64 frequency, second = 1000000000;
    __asm__("mrs %0, cntfrq_el0" : "=r"(frequency));
    report(name, (ticks / frequency * second + ticks % frequency * second / frequency) / rounds, "ns");
}

static void mount_at(const char *type, const char *target, const char *options)
{
    CALL3(mkdirat, AT_FDCWD, target, 0755);
    checked(CALL5(mount, type, target, type, 0, options), target);
}

/* A machine that starts like any other has no randomness, and the VMM's libraries would wait for some. */
static void seed(void)
{
    struct { u32 bits, length; u8 bytes[64]; } seed = {512, 64, {0}};
    int random = (int)checked(open_file("/dev/urandom", O_RDWR), "/dev/urandom");
    CALL3(ioctl, random, RNDADDENTROPY, &seed);
    CALL3(ioctl, random, RNDRESEEDCRNG, 0);
    CALL1(close, random);
}

void __attribute__((noreturn)) run(void)
{
    mount_at("devtmpfs", "/dev", NULL);
    mount_at("proc", "/proc", NULL);
    mount_at("tmpfs", "/tmp", NULL);
    console = open_file("/dev/console", O_RDWR);
    seed();
    measure_exits();
    measure_spawns();
    say("bench-end\n");
    CALL4(reboot, REBOOT_MAGIC1, REBOOT_MAGIC2, REBOOT_POWER_OFF, NULL);
    die("the machine cannot be powered off", "");
}

/* The kernel enters with the arguments on an aligned stack, which nobody reads here. */
void __attribute__((noreturn, naked)) _start(void) { __asm__("mov x29, xzr\n\tmov x30, xzr\n\tb run"); }

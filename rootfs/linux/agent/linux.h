/*
 * What the agent needs of Linux, and no more: system calls of arm64 (include/uapi/asm-generic/unistd.h), their constants
 * and structures. There is no C library below it. A system call returns a negated errno on failure, as the kernel does.
 */
#ifndef LINUX_H
#define LINUX_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;
typedef unsigned long size;

#define NULL ((void *)0)

enum system_call {
    SYS_dup3 = 24, SYS_fcntl = 25, SYS_ioctl = 29, SYS_mkdirat = 34, SYS_symlinkat = 36, SYS_mount = 40, SYS_chdir = 49,
    SYS_openat = 56, SYS_close = 57, SYS_pipe2 = 59, SYS_getdents64 = 61, SYS_read = 63, SYS_write = 64, SYS_ppoll = 73,
    SYS_signalfd4 = 74, SYS_sync = 81, SYS_exit_group = 94, SYS_clock_settime = 112, SYS_kill = 129,
    SYS_rt_sigaction = 134, SYS_rt_sigprocmask = 135, SYS_reboot = 142, SYS_setgid = 144, SYS_setuid = 146,
    SYS_setsid = 157, SYS_setgroups = 159, SYS_sethostname = 161, SYS_socket = 198, SYS_bind = 200, SYS_clone = 220,
    SYS_execve = 221, SYS_mmap = 222, SYS_wait4 = 260, SYS_finit_module = 273
};

/* One system call: number in x8, arguments in x0 to x5, result in x0. */
static inline long call(long number, long a, long b, long c, long d, long e)
{
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = 0;
    __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
    return x0;
}

#define CALL0(n) call(SYS_##n, 0, 0, 0, 0, 0)
#define CALL1(n, a) call(SYS_##n, (long)(a), 0, 0, 0, 0)
#define CALL2(n, a, b) call(SYS_##n, (long)(a), (long)(b), 0, 0, 0)
#define CALL3(n, a, b, c) call(SYS_##n, (long)(a), (long)(b), (long)(c), 0, 0)
#define CALL4(n, a, b, c, d) call(SYS_##n, (long)(a), (long)(b), (long)(c), (long)(d), 0)
#define CALL5(n, a, b, c, d, e) call(SYS_##n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e))

enum errno { ENOENT = 2, EINTR = 4, E2BIG = 7, ENOEXEC = 8, EAGAIN = 11, EACCES = 13, EBUSY = 16, EEXIST = 17,
             ENOTDIR = 20, EINVAL = 22, EPIPE = 32 };

enum open_flag { AT_FDCWD = -100, O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_CREAT = 0100, O_NOCTTY = 0400, O_NONBLOCK = 04000,
                 O_CLOEXEC = 02000000 };

enum { F_SETFL = 4, GRND_NONBLOCK = 1 };

enum mount_flag { MS_RDONLY = 1, MS_NOSUID = 2, MS_NODEV = 4, MS_NOEXEC = 8 };

enum signal { SIGHUP = 1, SIGKILL = 9, SIGPIPE = 13, SIGCHLD = 17, SIGNALS = 64 };

enum { SIG_BLOCK = 0, SIG_SETMASK = 2, SIG_IGN = 1 };

enum memory_flag { PROT_READ = 1, PROT_WRITE = 2, MAP_SHARED = 1, MAP_PRIVATE = 2, MAP_ANONYMOUS = 32 };

enum clone_flag { CLONE_VM = 0x100, CLONE_FILES = 0x400 };

enum { WNOHANG = 1, CLOCK_REALTIME = 0, REBOOT_MAGIC1 = (int)0xfee1dead, REBOOT_MAGIC2 = 672274793,
       REBOOT_POWER_OFF = 0x4321fedc };

enum terminal_request { TIOCSCTTY = 0x540e, TIOCSWINSZ = 0x5414, TIOCSPTLCK = 0x40045431, TIOCGPTPEER = 0x5441 };

/* random(4): adds bytes and counts them as entropy; then has them used at once. */
enum random_request { RNDADDENTROPY = 0x40085203, RNDRESEEDCRNG = 0x5207 };

enum poll_event { POLLIN = 1, POLLOUT = 4, POLLERR = 8, POLLHUP = 16 };

enum { AF_NETLINK = 16, SOCK_RAW_CLOEXEC = 3 | O_CLOEXEC, NETLINK_KOBJECT_UEVENT = 15 };

struct poll_entry { int fd; short events; short revents; };
struct time { long seconds; long nanoseconds; };
struct window { u16 rows, columns, width, height; };
struct netlink_address { u16 family, pad; u32 port, groups; };
struct signal_action { u64 handler, flags, restorer, mask; };
struct signal_record { u32 number; u8 rest[124]; };
struct folder_entry { u64 inode; long offset; u16 length; u8 type; char name[]; };

/* What the compiler itself calls; text.c has them. */
void *memcpy(void *to, const void *from, size length);
void *memmove(void *to, const void *from, size length);
void *memset(void *to, int value, size length);

#endif

/* What a Linux program in a virtual machine of its own costs: QEMU with KVM, started anew for each, with Cortado's guest. */
#include "measure.h"
#include "protocol.h"
#include "text.h"

#define QEMU "/usr/bin/qemu-system-aarch64"
#define SMALL "/tmp/small"
#define LARGE "/tmp/large"

enum { MEBIBYTE = 1 << 20, SMALL_MIB = 1, LARGE_MIB = 9, PIECE = 128 * 1024, WORDS = 64 };

/* As Cortado's VMM has it: one CPU, 96 MiB, a console for the agent, random numbers. */
static const char *const machine[] = {
    QEMU, "-M", "virt,accel=kvm,gic-version=2,acpi=off,dtb-randomness=off", "-cpu", "host", "-m", "96M", "-nodefaults",
    "-no-user-config", "-display", "none", "-no-reboot", "-kernel", "/vm/Image", "-initrd", "/vm/initrd", "-serial",
    "file:/tmp/console", "-chardev", "stdio,id=agent,signal=off", "-global", "virtio-mmio.force-legacy=false", "-device",
    "virtio-serial-device,bus=virtio-mmio-bus.0", "-device", "virtserialport,chardev=agent,name=cortado.agent", "-device",
    "virtio-rng-device,bus=virtio-mmio-bus.1", NULL};

static const char *const disks[] = {
    "-drive", "if=none,id=small,format=raw,readonly=on,file=" SMALL, "-device",
    "virtio-blk-device,drive=small,bus=virtio-mmio-bus.2", "-drive", "if=none,id=large,format=raw,readonly=on,file=" LARGE,
    "-device", "virtio-blk-device,drive=large,bus=virtio-mmio-bus.3", NULL};

/* Guest memory that is a file, so that the kernel tells its pages from the VMM's own. */
static const char *const counted[] = {"-object", "memory-backend-memfd,id=ram,size=96M", "-machine", "memory-backend=ram",
                                      NULL};

static const char *const nothing[] = {NULL};

static char command_line[2048];
static u8 piece[PIECE];

/* A VMM with the agent of its guest at the other end of two pipes. */
struct vm {
    long process;
    int to, from;
    u64 started;
};

static void __attribute__((noreturn)) execute(const char *const *more)
{
    const char *words[WORDS];
    static const char *const environment[] = {"PATH=/usr/bin", NULL};
    int count = 0;
    for (; machine[count] != NULL; count++)
        words[count] = machine[count];
    words[count++] = "-append";
    words[count++] = command_line;
    for (; *more != NULL; more++)
        words[count++] = *more;
    words[count] = NULL;
    checked(CALL3(execve, QEMU, words, environment), "execve of " QEMU);
    CALL1(exit_group, 127);
    __builtin_unreachable();
}

static struct vm start(const char *const *more)
{
    int in[2], out[2];
    checked(CALL2(pipe2, in, O_CLOEXEC), "pipe2");
    checked(CALL2(pipe2, out, O_CLOEXEC), "pipe2");
    struct vm vm = {0, in[1], out[0], now()};
    vm.process = fork_process();
    if (vm.process == 0) {
        CALL3(dup3, in[0], 0, 0);
        CALL3(dup3, out[1], 1, 0);
        execute(more);
    }
    CALL1(close, in[0]);
    CALL1(close, out[1]);
    return vm;
}

static void end(struct vm *vm)
{
    CALL2(kill, vm->process, SIGKILL);
    CALL4(wait4, vm->process, NULL, 0, NULL);
    CALL1(close, vm->to);
    CALL1(close, vm->from);
}

static void read_exactly(int from, u8 *to, size length)
{
    while (length > 0) {
        long count = CALL3(read, from, to, length);
        checked(count == 0 ? -1 : count, "the conversation with the guest's agent");
        to += count;
        length -= (size)count;
    }
}

/* Receives frames until one of this type comes, and returns its payload's length; the payload is in `piece`. */
static u32 await(const struct vm *vm, u8 type)
{
    u8 header[HEADER];
    u32 length;
    do {
        read_exactly(vm->from, header, sizeof header);
        length = get32(header + 4);
        checked(length > sizeof piece ? -1 : 0, "reading a frame");
        read_exactly(vm->from, piece, length);
        if (header[0] == FAILED)
            checked(-1, "starting the guest's command");
    } while (header[0] != type);
    return length;
}

static void send(const struct vm *vm, u8 type, const u8 *payload, u32 length)
{
    u8 frame[HEADER + 512] = {type};
    put32(frame + 4, length);
    memcpy(frame + HEADER, payload, length);
    checked(CALL3(write, vm->to, frame, HEADER + length), "write");
}

/* Starts a command in a new guest; its words end with NULL. */
static struct vm spawn(const char *const *words, const char *const *more)
{
    static const u8 setup[14] = {0, 0, 0, 0, 0, 0, 0, 0, 5, 'l', 'i', 'n', 'u', 'x'};
    u8 payload[512];
    struct spawn spawn = {.grant = {32768, 32768}};
    size length = sizeof spawn + 1;
    struct vm vm = start(more);
    await(&vm, HELLO);
    send(&vm, SETUP, setup, sizeof setup);
    payload[sizeof spawn] = 0; /* the working folder: the default */
    for (; words[spawn.arguments] != NULL; spawn.arguments++) {
        size word = length_of(words[spawn.arguments]) + 1;
        memcpy(payload + length, words[spawn.arguments], word);
        length += word;
    }
    memcpy(payload, &spawn, sizeof spawn);
    send(&vm, SPAWN, payload, (u32)length);
    return vm;
}

static struct vm spawn_shell(const char *script, const char *const *more)
{
    const char *words[] = {"sh", "-c", script, NULL};
    return spawn(words, more);
}

static void measure_first_byte(const char *first_byte, const char *exit)
{
    static const char *const words[] = {"echo", "first", NULL};
    struct vm vm = spawn(words, nothing);
    await(&vm, OUTPUT);
    u64 first = now();
    await(&vm, EXITED);
    report_time(first_byte, first - vm.started, 1);
    report_time(exit, now() - vm.started, 1);
    end(&vm);
}

/* The number at the start of a text, past what is no digit; moves on behind it. */
static u64 number(const u8 **text, const u8 *limit)
{
    u64 value = 0;
    while (*text < limit && (**text < '0' || **text > '9'))
        ++*text;
    for (; *text < limit && **text >= '0' && **text <= '9'; ++*text)
        value = 10 * value + (u64)(**text - '0');
    return value;
}

/*
 * To the guest's init: its log, of which the command prints the line of init's start and then one of its own, tells how
 * long before the command's first byte that was.
 */
static void measure_init(const char *name)
{
    struct vm vm = spawn_shell("echo cortado-bench >/dev/kmsg; echo; sleep 0.1; "
                               "dmesg | grep -e 'Run /init' -e cortado-bench | tr -dc '0-9. \\n'",
                               nothing);
    await(&vm, OUTPUT);
    u64 first = now() - vm.started, moments[2], frequency;
    u32 length = await(&vm, OUTPUT);
    const u8 *text = piece, *limit = piece + length;
    for (int i = 0; i < 2; i++) {
        moments[i] = 1000000 * number(&text, limit);
        moments[i] += number(&text, limit);
    }
    __asm__("mrs %0, cntfrq_el0" : "=r"(frequency));
    checked(moments[1] > moments[0] ? 0 : -1, "reading the guest's log");
    report_time(name, first - (moments[1] - moments[0]) * frequency / 1000000, 1);
    end(&vm);
}

/* Bytes that a line of a file below /proc tells in KiB. */
static u64 bytes_of(const char *path, const char *line)
{
    static char text[4096];
    const char *at = text;
    checked(read_text(path, text, sizeof text), path);
    while (*at != 0 && !starts(at, line))
        at++;
    const u8 *digits = (const u8 *)at;
    return 1024 * number(&digits, (const u8 *)text + sizeof text);
}

static u64 memory_free(void) { return bytes_of("/proc/meminfo", "MemFree:"); }

static void measure_memory(void)
{
    char status[64] = "/proc/";
    u64 before = memory_free();
    struct vm vm = spawn_shell("echo; sleep 60", counted);
    await(&vm, OUTPUT);
    u64 all = before - memory_free();
    append_number(status, sizeof status, (u64)vm.process);
    append(status, sizeof status, "/status");
    report("linux-memory", all, "bytes");
    report("linux-memory-besides", all - bytes_of(status, "RssShmem:"), "bytes");
    end(&vm);
}

static void fill(const char *path, u32 mebibytes)
{
    int file = (int)checked(CALL4(openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0600), path);
    memset(piece, 'x', sizeof piece);
    for (u32 i = 0; i < mebibytes * (MEBIBYTE / PIECE); i++)
        checked(CALL3(write, file, piece, PIECE), path);
    CALL1(close, file);
}

static u64 read_file(const char *path)
{
    u64 start = now();
    int file = (int)checked(open_file(path, O_RDONLY), path);
    while (checked(CALL3(read, file, piece, PIECE), path) > 0)
        ;
    CALL1(close, file);
    return now() - start;
}

/* How much longer a large file takes than a small one, natively and as a guest's disk. */
static void measure_files(void)
{
    fill(SMALL, SMALL_MIB);
    fill(LARGE, LARGE_MIB);
    report_time("file-native-MiB", read_file(LARGE) - read_file(SMALL), LARGE_MIB - SMALL_MIB);
    struct vm vm = spawn_shell("echo; dd if=/dev/vda of=/dev/null bs=128k 2>/dev/null; echo; "
                               "dd if=/dev/vdb of=/dev/null bs=128k 2>/dev/null; echo",
                               disks);
    await(&vm, OUTPUT);
    u64 start = now();
    await(&vm, OUTPUT);
    u64 middle = now();
    await(&vm, OUTPUT);
    report_time("file-virtio-blk-MiB", now() - middle - (middle - start), LARGE_MIB - SMALL_MIB);
    end(&vm);
}

static void use_command_line(const char *path)
{
    checked(read_text(path, command_line, sizeof command_line), path);
}

void measure_spawns(void)
{
    use_command_line("/vm/debian-command-line");
    measure_init("debian-spawn-to-init");
    measure_first_byte("debian-spawn-to-first-byte", "debian-spawn-to-exit");
    use_command_line("/vm/command-line");
    measure_init("linux-spawn-to-init");
    measure_first_byte("linux-spawn-to-first-byte", "linux-spawn-to-exit");
    measure_memory();
    measure_files();
}

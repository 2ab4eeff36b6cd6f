/*
 * The first process of the Linux compatibility VM. It boots the system, announces itself on the port cortado.agent and
 * serves the host until that goes away. One thread, one loop, memory of a fixed size: what the host may send is bounded
 * by what the agent granted, and a command's output stays in its pipe until the host has granted room for it.
 */
#include "boot.h"
#include "command.h"
#include "text.h"

static u8 received[2 * FRAME] __attribute__((aligned(8)));
static u32 received_length;
static u8 sending[2 * FRAME];
static u32 sending_start, sending_end;

/* What a reply to any frame takes at most; without so much room, the agent does not read the next. */
enum { REPLY = 128 };

static u32 room(void) { return (u32)sizeof sending - sending_end; }

/* Starts a frame; the caller has seen to the room, and adds the payload at the place that is returned. */
static u8 *frame(u8 type, u8 stream, u32 command, u32 length)
{
    u8 *header = sending + sending_end;
    header[0] = type;
    header[1] = stream;
    header[2] = (u8)command;
    header[3] = (u8)(command >> 8);
    put32(header + 4, length);
    sending_end += HEADER + length;
    return header + HEADER;
}

static void flush(int port)
{
    while (sending_start < sending_end) {
        u32 length = sending_end - sending_start;
        long written = CALL3(write, port, sending + sending_start, length > FRAME ? FRAME : length);
        if (written == -EAGAIN)
            return;
        if (written < 0)
            die("the port to the host cannot be written", "");
        sending_start += (u32)written;
    }
    sending_start = sending_end = 0;
}

static void hello(void)
{
    char release[64] = "";
    read_text("/proc/sys/kernel/osrelease", release, sizeof release);
    u32 length = (u32)length_of(release);
    u8 *payload = frame(HELLO, 0, 0, 12 + length);
    put32(payload, PROTOCOL_VERSION);
    put32(payload + 4, COMMANDS);
    put32(payload + 8, WINDOW);
    memcpy(payload + 12, release, length);
}

/* SETUP: the time in nanoseconds since 1970, the length of the host's name, the name, and random bytes to the end. */
static void set_up(const u8 *payload, u32 length)
{
    if (length < 9 || length < 9u + payload[8])
        die("the host's setup is cut off", "");
    u64 now = get32(payload) | (u64)get32(payload + 4) << 32;
    struct time time = {(long)(now / 1000000000), (long)(now % 1000000000)};
    if (now != 0)
        CALL2(clock_settime, CLOCK_REALTIME, &time);
    if (payload[8] > 0)
        CALL2(sethostname, payload + 9, payload[8]);
    u32 bytes = length - 9 - payload[8];
    struct { u32 bits, length; u8 bytes[64]; } seed = {0, 0, {0}};
    seed.length = bytes > sizeof seed.bytes ? sizeof seed.bytes : bytes;
    seed.bits = 8 * seed.length;
    memcpy(seed.bytes, payload + 9 + payload[8], seed.length);
    int random = open_file("/dev/urandom", O_RDWR);
    if (seed.length > 0 && random >= 0) {
        CALL3(ioctl, random, RNDADDENTROPY, &seed);
        CALL3(ioctl, random, RNDRESEEDCRNG, 0);
    }
    CALL1(close, random);
}

/* MOUNT: flags, then source, target, type and options, each ended with NUL. */
static long mount_for_host(const u8 *payload, u32 length)
{
    const char *texts[4], *next = (const char *)payload + 4, *end = (const char *)payload + length;
    if (length < 8 || end[-1] != 0)
        return -EINVAL;
    for (int i = 0; i < 4; i++, next += length_of(next) + 1) {
        if (next >= end)
            return -EINVAL;
        texts[i] = next;
    }
    make_folders(texts[1]);
    return CALL5(mount, texts[0], texts[1], texts[2], get32(payload) & MS_RDONLY, texts[3]);
}

static void __attribute__((noreturn)) power_off(void)
{
    CALL2(kill, -1, SIGKILL);
    CALL0(sync);
    CALL4(reboot, REBOOT_MAGIC1, REBOOT_MAGIC2, REBOOT_POWER_OFF, NULL);
    die("the VM cannot be powered off", "");
}

static void start(u32 number, u8 *payload, u32 length)
{
    struct failure failure = {IN_RESOURCES, 0, EBUSY};
    if (number < COMMANDS && !commands[number].active)
        failure = spawn(&commands[number], payload, length);
    if (failure.stage == 0) {
        put32(frame(STARTED, 0, number, 4), (u32)commands[number].pid);
        return;
    }
    u8 *reply = frame(FAILED, 0, number, 4);
    memcpy(reply, &failure, 4);
}

static void handle(u8 *header, u32 length)
{
    u8 *payload = header + HEADER;
    u32 number = get16(header + 2);
    struct command *command = &commands[number % COMMANDS];
    switch (header[0]) {
    case SPAWN:
        start(number, payload, length);
        return;
    case MOUNT:
        put32(frame(MOUNTED, 0, number, 4), (u32)-mount_for_host(payload, length));
        return;
    case SETUP:
        set_up(payload, length);
        return;
    case POWER_OFF:
        power_off();
    }
    /* What follows is about a command, and may cross its end on the way. */
    if (number >= COMMANDS || !command->active)
        return;
    switch (header[0]) {
    case INPUT:
        feed(command, payload, length);
        break;
    case INPUT_END:
        if (command->terminal)
            feed(command, (const u8 *)"\004", 1);
        command->closing = 1;
        write_input(command);
        break;
    case GRANT:
        if (length == 4 && (header[1] == STDOUT || header[1] == STDERR))
            command->grant[header[1] - STDOUT] += get32(payload);
        break;
    case RESIZE:
        if (length == 4)
            resize(command, get16(payload), get16(payload + 2));
        break;
    case SIGNAL:
        if (length == 4 && !command->dead)
            CALL2(kill, -command->pid, get32(payload));
        break;
    default:
        die("the host sent a frame of an unknown type", "");
    }
}

static void read_port(int port)
{
    long length = CALL3(read, port, received + received_length, sizeof received - received_length);
    if (length == 0)
        power_off();
    if (length > 0)
        received_length += (u32)length;
}

/* Handles every whole frame for whose reply there is room; returns whether one had to be left. */
static int handle_frames(void)
{
    u32 at = 0;
    int left = 0;
    while (received_length - at >= HEADER) {
        u32 length = get32(received + at + 4);
        if (length > FRAME - HEADER)
            die("the host sent a frame that is too long", "");
        if (received_length - at < HEADER + length)
            break;
        left = room() < REPLY;
        if (left)
            break;
        handle(received + at, length);
        at += HEADER + length;
    }
    memmove(received, received + at, received_length - at);
    received_length -= at;
    return left;
}

static void reap(void)
{
    u32 status;
    long pid;
    while ((pid = CALL4(wait4, -1, &status, WNOHANG, NULL)) > 0) {
        for (int i = 0; i < COMMANDS; i++) {
            if (commands[i].active && !commands[i].dead && commands[i].pid == pid) {
                commands[i].dead = 1;
                commands[i].status = status;
            }
        }
    }
}

/* Reads one stream of a command into a frame, as far as the host granted it and there is room. */
static void read_output(u32 number, int index)
{
    struct command *command = &commands[number];
    u32 most = room() > HEADER ? room() - HEADER : 0;
    if (most > FRAME - HEADER)
        most = FRAME - HEADER;
    if (most > command->grant[index])
        most = command->grant[index];
    if (command->output[index] < 0 || most == 0)
        return;
    long length = CALL3(read, command->output[index], sending + sending_end + HEADER, most);
    if (length > 0) {
        command->grant[index] -= (u32)length;
        frame(OUTPUT, (u8)(STDOUT + index), number, (u32)length);
    } else if (length != -EAGAIN || command->dead) {
        /* The end of a pipe, or EIO from a terminal that nobody has open; or all that a dead process left. */
        close_output(command, index);
    }
}

/* Tells the host what has changed with a command: its output first, then ends of streams, then its own. */
static void report(u32 number)
{
    struct command *command = &commands[number];
    write_input(command);
    for (int i = 0; i < 2; i++) {
        read_output(number, i);
        if (command->output[i] < 0 && !command->output_ended[i] && room() >= REPLY) {
            command->output_ended[i] = 1;
            frame(STREAM_END, (u8)(STDOUT + i), number, 0);
        }
    }
    if (command->input_ended == 1 && room() >= REPLY) {
        command->input_ended = 2;
        frame(STREAM_END, STDIN, number, 0);
    }
    if (command->consumed >= WINDOW / 2 && room() >= REPLY) {
        put32(frame(INPUT_GRANT, STDIN, number, 4), command->consumed);
        command->consumed = 0;
    }
    if (command->dead && command->output_ended[0] && command->output_ended[1] && room() >= REPLY) {
        close_input(command);
        command->active = 0;
        put32(frame(EXITED, 0, number, 4), command->status);
    }
}

/* Lists a command's open ends, except those that nothing is to be done with now; returns the new count. */
static int list_ends(const struct command *command, struct poll_entry *entries, int count)
{
    /* A pipe is listed without events too: POLLERR says that nobody reads it any more. */
    if (command->input >= 0 && !command->terminal)
        entries[count++] = (struct poll_entry){command->input, command->count > 0 ? POLLOUT : 0, 0};
    for (int i = 0; i < 2; i++) {
        short events = command->grant[i] > 0 ? POLLIN : 0;
        if (command->terminal && command->count > 0)
            events |= POLLOUT;
        if (command->output[i] >= 0 && events != 0)
            entries[count++] = (struct poll_entry){command->output[i], events, 0};
    }
    return count;
}

/* Whether an ended command's output can be read on: what it left behind may keep the pipe open, and no event comes. */
static int is_draining(const struct command *command)
{
    return command->active && command->dead && ((command->output[0] >= 0 && command->grant[0] > 0) ||
                                                (command->output[1] >= 0 && command->grant[1] > 0));
}

/* Waits until there is something to do; returns whether the port can be read. */
static int wait(int port, int signals, int at_once)
{
    static struct poll_entry entries[2 + 3 * COMMANDS];
    static const struct time now;
    struct signal_record record;
    int count = 2;
    entries[0] = (struct poll_entry){port, sending_end > 0 ? POLLOUT : 0, 0};
    if (received_length < sizeof received)
        entries[0].events |= POLLIN;
    entries[1] = (struct poll_entry){signals, POLLIN, 0};
    /* While a reply waits to be sent, no output could be read. */
    for (int i = 0; i < COMMANDS && sending_end == 0; i++)
        if (commands[i].active) {
            count = list_ends(&commands[i], entries, count);
            at_once |= is_draining(&commands[i]);
        }
    CALL5(ppoll, entries, count, at_once ? &now : NULL, NULL, 8);
    if (entries[1].revents & POLLIN)
        CALL3(read, signals, &record, sizeof record);
    for (int i = 2; i < count; i++)
        if (entries[i].revents & POLLERR)
            for (int j = 0; j < COMMANDS; j++)
                if (commands[j].active && commands[j].input == entries[i].fd)
                    break_input(&commands[j]);
    return received_length < sizeof received && (entries[0].revents & (POLLIN | POLLHUP));
}

static void __attribute__((noreturn)) serve(int port, int signals)
{
    int left = 0;
    hello();
    flush(port);
    CALL3(fcntl, port, F_SETFL, O_NONBLOCK);
    for (u32 first = 0;; first++) {
        if (wait(port, signals, left))
            read_port(port);
        reap();
        left = handle_frames();
        /* Each command comes first in turn, so that none keeps the others from the port. */
        for (u32 i = 0; i < COMMANDS && sending_start == 0; i++)
            if (commands[(first + i) % COMMANDS].active)
                report((first + i) % COMMANDS);
        flush(port);
    }
}

void __attribute__((noreturn)) run(void)
{
    u64 child = 1ul << (SIGCHLD - 1);
    struct signal_action ignore = {SIG_IGN, 0, 0, 0};
    mount_system();
    write_text("/proc/self/oom_score_adj", "-1000");
    CALL4(rt_sigaction, SIGPIPE, &ignore, NULL, sizeof child);
    CALL4(rt_sigprocmask, SIG_BLOCK, &child, NULL, sizeof child);
    int signals = (int)CALL4(signalfd4, -1, &child, sizeof child, O_NONBLOCK | O_CLOEXEC);
    load_modules();
    serve(open_port(), signals);
}

/* The kernel enters with the arguments on an aligned stack, which the agent does not read. */
void __attribute__((noreturn, naked)) _start(void) { __asm__("mov x29, xzr\n\tmov x30, xzr\n\tb run"); }

/*
 * The agent protocol, version 1; ../PROTOCOL.md describes it, cortado.vmm.agent is the other end. All numbers are
 * little-endian. A frame is a header and a payload:
 *
 *     u8 type, u8 stream, u16 command, u32 length of the payload
 */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include "linux.h"

enum {
    PROTOCOL_VERSION = 1,
    HEADER = 8,
    /* The largest frame, header included: virtio-console takes no more in one write. */
    FRAME = 32768,
    /* Commands that can run at once; the host numbers them from 0. */
    COMMANDS = 16,
    /* Bytes of standard input that the agent keeps for a command that does not read. */
    WINDOW = 32768
};

enum from_host { SPAWN = 1, INPUT = 2, INPUT_END = 3, GRANT = 4, RESIZE = 5, SIGNAL = 6, MOUNT = 7, SETUP = 8,
                 POWER_OFF = 9 };

enum to_host { HELLO = 0x81, STARTED = 0x82, FAILED = 0x83, OUTPUT = 0x84, STREAM_END = 0x85, INPUT_GRANT = 0x86,
               EXITED = 0x87, MOUNTED = 0x88 };

enum stream { STDIN = 0, STDOUT = 1, STDERR = 2 };

enum spawn_flag { ON_TERMINAL = 1 };

/* What a command failed in, of FAILED. */
enum stage { IN_RESOURCES = 1, IN_FOLDER = 2, IN_USER = 3, IN_EXEC = 4 };

/* SPAWN: this, then NUL-ended strings: the working folder, the arguments, the environment. */
struct spawn { u8 flags, pad; u16 arguments, variables, rows, columns, pad2; u32 user, group, grant[2]; };

static inline u32 get32(const u8 *from)
{
    return from[0] | (u32)from[1] << 8 | (u32)from[2] << 16 | (u32)from[3] << 24;
}

static inline u16 get16(const u8 *from) { return (u16)(from[0] | from[1] << 8); }

static inline void put32(u8 *to, u32 value)
{
    for (int i = 0; i < 4; i++)
        to[i] = (u8)(value >> 8 * i);
}

#endif

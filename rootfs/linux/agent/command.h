/* One command of the host: a process with its terminal or its three pipes. */
#ifndef COMMAND_H
#define COMMAND_H

#include "protocol.h"

struct command {
    /* From STARTED to EXITED. */
    int active;
    int pid;
    /* The agent's ends; -1 once closed. On a terminal both input and output[0] are its master. */
    int input, output[2];
    int terminal;
    /* How much the host takes of each output. */
    u32 grant[2];
    /* Ends that the host has not been told of. */
    int input_ended, output_ended[2];
    /* What wait4 said, once the process has ended. */
    int dead;
    u32 status;
    /* Input that the process has not read; start and count are within the ring. */
    u8 ring[WINDOW];
    u32 start, count;
    /* The host sends no more after what is in the ring. */
    int closing;
    /* Read by the process and not yet granted to the host again. */
    u32 consumed;
};

extern struct command commands[COMMANDS];

/* Why a command could not be started. */
struct failure { u8 stage, pad; u16 error; };

/* Starts the command that a SPAWN payload describes; a stage of 0 means that it runs. */
struct failure spawn(struct command *command, u8 *payload, u32 length);

/* Takes input from the host, which has kept to its grant, and passes on what the process takes now. */
void feed(struct command *command, const u8 *bytes, u32 length);
void write_input(struct command *command);
/* Nobody reads the input any more; what the host still sends is dropped. */
void break_input(struct command *command);
void close_input(struct command *command);
void close_output(struct command *command, int index);

void resize(struct command *command, u16 rows, u16 columns);

#endif

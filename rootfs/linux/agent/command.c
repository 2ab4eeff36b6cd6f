#include "command.h"

#include "text.h"

#define DEFAULT_PATH "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
/* End of input in a terminal's line discipline: VEOF, Ctrl-D. */
#define END_OF_FILE 4

enum { MOST_STRINGS = 4096 };

struct command commands[COMMANDS];

/* The strings of a SPAWN payload. */
static char *strings[MOST_STRINGS + 6];

static struct failure failed(u8 stage, long error) { return (struct failure){stage, 0, (u16)-error}; }

static void close_fd(int *fd)
{
    if (*fd >= 0)
        CALL1(close, *fd);
    *fd = -1;
}

void close_input(struct command *command)
{
    if (command->input >= 0 && !command->terminal)
        CALL1(close, command->input);
    command->input = -1;
    command->count = 0;
}

void close_output(struct command *command, int index)
{
    if (command->terminal)
        command->input = -1;
    close_fd(&command->output[index]);
}

void break_input(struct command *command)
{
    command->input_ended = 1;
    close_input(command);
}

void write_input(struct command *command)
{
    while (command->input >= 0 && command->count > 0) {
        u32 length = command->count;
        if (length > WINDOW - command->start)
            length = WINDOW - command->start;
        long written = CALL3(write, command->input, command->ring + command->start, length);
        if (written == -EAGAIN)
            return;
        if (written <= 0) {
            break_input(command);
            return;
        }
        command->start = (command->start + (u32)written) % WINDOW;
        command->count -= (u32)written;
        command->consumed += (u32)written;
    }
    if (command->closing && command->input >= 0) {
        command->closing = 0;
        if (!command->terminal)
            close_input(command);
    }
}

void feed(struct command *command, const u8 *bytes, u32 length)
{
    if (command->input < 0)
        return;
    if (length > WINDOW - command->count)
        die("the host sent more input than it was granted", "");
    for (u32 i = 0; i < length; i++)
        command->ring[(command->start + command->count + i) % WINDOW] = bytes[i];
    command->count += length;
    write_input(command);
}

void resize(struct command *command, u16 rows, u16 columns)
{
    struct window window = {rows, columns, 0, 0};
    if (command->terminal && command->output[0] >= 0)
        CALL3(ioctl, command->output[0], TIOCSWINSZ, &window);
}

/* Makes pipes or a terminal; ends[0..2] become the process's standard streams. */
static long make_streams(struct command *command, const struct spawn *request, int ends[3])
{
    command->terminal = request->flags & ON_TERMINAL;
    if (command->terminal) {
        int unlocked = 0, master = open_file("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK);
        if (master < 0)
            return master;
        command->input = command->output[0] = master;
        command->output_ended[1] = 1;
        CALL3(ioctl, master, TIOCSPTLCK, &unlocked);
        ends[0] = ends[1] = ends[2] = (int)CALL3(ioctl, master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
        resize(command, request->rows, request->columns);
        return ends[0];
    }
    int *ours[3] = {&command->input, &command->output[0], &command->output[1]};
    for (int i = 0; i < 3; i++) {
        int both[2];
        long made = CALL2(pipe2, both, O_CLOEXEC);
        if (made < 0)
            return made;
        ends[i] = both[i == 0 ? 0 : 1];
        *ours[i] = both[i == 0 ? 1 : 0];
        CALL3(fcntl, *ours[i], F_SETFL, O_NONBLOCK);
    }
    return 0;
}

static const char *find_path(char **environment)
{
    for (; *environment != NULL; environment++)
        if (starts(*environment, "PATH="))
            return *environment + 5;
    return DEFAULT_PATH;
}

/* Replaces the process; a file without a format of its own is a shell's script. */
static long execute(const char *path, char **arguments, char **environment)
{
    long error = CALL3(execve, path, arguments, environment);
    if (error != -ENOEXEC)
        return error;
    static char *script[MOST_STRINGS + 6];
    script[0] = "/bin/sh";
    script[1] = (char *)path;
    for (int i = 1; (script[i + 1] = arguments[i]) != NULL; i++)
        ;
    return CALL3(execve, script[0], script, environment);
}

/* As execute, after a search along PATH for a name without a slash; the errors are those of a shell. */
static long search_and_execute(char **arguments, char **environment)
{
    const char *name = arguments[0];
    for (size i = 0; name[i] != 0; i++)
        if (name[i] == '/')
            return execute(name, arguments, environment);
    if (*name == 0)
        return -ENOENT;
    long result = -ENOENT;
    const char *from = find_path(environment);
    do {
        static char path[4096];
        size length = 0;
        for (; *from != 0 && *from != ':'; from++)
            if (length < sizeof path - 2)
                path[length++] = *from;
        /* An empty part is the working folder. */
        if (length == 0)
            path[length++] = '.';
        path[length++] = '/';
        path[length] = 0;
        if (append(path, sizeof path, name)) {
            long error = execute(path, arguments, environment);
            if (error != -ENOENT && error != -ENOTDIR)
                result = error;
            if (result != -ENOENT && result != -EACCES)
                return result;
        }
    } while (*from++ == ':');
    return result;
}

/* Runs in the new process and ends in the command's program, or returns what went wrong. */
static struct failure become(const struct spawn *request, const int ends[3], char *folder, char **arguments,
                             char **environment)
{
    u64 none = 0;
    struct signal_action standard = {0, 0, 0, 0};
    write_text("/proc/self/oom_score_adj", "0");
    CALL4(rt_sigaction, SIGPIPE, &standard, NULL, sizeof none);
    CALL4(rt_sigprocmask, SIG_SETMASK, &none, NULL, sizeof none);
    CALL0(setsid);
    if (request->flags & ON_TERMINAL)
        CALL3(ioctl, ends[0], TIOCSCTTY, 0);
    for (int i = 0; i < 3; i++)
        CALL3(dup3, ends[i], i, 0);
    long error;
    if (request->user != 0 || request->group != 0) {
        if ((error = CALL2(setgroups, 0, NULL)) < 0 || (error = CALL1(setgid, request->group)) < 0 ||
            (error = CALL1(setuid, request->user)) < 0)
            return failed(IN_USER, error);
    }
    if (*folder != 0 && (error = CALL1(chdir, folder)) < 0)
        return failed(IN_FOLDER, error);
    return failed(IN_EXEC, search_and_execute(arguments, environment));
}

static struct failure fork_command(struct command *command, const struct spawn *request, const int ends[3],
                                   char *folder, char **arguments, char **environment)
{
    /* Closed by a successful exec, so that reading it tells how that went. */
    int report[2];
    long pid = CALL2(pipe2, report, O_CLOEXEC);
    if (pid < 0)
        return failed(IN_RESOURCES, pid);
    pid = CALL5(clone, SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        struct failure failure = become(request, ends, folder, arguments, environment);
        CALL3(write, report[1], &failure, sizeof failure);
        CALL1(exit_group, 127);
    }
    CALL1(close, report[1]);
    struct failure failure = {0, 0, 0};
    if (pid < 0)
        failure = failed(IN_RESOURCES, pid);
    else if (CALL3(read, report[0], &failure, sizeof failure) == (long)sizeof failure)
        CALL4(wait4, pid, NULL, 0, NULL);
    CALL1(close, report[0]);
    command->pid = (int)pid;
    return failure;
}

/* Adds a variable unless the host gave it another value; returns how many there are now. */
static int add_default(char **environment, int count, char *variable, const char *name)
{
    for (int i = 0; i < count; i++)
        if (starts(environment[i], name))
            return count;
    environment[count++] = variable;
    environment[count] = NULL;
    return count;
}

struct failure spawn(struct command *command, u8 *payload, u32 length)
{
    struct spawn request;
    if (length < sizeof request + 1 || payload[length - 1] != 0)
        return failed(IN_RESOURCES, -EINVAL);
    memcpy(&request, payload, sizeof request);
    int count = request.arguments + request.variables;
    if (count > MOST_STRINGS)
        return failed(IN_RESOURCES, -E2BIG);
    char *folder = (char *)payload + sizeof request, *end = (char *)payload + length, *next = folder;
    char **environment = strings + request.arguments + 1;
    next += length_of(next) + 1;
    for (int i = 0; i < count; i++, next += length_of(next) + 1) {
        if (next >= end)
            return failed(IN_RESOURCES, -EINVAL);
        strings[i < request.arguments ? i : i + 1] = next;
    }
    if (request.arguments == 0 || next != end)
        return failed(IN_RESOURCES, -EINVAL);
    strings[request.arguments] = NULL;
    environment[request.variables] = NULL;
    int variables = add_default(environment, request.variables, "PATH=" DEFAULT_PATH, "PATH=");
    add_default(environment, variables, request.user == 0 ? "HOME=/root" : "HOME=/", "HOME=");

    command->start = command->count = command->consumed = 0;
    command->input = command->output[0] = command->output[1] = -1;
    command->input_ended = command->output_ended[0] = command->output_ended[1] = 0;
    command->dead = command->closing = 0;
    command->grant[0] = request.grant[0];
    command->grant[1] = request.grant[1];
    int ends[3] = {-1, -1, -1};
    long made = make_streams(command, &request, ends);
    struct failure failure = made < 0 ? failed(IN_RESOURCES, made)
                                      : fork_command(command, &request, ends, folder, strings, environment);
    for (int i = 0; i < (command->terminal ? 1 : 3); i++)
        close_fd(&ends[i]);
    command->active = failure.stage == 0;
    if (!command->active) {
        close_input(command);
        close_output(command, 0);
        close_output(command, 1);
    }
    return failure;
}

#include "boot.h"

#include "text.h"

#define PORT_NAME "cortado.agent"
#define PORTS "/sys/class/virtio-ports"
#define DEVICES "/sys/bus/virtio/devices"
/* A line a module, in load order: the virtio device ID that needs it (0 for always), a space, its path. */
#define MODULE_LIST "/usr/lib/modules/cortado"

static char buffer[4096];

static void mount_at(const char *source, const char *target, const char *type, long flags, const char *options)
{
    CALL3(mkdirat, AT_FDCWD, target, 0755);
    if (CALL5(mount, source, target, type, flags, options) < 0)
        die("cannot mount ", target);
}

static void link_at(const char *target, const char *path) { CALL3(symlinkat, target, AT_FDCWD, path); }

void mount_system(void)
{
    mount_at("devtmpfs", "/dev", "devtmpfs", MS_NOSUID, "mode=0755");
    mount_at("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
    mount_at("sysfs", "/sys", "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
    link_at("/proc/self/fd", "/dev/fd");
    link_at("/proc/self/fd/0", "/dev/stdin");
    link_at("/proc/self/fd/1", "/dev/stdout");
    link_at("/proc/self/fd/2", "/dev/stderr");
    mount_at("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "mode=0620,ptmxmode=0666");
    mount_at("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
    mount_at("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
    mount_at("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755");
}

void make_folders(const char *path)
{
    char part[512] = "";
    if (!append(part, sizeof part, path))
        return;
    for (size i = 1; part[i] != 0; i++) {
        if (part[i] == '/') {
            part[i] = 0;
            CALL3(mkdirat, AT_FDCWD, part, 0755);
            part[i] = '/';
        }
    }
    CALL3(mkdirat, AT_FDCWD, part, 0755);
}

/* Calls a function for each entry of a folder until it returns something other than 0; 0 if it never does. */
static long each_entry(const char *folder, long (*visit)(const char *name, const char *context), const char *context)
{
    static u8 entries[2048] __attribute__((aligned(8)));
    int fd = open_file(folder, O_RDONLY);
    if (fd < 0)
        return 0;
    long result = 0, length;
    while (result == 0 && (length = CALL3(getdents64, fd, entries, sizeof entries)) > 0) {
        for (long at = 0; result == 0 && at < length;) {
            struct folder_entry *entry = (struct folder_entry *)(entries + at);
            if (entry->name[0] != '.')
                result = visit(entry->name, context);
            at += entry->length;
        }
    }
    CALL1(close, fd);
    return result;
}

/* Whether a virtio device's ID, which sysfs writes as 0x and four digits, ends in the wanted number. */
static long is_device(const char *name, const char *wanted)
{
    char path[128] = DEVICES "/", id[16];
    if (!append(path, sizeof path, name) || !append(path, sizeof path, "/device") || read_text(path, id, sizeof id) < 6)
        return 0;
    u32 found = 0, number = 0;
    for (int i = 2; i < 6; i++)
        found = found * 16 + (u32)(id[i] <= '9' ? id[i] - '0' : id[i] - 'a' + 10);
    for (; *wanted >= '0' && *wanted <= '9'; wanted++)
        number = number * 10 + (u32)(*wanted - '0');
    return found == number;
}

static void load_module(const char *path)
{
    int fd = open_file(path, O_RDONLY);
    if (fd < 0)
        die("no module ", path);
    long result = CALL3(finit_module, fd, "", 0);
    if (result < 0 && result != -EEXIST)
        die("the kernel refused the module ", path);
    CALL1(close, fd);
}

void load_modules(void)
{
    if (read_text(MODULE_LIST, buffer, sizeof buffer) < 0)
        die("cannot read ", MODULE_LIST);
    for (char *line = buffer, *end; *line != 0; line = end) {
        for (end = line; *end != 0 && *end != '\n'; end++)
            ;
        if (*end != 0)
            *end++ = 0;
        char *path = line;
        while (*path != 0 && *path != ' ')
            path++;
        if (*path == 0)
            die("no path in a line of " MODULE_LIST ": ", line);
        if (line[0] == '0' || each_entry(DEVICES, is_device, line))
            load_module(path + 1);
    }
}

static long open_if_named(const char *name, const char *wanted)
{
    char path[128] = PORTS "/", found[64];
    if (!append(path, sizeof path, name) || !append(path, sizeof path, "/name"))
        return 0;
    if (read_text(path, found, sizeof found) < 0 || !same(found, wanted))
        return 0;
    path[0] = 0;
    append(path, sizeof path, "/dev/");
    append(path, sizeof path, name);
    int fd = open_file(path, O_RDWR);
    return fd < 0 ? 0 : fd;
}

int open_port(void)
{
    /* The kernel reports a port when it appears, and again when its name is known. */
    struct netlink_address kernel = {AF_NETLINK, 0, 0, 1};
    int events = (int)CALL3(socket, AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_KOBJECT_UEVENT);
    if (events < 0 || CALL3(bind, events, &kernel, sizeof kernel) < 0)
        die("cannot listen for device events", "");
    long port;
    while ((port = each_entry(PORTS, open_if_named, PORT_NAME)) == 0)
        if (CALL3(read, events, buffer, sizeof buffer) < 0)
            die("device events ended", "");
    CALL1(close, events);
    return (int)port;
}

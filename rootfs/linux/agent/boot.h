/* From an empty file system to the port that leads to the host. */
#ifndef BOOT_H
#define BOOT_H

/* Mounts what every Linux program expects: /proc, /sys, /dev with its terminals, /tmp, /run. */
void mount_system(void);

/* Loads the modules that /usr/lib/modules/cortado lists and that this VM has devices for. */
void load_modules(void);

/* Waits for the port called cortado.agent and opens it; the first write to it waits until the host has, too. */
int open_port(void);

/* Makes a folder and those around it. */
void make_folders(const char *path);

#endif

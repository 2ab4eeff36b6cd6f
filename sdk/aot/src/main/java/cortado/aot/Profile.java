package cortado.aot;

/** The world that an image runs in. */
public enum Profile {
    /** At EL1: no collector, no exceptions, no floating point; entries are called by assembly. */
    KERNEL,
    /** A process of Cortado: collected heap, exceptions, system calls. */
    APP,
    /** As {@link #APP}, but alone on QEMU's {@code virt} machine: it boots itself and talks by semihosting. */
    BARE
}

package cortado.abi;

/** What {@link Call#SYSTEM_INFO} tells. Little-endian. */
public final class SystemInfoLayout {
    private SystemInfoLayout() {}

    /** {@code long}: bytes of RAM. */
    public static final int MEMORY_TOTAL = 0;
    /** {@code long}: bytes that no one holds. */
    public static final int MEMORY_FREE = 8;
    /** {@code long}: bytes of kernel image, kernel heap and kernel stacks. */
    public static final int MEMORY_KERNEL = 16;
    /** {@code long}: bytes of the boot bundle and device tree. */
    public static final int MEMORY_BOOT = 24;
    /** {@code int}: CPUs that run. */
    public static final int CPUS = 32;
    /** {@code int}: processes that live. */
    public static final int PROCESSES = 36;
    /** {@code int}: handles in all tables. */
    public static final int HANDLES = 40;
    /** {@code int}: kernel objects alive. */
    public static final int OBJECTS = 44;
    /** {@code long}: system calls since boot. */
    public static final int CALLS = 48;
    /** {@code long}: interrupts since boot. */
    public static final int INTERRUPTS = 56;
    /** {@code long}: context switches since boot. */
    public static final int SWITCHES = 64;
    /** {@code int}: the exception level the firmware entered at, 1 or 2. */
    public static final int ENTRY_LEVEL = 72;
    /** {@code int}: GIC version, 2 or 3. */
    public static final int GIC_VERSION = 76;

    /** {@code int}: whether virtual machines can be made, and if not why: one of the constants below. */
    public static final int HYPERVISOR = 80;
    /** {@code int}: virtual machines alive. */
    public static final int VMS = 84;

    /** {@code long}: bytes that no one holds, but that a device may still touch: {@link Call#DEVICE_QUIET}. */
    public static final int MEMORY_HELD = 88;

    /** {@code long}: bytes of {@link #MEMORY_FREE} that are set aside: {@link Call#MEMORY_RESERVE}. */
    public static final int MEMORY_RESERVED = 96;

    public static final int SIZE = 104;

    /** {@link #HYPERVISOR}: they can. */
    public static final int HYPERVISOR_READY = 0;
    /** {@link #HYPERVISOR}: the firmware entered at EL1, so that EL2 is not there or not ours. */
    public static final int HYPERVISOR_ENTERED_AT_EL1 = 1;
    /**
     * {@link #HYPERVISOR}: the interrupt controller has no virtual interface, or the device tree does not tell of it.
     */
    public static final int HYPERVISOR_GIC = 2;
}

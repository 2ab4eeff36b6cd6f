package cortado.kernel;

/**
 * What the kernel needs of a CPU and its board: the one interface between {@code kernel/} and {@code arch/}. Unless it
 * says otherwise, each method is called with the kernel lock held, neither blocks nor allocates, and takes arguments
 * that the kernel has already checked. Addresses named {@code physical} are physical; {@code user} addresses belong to
 * the address space that is active on the calling CPU.
 *
 * <p>Traps go the other way: arch code takes the kernel lock and calls {@link Kernel#systemCall},
 * {@link Kernel#interrupt}, {@link Kernel#tick} or {@link Kernel#fault}, then {@link Kernel#dispatch}, whose result is
 * the context to resume, or a negative number for "idle until the next interrupt"; then it releases the lock and
 * leaves.
 */
public interface Machine {
    /** Mapping bits: user mode may read. */
    int READ = 1;
    /** User mode may write. Never together with {@link #EXECUTE}. */
    int WRITE = 2;
    /** User mode may execute. */
    int EXECUTE = 4;
    /** Memory that devices reach: normal, not cached. */
    int UNCACHED = 8;
    /** Device registers: nGnRE. */
    int DEVICE = 16;

    /** CPUs that run, 1 to {@link KernelLimits#CPUS}. */
    int cpus();

    /** The calling CPU's number, 0 to {@link #cpus()} - 1. */
    int cpu();

    /** Makes another CPU pass through {@link Kernel#dispatch} soon. */
    void wake(int cpu);

    /** Takes the kernel lock: one holder over all CPUs, interrupts already masked. */
    void lock();

    /** Releases the kernel lock. */
    void unlock();

    /** Prepares context {@code slot} to start at {@code entry} with {@code argument} in the first register. */
    void startContext(int slot, long entry, long stackTop, long argument);

    /** Sets what the system call that context {@code slot} is inside of will return. */
    void setResult(int slot, long first, long second);

    /** The program counter that context {@code slot} will resume at. */
    long programCounter(int slot);

    /**
     * Makes {@code slot}'s context and address space {@code space} those of the calling CPU; floating-point state
     * follows lazily. A negative slot means that the CPU goes idle: {@code space} is ignored, and the CPU no longer
     * uses any user address space, since the one that it used may be destroyed next.
     */
    void activate(int slot, int space);

    /** Forgets context {@code slot}: its floating-point state may still be in some CPU's registers. */
    void endContext(int slot);

    /** Pages that {@link #createSpace} takes from {@link TablePages}. */
    int spaceCost();

    /** Makes an empty user address space with number {@code space}, 0 to {@link KernelLimits#PROCESSES} - 1. */
    void createSpace(int space);

    /** Gives every table page of the space back to {@link TablePages} and forgets its translations on every CPU. */
    void destroySpace(int space);

    /** Table pages that mapping {@code pages} pages at {@code address} would take now; exact. */
    int mapCost(int space, long address, int pages);

    /**
     * Maps {@code pages} pages, each unmapped so far or mapped just like that; and {@link #mapCost} pages can be taken.
     */
    void map(int space, long address, long physical, int pages, int access);

    /**
     * Unmaps {@code pages} pages, those of them that are mapped, on every CPU before it returns. Table pages stay until
     * the space is destroyed.
     */
    void unmap(int space, long address, int pages);

    /**
     * Copies from user memory, checked: false, and nothing more than a prefix of {@code target} changed, if any byte
     * lies outside user space or is not mapped for the user to read.
     */
    boolean copyIn(long user, byte[] target, int offset, int length);

    /** Copies to user memory, checked likewise; on false a prefix may have been written. */
    boolean copyOut(byte[] source, int offset, long user, int length);

    /** Fills whole pages of RAM with zero. */
    void zeroPages(long physical, int pages);

    /** Copies RAM to RAM; ranges do not overlap. */
    void copyPhysical(long source, long target, long length);

    /** Reads RAM. */
    void readPhysical(long physical, byte[] target, int offset, int length);

    /** Writes RAM. */
    void writePhysical(long physical, byte[] source, int offset, int length);

    /** One aligned load of eight bytes of RAM. */
    long loadPhysical(long physical);

    /** One aligned store of eight bytes of RAM. */
    void storePhysical(long physical, long value);

    /** Makes stores to RAM visible to instruction fetches on every CPU. */
    void synchronizeCode(long physical, long length);

    /** Writes back and forgets cached copies, before RAM becomes {@link #UNCACHED} or after it was. */
    void cleanCache(long physical, long length);

    /**
     * The interrupt controller's number of a device-tree interrupt specifier, or -1 if it is not one a driver may have.
     *
     * @param controller offset of the controller's node in the device tree
     * @param cells the specifier
     */
    int interruptLine(int controller, int[] cells, int count);

    /** Sets the line's trigger from its specifier's flags, targets the boot CPU and leaves the line masked. */
    void configureInterrupt(int line, int[] cells, int count);

    /** Lets the line interrupt. */
    void unmaskInterrupt(int line);

    /** Stops the line from interrupting. */
    void maskInterrupt(int line);

    /** Nanoseconds since boot, monotonic, the same on every CPU. Callable without the lock. */
    long now();

    /** Asks for {@link Kernel#tick} on the calling CPU at that time; the last call counts. */
    void setTimer(long deadline);

    /** Sends one byte to the early log UART, waiting for room. Callable without the lock. */
    void logByte(int value);

    /** The device-tree node of the early log UART, or -1. */
    int logNode();

    /** Whether a node is the kernel's own (interrupt controller, ...), so that no driver may have it. */
    boolean ownsNode(int node);

    /** Powers off (0) or restarts (1) if firmware can; returns only if it cannot. */
    void power(int operation);

    /** Stops every other CPU and this one, after a kernel panic. Does not return. Callable without the lock. */
    void halt();

    /** The number that an ELF file for this CPU carries in {@code e_machine}. */
    int elfMachine();

    /** 1 or 2: the exception level that firmware entered at. */
    int entryLevel();

    /** 2 or 3. */
    int gicVersion();

    /** What stands between devices and memory; always the same, also where nothing does. */
    Iommu iommu();

    /** What runs guests; always the same, also where there cannot be any. */
    GuestMachine guests();
}

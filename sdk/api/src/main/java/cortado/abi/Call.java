package cortado.abi;

/**
 * The system calls. On AArch64 the number travels in x8, arguments in x0 to x5, the result in x0 (negative: a
 * {@link Status}) and, where a call has two results, the second in x1; x2 to x7 are cleared, all else is preserved. The
 * instruction is {@code svc #0}. A call that fails has changed nothing.
 *
 * <p>Pointers are user virtual addresses; {@code deadline} is in nanoseconds of {@link #CLOCK}, 0 meaning "do not wait"
 * and {@link Long#MAX_VALUE} "for ever". {@code authority} is a handle of type {@link HandleType#AUTHORITY}, which the
 * kernel gives to the first process alone.
 */
public final class Call {
    private Call() {}

    /** {@code ()}: nothing, for measuring. */
    public static final int NULL = 0;
    /** {@code (text, length, level)}: appends one line of at most {@link Limits#LOG_LINE} bytes to the kernel's log. */
    public static final int LOG_WRITE = 1;
    /** {@code () -> ns}: nanoseconds since boot, monotonic. */
    public static final int CLOCK = 2;
    /** {@code (status)}: ends the calling process. Does not return. */
    public static final int EXIT = 3;
    /** {@code ()}: lets another thread of the same priority run. */
    public static final int YIELD = 4;
    /** {@code (handle)}. */
    public static final int HANDLE_CLOSE = 5;
    /** {@code (handle, rights) -> handle}: a second handle with the same or fewer rights. Needs DUPLICATE. */
    public static final int HANDLE_DUPLICATE = 6;
    /** {@code (handle) -> type, rights}. */
    public static final int HANDLE_INFO = 7;
    /** {@code () -> handle, handle}: both ends of a new channel. */
    public static final int CHANNEL_CREATE = 8;
    /**
     * {@code (channel, message)}: queues one {@link MessageLayout message}; its handles move. WOULD_BLOCK if the peer's
     * queue is full, and nothing has moved.
     */
    public static final int CHANNEL_SEND = 9;
    /**
     * {@code (channel, message, capacity, deadline) -> length}: takes the oldest message; length is its payload's.
     * BUFFER_TOO_SMALL or TABLE_FULL leave it queued. With deadline 0, WOULD_BLOCK if there is none.
     */
    public static final int CHANNEL_RECEIVE = 10;
    /**
     * {@code (channel, message, capacity, deadline) -> length}: sends the message and waits for the first one from the
     * peer that carries the same id, which replaces it in the buffer. Other messages stay queued. When the call fails,
     * the second result is 1 if the message had been queued, so that its handles are the peer's, and 0 if nothing has
     * moved; WOULD_BLOCK if the peer's queue is full; CANCELLED if the supervisor had taken it and ended.
     */
    public static final int CHANNEL_CALL = 11;
    /** {@code (channel, message, capacity, deadline) -> length}: sends the message, then receives the next. */
    public static final int CHANNEL_REPLY_RECEIVE = 12;
    /** {@code () -> handle}. A poll stays in its process. */
    public static final int POLL_CREATE = 13;
    /** {@code (poll, handle, signals, key)}: watches, or changes what is watched; level-triggered. Needs POLL. */
    public static final int POLL_ADD = 14;
    /** {@code (poll, handle)}. */
    public static final int POLL_REMOVE = 15;
    /** {@code (poll, events, count, deadline) -> count}: fills {@link EventLayout events}; TIMED_OUT if none came. */
    public static final int POLL_WAIT = 16;
    /** {@code (bytes, flags) -> handle}: zeroed, physically contiguous memory, whole pages. See {@link FolioFlag}. */
    public static final int FOLIO_CREATE = 17;
    /** {@code (folio, offset, length, rights) -> address}: maps READ, or READ and WRITE; the kernel picks the place. */
    public static final int FOLIO_MAP = 18;
    /** {@code (address)}: removes the mapping that starts there. */
    public static final int FOLIO_UNMAP = 19;
    /** {@code (folio) -> bytes, flags}. */
    public static final int FOLIO_INFO = 20;
    /**
     * {@code (folio) -> bus address} of a DMA folio's first byte, as the device sees it whose registers the process has
     * (the first, if it has several); ACCESS_DENIED without one, NOT_SUPPORTED where it does not reach. Needs DMA.
     * Behind an IOMMU the device reaches the folio from then on, until {@link #DEVICE_QUIET}, and nothing that was not
     * named.
     */
    public static final int FOLIO_DMA_ADDRESS = 21;
    /** {@code (interrupt)}: clears the signal and unmasks the line, which the kernel masked when it fired. */
    public static final int INTERRUPT_ACKNOWLEDGE = 22;
    /** {@code () -> handle}. */
    public static final int TIMER_CREATE = 23;
    /** {@code (timer, deadline)}: clears the signal and arms; deadline 0 disarms. */
    public static final int TIMER_SET = 24;
    /** {@code (authority, parameters) -> process}: see {@link ProcessLayout}. The process is created and started. */
    public static final int PROCESS_CREATE = 25;
    /** {@code (process)}. Needs MANAGE. Process 0 is the caller itself. */
    public static final int PROCESS_KILL = 26;
    /** {@code (process, buffer)}: fills {@link ProcessInfoLayout}. Needs INSPECT. Process 0 is the caller itself. */
    public static final int PROCESS_INFO = 27;
    /** {@code (process, buffer, count) -> count}: fills {@link HandleInfoLayout}s. Likewise. */
    public static final int PROCESS_HANDLES = 28;
    /** {@code (authority, buffer)}: fills {@link SystemInfoLayout}. */
    public static final int SYSTEM_INFO = 29;
    /**
     * {@code (authority, node, index) -> folio}: the register block {@code reg[index]} of the device-tree node at byte
     * offset {@code node} of the structure block; the kernel reads and translates the address itself. A node that the
     * kernel drives is refused. Flags tell that it is {@link FolioFlag#DEVICE}; a first register that does not start on
     * a page boundary shows as the folio's {@code offset} (second result).
     */
    public static final int MMIO_GRANT = 30;
    /** {@code (authority, node, index) -> interrupt}: likewise for the node's interrupts. */
    public static final int INTERRUPT_GRANT = 31;
    /** {@code (authority, cursor, buffer, capacity) -> bytes, next cursor}: whole {@link LogLayout records}. */
    public static final int LOG_READ = 32;
    /** {@code (authority, operation)}: 0 powers off, 1 restarts; NOT_SUPPORTED where only a driver can. */
    public static final int MACHINE_POWER = 33;
    /**
     * {@code (authority, which) -> folio}: 0 the device tree, 1 the boot bundle, both read-only; 2 the memory that is
     * left alone when the machine restarts, whatever it holds then; NOT_FOUND where there is none.
     */
    public static final int BOOT_FOLIO = 34;

    /**
     * {@code (address, length)}: gives every page of a mapped range of {@link FolioFlag#SPARSE} folios its memory now,
     * so that no later touch of it can fail; NO_MEMORY or QUOTA_EXCEEDED, and nothing has changed, if there is not
     * enough.
     */
    public static final int FOLIO_COMMIT = 35;
    /**
     * {@code (authority) -> hypervisor}: the right to make virtual machines. NOT_SUPPORTED where there is no use for
     * it; {@link SystemInfoLayout#HYPERVISOR} says why.
     */
    public static final int HYPERVISOR_GRANT = 36;
    /**
     * {@code (hypervisor) -> vm}: a virtual machine without memory or CPUs. It stays in its process, as its vcpus do.
     */
    public static final int VM_CREATE = 37;
    /** {@code (vm, parameters)}: lets the guest see a part of a folio: {@link VmMapLayout}. */
    public static final int VM_MAP = 38;
    /** {@code (vm, guest address)}: removes the mapping that starts there, on every CPU before it returns. */
    public static final int VM_UNMAP = 39;
    /**
     * {@code (vm, index, folio, shown) -> vcpu}: a stopped virtual CPU after its reset, see {@link VcpuStateLayout}.
     * The folio, ordinary memory, becomes its {@link VcpuPageLayout run page}. If it has a second page, this vcpu's
     * guest reads there what it loads from the guest-physical page {@code shown}, see {@link VcpuPageLayout#SHOWN};
     * else that is 0. BUSY if the index is taken.
     */
    public static final int VCPU_CREATE = 40;
    /**
     * {@code (vcpu, poll, events, count) -> count}: takes the answer to the last exit out of the run page and lets the
     * guest go on. The next exit is in the run page when a poll reports {@link Signals#SIGNALLED}. Returns at once (0)
     * if poll is 0, else waits as {@link #POLL_WAIT} without a deadline, or until this vcpu has stopped again: then the
     * result is 0, and no poll reports that exit. BUSY if it is not stopped.
     */
    public static final int VCPU_RUN = 41;
    /** {@code (vcpu)}: a vcpu that runs stops soon, with {@link VcpuExit#KICKED} unless another exit came first. */
    public static final int VCPU_KICK = 42;
    /**
     * {@code (vcpu, interrupt)}: puts an {@link VcpuPageLayout#LIST interrupt} into a free list register of a vcpu that
     * runs or waits, and wakes it, without an exit. If a list register holds the same interrupt already, its states are
     * united. BUSY if the vcpu is stopped, WOULD_BLOCK if no list register is free: then kick it and queue.
     */
    public static final int VCPU_INJECT = 43;
    /** {@code (vcpu, buffer)}: fills {@link VcpuStateLayout}. BUSY if it is not stopped. */
    public static final int VCPU_GET = 44;
    /**
     * {@code (vcpu, buffer)}: sets the whole {@link VcpuStateLayout}, and forgets the last exit, which needs no answer
     * any more. BUSY if it is not stopped.
     */
    public static final int VCPU_SET = 45;
    /**
     * {@code (registers) -> pages}: the device behind these registers has been reset and touches no memory any more
     * that it was told of before. Memory that {@link #FOLIO_DMA_ADDRESS} named to it and that no one holds any more is
     * free from then on, and not before: so many pages. WRONG_TYPE unless the folio is {@link FolioFlag#DEVICE}.
     */
    public static final int DEVICE_QUIET = 46;
    /**
     * {@code (bytes) -> 0, most}: so many bytes more than the caller holds are there for it from now on, whatever
     * others take, in place of what it reserved before; 0 gives that up, as its end does. Whatever the caller takes
     * counts, tables and indices too, and what it gives back it may take again. NO_MEMORY or QUOTA_EXCEEDED if bytes is
     * more than most, the second result, which there is also when the call fails.
     */
    public static final int MEMORY_RESERVE = 47;

    /**
     * {@code (authority, function, range) -> folio}: registers of a function of the board's PCI host bridge. The
     * function is its requester id (bus in bits 15:8, device in 7:3, function in 2:0). Range 0 is its 4 KiB of
     * configuration; any other a base address register's range: the address on the bus, a multiple of a page, with the
     * logarithm of its size, 12 to 31, in the low bits; naturally aligned, and inside the bridge's window. NOT_FOUND
     * without a bridge or for a function that it does not have.
     */
    public static final int PCI_GRANT = 48;
    /** {@code (authority, function, pin) -> interrupt}: the line that INTA (1) to INTD (4) of a function lead to. */
    public static final int PCI_INTERRUPT_GRANT = 49;

    /** How many calls there are. */
    public static final int COUNT = 50;

    /** The call's name in words, or an empty string for a number that is none. */
    public static String text(int number) {
        return switch (number) {
            case NULL -> "null";
            case LOG_WRITE -> "log write";
            case CLOCK -> "clock";
            case EXIT -> "exit";
            case YIELD -> "yield";
            case HANDLE_CLOSE -> "handle close";
            case HANDLE_DUPLICATE -> "handle duplicate";
            case HANDLE_INFO -> "handle info";
            case CHANNEL_CREATE -> "channel create";
            case CHANNEL_SEND -> "channel send";
            case CHANNEL_RECEIVE -> "channel receive";
            case CHANNEL_CALL -> "channel call";
            case CHANNEL_REPLY_RECEIVE -> "channel reply receive";
            case POLL_CREATE -> "poll create";
            case POLL_ADD -> "poll add";
            case POLL_REMOVE -> "poll remove";
            case POLL_WAIT -> "poll wait";
            case FOLIO_CREATE -> "folio create";
            case FOLIO_MAP -> "folio map";
            case FOLIO_UNMAP -> "folio unmap";
            case FOLIO_INFO -> "folio info";
            case FOLIO_DMA_ADDRESS -> "folio dma address";
            case INTERRUPT_ACKNOWLEDGE -> "interrupt acknowledge";
            case TIMER_CREATE -> "timer create";
            case TIMER_SET -> "timer set";
            case PROCESS_CREATE -> "process create";
            case PROCESS_KILL -> "process kill";
            case PROCESS_INFO -> "process info";
            case PROCESS_HANDLES -> "process handles";
            case SYSTEM_INFO -> "system info";
            case MMIO_GRANT -> "mmio grant";
            case INTERRUPT_GRANT -> "interrupt grant";
            case LOG_READ -> "log read";
            case MACHINE_POWER -> "machine power";
            case BOOT_FOLIO -> "boot folio";
            case FOLIO_COMMIT -> "folio commit";
            case HYPERVISOR_GRANT -> "hypervisor grant";
            case VM_CREATE -> "vm create";
            case VM_MAP -> "vm map";
            case VM_UNMAP -> "vm unmap";
            case VCPU_CREATE -> "vcpu create";
            case VCPU_RUN -> "vcpu run";
            case VCPU_KICK -> "vcpu kick";
            case VCPU_INJECT -> "vcpu inject";
            case VCPU_GET -> "vcpu get";
            case VCPU_SET -> "vcpu set";
            case DEVICE_QUIET -> "device quiet";
            case MEMORY_RESERVE -> "memory reserve";
            case PCI_GRANT -> "pci grant";
            case PCI_INTERRUPT_GRANT -> "pci interrupt grant";
            default -> "";
        };
    }
}

package cortado.kernel.simulated;

import cortado.abi.Cause;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.kernel.Iommu;
import cortado.kernel.KernelLimits;
import cortado.kernel.Machine;
import cortado.kernel.NoIommu;
import cortado.kernel.TablePages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A board without a board. Time stands still until it is {@linkplain #setTime set}; interrupts come when asked for.
 * Checks that the kernel keeps {@link Machine}'s rules, and throws {@link IllegalStateException} where it does not.
 */
public final class SimulatedMachine implements Machine {
    /** What x86-64 has; any other number would do. */
    public static final int ELF_MACHINE = 62;

    /** Told when the kernel has made a context that is to run. */
    public interface StartListener {
        /** The context is about to be queued: where it starts and with which stack and first argument. */
        void started(int slot, long entry, long stackTop, long argument);
    }

    private record DeviceRange(long start, long size, SimulatedDevice device) {}

    private final SimulatedRam ram;
    private final int cpus;
    private final SimulatedSpace[] spaces = new SimulatedSpace[KernelLimits.PROCESSES];
    private final long[] results = new long[KernelLimits.PROCESSES];
    private final long[] seconds = new long[KernelLimits.PROCESSES];
    private final boolean[] hasResult = new boolean[KernelLimits.PROCESSES];
    private final long[] programCounters = new long[KernelLimits.PROCESSES];
    private final long[] arguments = new long[KernelLimits.PROCESSES];
    private final boolean[] live = new boolean[KernelLimits.PROCESSES];
    /** How often each context was started. */
    private final int[] lives = new int[KernelLimits.PROCESSES];

    private final SimulatedGuests guests = new SimulatedGuests(this);
    private Iommu iommu = new NoIommu();
    private final int[] active = new int[KernelLimits.CPUS];
    private final long[] timers = new long[KernelLimits.CPUS];
    private final boolean[] sentFor = new boolean[KernelLimits.CPUS];
    private final boolean[] unmasked = new boolean[KernelLimits.INTERRUPT_LINES];
    private final List<DeviceRange> devices = new ArrayList<>();
    private final StringBuilder console = new StringBuilder();
    private StartListener listener = (slot, entry, stackTop, argument) -> {};
    private TablePages tables;
    private int cpu;
    private long time = 1;
    private int logNode = -1;
    private int ownedNode = -1;
    private boolean firmwareHasPower;

    /** A machine with RAM and so many CPUs, the first of which is the one that traps, until another is chosen. */
    public SimulatedMachine(SimulatedRam ram, int cpus) {
        this.ram = ram;
        this.cpus = cpus;
        Arrays.fill(active, -1);
        Arrays.fill(timers, Long.MAX_VALUE);
    }

    /** Where table pages come from. */
    public void setTables(TablePages pages) {
        tables = pages;
    }

    /** The device-tree nodes of the early UART and of what the kernel keeps for itself; -1 for none. */
    public void setNodes(int log, int owned) {
        logNode = log;
        ownedNode = owned;
    }

    /** Whether {@link #power} ends the run. */
    public void setFirmwarePower(boolean present) {
        firmwareHasPower = present;
    }

    /** Puts an IOMMU between devices and memory. Before the kernel boots. */
    public void setIommu(Iommu present) {
        iommu = present;
    }

    public void setStartListener(StartListener startListener) {
        listener = startListener;
    }

    /** Puts registers at a physical address. */
    public void addDevice(long physical, long size, SimulatedDevice device) {
        devices.add(new DeviceRange(physical, size, device));
    }

    public SimulatedRam ram() {
        return ram;
    }

    /** Chooses the CPU that traps next. */
    public void setCpu(int number) {
        cpu = number;
    }

    /** Sets the clock; it never goes back. */
    public void setTime(long nanoseconds) {
        if (nanoseconds < time) {
            throw new IllegalArgumentException("time would go back from " + time + " to " + nanoseconds);
        }
        time = nanoseconds;
    }

    /** When a CPU's timer fires; {@link Long#MAX_VALUE} if it is not set. */
    public long timer(int number) {
        return timers[number];
    }

    /** The timer has fired: it is not set any more. */
    public void timerFired(int number) {
        timers[number] = Long.MAX_VALUE;
    }

    /** Whether the kernel has sent for a CPU since this was last asked. */
    public boolean takeSentFor(int number) {
        boolean sent = sentFor[number];
        sentFor[number] = false;
        return sent;
    }

    /** What the early UART has printed. */
    public String console() {
        return console.toString();
    }

    public boolean isUnmasked(int line) {
        return unmasked[line];
    }

    /** The context that a CPU has active, or -1. */
    public int activeContext(int number) {
        return active[number];
    }

    /** Forgets the result of the call before. */
    public void clearResult(int slot) {
        hasResult[slot] = false;
    }

    public boolean hasResult(int slot) {
        return hasResult[slot];
    }

    public long result(int slot) {
        return results[slot];
    }

    public long secondResult(int slot) {
        return seconds[slot];
    }

    /** Whether a context exists. */
    public boolean isLive(int slot) {
        return live[slot];
    }

    /** How many contexts there have been in a slot: tells one from the next. */
    public int life(int slot) {
        return lives[slot];
    }

    /** What a context found in its first register: the address of its start block. */
    public long argument(int slot) {
        return arguments[slot];
    }

    @Override
    public int cpus() {
        return cpus;
    }

    @Override
    public int cpu() {
        return cpu;
    }

    @Override
    public void wake(int other) {
        require(other != cpu && other < cpus, "woke CPU " + other);
        sentFor[other] = true;
    }

    @Override
    public void lock() {}

    @Override
    public void unlock() {}

    @Override
    public void startContext(int slot, long entry, long stackTop, long argument) {
        require(!live[slot], "started context " + slot + " twice");
        live[slot] = true;
        lives[slot]++;
        programCounters[slot] = entry;
        arguments[slot] = argument;
        listener.started(slot, entry, stackTop, argument);
    }

    @Override
    public void setResult(int slot, long first, long second) {
        require(live[slot], "set the result of context " + slot + ", which is gone");
        results[slot] = first;
        seconds[slot] = second;
        hasResult[slot] = true;
    }

    @Override
    public long programCounter(int slot) {
        return programCounters[slot];
    }

    @Override
    public void activate(int slot, int space) {
        if (slot >= 0) {
            boolean exists = slot < KernelLimits.PROCESSES
                    ? live[slot] && spaces[space] != null
                    : guests.isLive(slot - KernelLimits.PROCESSES);
            require(exists, "activated context " + slot + ", which is gone");
            for (int other = 0; other < cpus; other++) {
                require(other == cpu || active[other] != slot, "activated context " + slot + " on two CPUs");
            }
        }
        active[cpu] = slot;
    }

    @Override
    public void endContext(int slot) {
        requireInactive(slot);
        live[slot] = false;
    }

    void requireInactive(int slot) {
        for (int other = 0; other < cpus; other++) {
            require(active[other] != slot, "ended context " + slot + ", which is active on CPU " + other);
        }
    }

    @Override
    public int spaceCost() {
        return 1;
    }

    @Override
    public void createSpace(int space) {
        require(spaces[space] == null, "created space " + space + " twice");
        spaces[space] = new SimulatedSpace(space, tables, false);
    }

    @Override
    public void destroySpace(int space) {
        for (int other = 0; other < cpus; other++) {
            require(active[other] != space, "destroyed space " + space + ", which is active on CPU " + other);
        }
        spaces[space].destroy();
        spaces[space] = null;
    }

    @Override
    public int mapCost(int space, long address, int pages) {
        return spaces[space].cost(address, pages);
    }

    @Override
    public void map(int space, long address, long physical, int pages, int access) {
        long bytes = (long) pages * Limits.PAGE;
        require(address % Limits.PAGE == 0 && physical % Limits.PAGE == 0 && pages > 0, "mapped part of a page");
        require(address >= Limits.USER_START && address <= Limits.USER_END - bytes, "mapped outside of user space");
        require((access & DEVICE) != 0 || ram.contains(physical, bytes), "mapped as RAM what is not");
        require((access & DEVICE) == 0 || !ram.contains(physical, bytes), "mapped RAM as a device");
        spaces[space].map(address, physical, pages, access);
    }

    @Override
    public void unmap(int space, long address, int pages) {
        spaces[space].unmap(address, pages);
    }

    @Override
    public boolean copyIn(long user, byte[] target, int offset, int length) {
        return copy(
                active[cpu], user, length, READ, (physical, at, part) -> ram.read(physical, target, offset + at, part));
    }

    @Override
    public boolean copyOut(byte[] source, int offset, long user, int length) {
        return copy(
                active[cpu],
                user,
                length,
                WRITE,
                (physical, at, part) -> ram.write(physical, source, offset + at, part));
    }

    private interface Piece {
        void copy(long physical, int at, int length);
    }

    private boolean copy(int space, long user, int length, int access, Piece piece) {
        int done = 0;
        while (done < length) {
            long at = user + done;
            SimulatedSpace.Page page = spaces[space].find(at);
            if (page == null || (page.access() & access) == 0 || (page.access() & DEVICE) != 0) {
                return false;
            }
            int within = (int) (at % Limits.PAGE);
            int part = Math.min(length - done, Limits.PAGE - within);
            piece.copy(page.physical() + within, done, part);
            done += part;
        }
        return true;
    }

    /** Reads a process's memory as its own loads would, device registers left out; false if it cannot. */
    public boolean readUser(int space, long user, byte[] target) {
        return copy(space, user, target.length, READ, (physical, at, part) -> ram.read(physical, target, at, part));
    }

    /** Writes a process's memory as its own stores would. */
    public boolean writeUser(int space, long user, byte[] source) {
        return copy(space, user, source.length, WRITE, (physical, at, part) -> ram.write(physical, source, at, part));
    }

    /** One aligned load of a process, zero-extended, from memory or a device. */
    public long load(int space, long user, int width) {
        SimulatedSpace.Page page = reach(space, user, width, READ);
        long physical = page.physical() + user % Limits.PAGE;
        if ((page.access() & DEVICE) != 0) {
            DeviceRange range = device(physical, user);
            return range.device().read(physical - range.start(), width);
        }
        byte[] bytes = new byte[8];
        ram.read(physical, bytes, 0, width);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** One aligned store of a process. */
    public void store(int space, long user, int width, long value) {
        SimulatedSpace.Page page = reach(space, user, width, WRITE);
        long physical = page.physical() + user % Limits.PAGE;
        if ((page.access() & DEVICE) != 0) {
            DeviceRange range = device(physical, user);
            range.device().write(physical - range.start(), width, value);
            return;
        }
        byte[] bytes = new byte[8];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        ram.write(physical, bytes, 0, width);
    }

    private SimulatedSpace.Page reach(int space, long user, int width, int access) {
        if (user % width != 0) {
            throw new SimulatedFault(Cause.ALIGNMENT_FAULT, user);
        }
        SimulatedSpace.Page page = spaces[space].find(user);
        if (page == null) {
            throw new SimulatedFault(Cause.PAGE_FAULT, user);
        }
        if ((page.access() & access) == 0) {
            throw new SimulatedFault(Cause.PROTECTION_FAULT, user);
        }
        return page;
    }

    private DeviceRange device(long physical, long user) {
        for (DeviceRange range : devices) {
            if (physical >= range.start() && physical - range.start() < range.size()) {
                return range;
            }
        }
        throw new SimulatedFault(Cause.BUS_ERROR, user);
    }

    @Override
    public void zeroPages(long physical, int pages) {
        ram.zero(physical, pages);
    }

    @Override
    public void copyPhysical(long source, long target, long length) {
        byte[] bytes = new byte[Math.toIntExact(length)];
        ram.read(source, bytes, 0, bytes.length);
        ram.write(target, bytes, 0, bytes.length);
    }

    @Override
    public void readPhysical(long physical, byte[] target, int offset, int length) {
        ram.read(physical, target, offset, length);
    }

    @Override
    public void writePhysical(long physical, byte[] source, int offset, int length) {
        ram.write(physical, source, offset, length);
    }

    @Override
    public long loadPhysical(long physical) {
        byte[] bytes = new byte[8];
        ram.read(physical, bytes, 0, bytes.length);
        return LittleEndian.i64(bytes, 0);
    }

    @Override
    public void storePhysical(long physical, long value) {
        byte[] bytes = new byte[8];
        LittleEndian.put64(bytes, 0, value);
        ram.write(physical, bytes, 0, bytes.length);
    }

    @Override
    public void synchronizeCode(long physical, long length) {
        require(ram.contains(physical, length), "synchronized what is not RAM");
    }

    @Override
    public void cleanCache(long physical, long length) {
        require(ram.contains(physical, length), "cleaned what is not RAM");
    }

    @Override
    public int interruptLine(int controller, int[] cells, int count) {
        return count == 3 && cells[0] == 0 ? 32 + cells[1] : -1;
    }

    @Override
    public void configureInterrupt(int line, int[] cells, int count) {
        unmasked[line] = false;
    }

    @Override
    public void unmaskInterrupt(int line) {
        unmasked[line] = true;
    }

    @Override
    public void maskInterrupt(int line) {
        unmasked[line] = false;
    }

    @Override
    public long now() {
        return time;
    }

    @Override
    public void setTimer(long deadline) {
        timers[cpu] = deadline;
    }

    @Override
    public void logByte(int value) {
        console.append((char) (value & 0xff));
    }

    @Override
    public int logNode() {
        return logNode;
    }

    @Override
    public boolean ownsNode(int node) {
        return node == ownedNode;
    }

    @Override
    public void power(int operation) {
        if (firmwareHasPower) {
            throw new SimulatedHalt(operation == 0 ? "power off" : "restart");
        }
    }

    @Override
    public void halt() {
        throw new SimulatedHalt("halt: " + console.substring(console.lastIndexOf("\u001e") + 1));
    }

    @Override
    public int elfMachine() {
        return ELF_MACHINE;
    }

    @Override
    public int entryLevel() {
        return 1;
    }

    @Override
    public int gicVersion() {
        return 2;
    }

    @Override
    public Iommu iommu() {
        return iommu;
    }

    @Override
    public SimulatedGuests guests() {
        return guests;
    }

    static void require(boolean kept, String broken) {
        if (!kept) {
            throw new IllegalStateException("the kernel " + broken);
        }
    }
}

package cortado.kernel.simulated;

import cortado.abi.LittleEndian;
import cortado.kernel.Iommu;
import cortado.kernel.KernelLimits;
import cortado.kernel.Machine;
import cortado.kernel.NoIommu;
import cortado.kernel.TablePages;
import java.util.Arrays;

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

    private final SimulatedRam ram;
    private final int cpus;
    private final UserMemory memory;
    private final UserContexts contexts = new UserContexts();
    private final SimulatedGuests guests = new SimulatedGuests(this);
    private Iommu iommu = new NoIommu();
    private final int[] active = new int[KernelLimits.CPUS];
    private final long[] timers = new long[KernelLimits.CPUS];
    private final boolean[] sentFor = new boolean[KernelLimits.CPUS];
    private final boolean[] unmasked = new boolean[KernelLimits.INTERRUPT_LINES];
    private final StringBuilder console = new StringBuilder();
    private StartListener listener = (slot, entry, stackTop, argument) -> {};
    private int cpu;
    private long time = 1;
    private int logNode = -1;
    private int ownedNode = -1;
    private boolean firmwareHasPower;

    /** A machine with RAM and so many CPUs, the first of which is the one that traps, until another is chosen. */
    public SimulatedMachine(SimulatedRam ram, int cpus) {
        this.ram = ram;
        this.memory = new UserMemory(ram);
        this.cpus = cpus;
        Arrays.fill(active, -1);
        Arrays.fill(timers, Long.MAX_VALUE);
    }

    /** Where table pages come from. */
    public void setTables(TablePages pages) {
        memory.setTables(pages);
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
        memory.addDevice(physical, size, device);
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
        contexts.clearResult(slot);
    }

    public boolean hasResult(int slot) {
        return contexts.hasResult(slot);
    }

    public long result(int slot) {
        return contexts.result(slot);
    }

    public long secondResult(int slot) {
        return contexts.secondResult(slot);
    }

    /** Whether a context exists. */
    public boolean isLive(int slot) {
        return contexts.isLive(slot);
    }

    /** How many contexts there have been in a slot: tells one from the next. */
    public int life(int slot) {
        return contexts.life(slot);
    }

    /** What a context found in its first register: the address of its start block. */
    public long argument(int slot) {
        return contexts.argument(slot);
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
        contexts.start(slot, entry, argument);
        listener.started(slot, entry, stackTop, argument);
    }

    @Override
    public void setResult(int slot, long first, long second) {
        contexts.setResult(slot, first, second);
    }

    @Override
    public long programCounter(int slot) {
        return contexts.programCounter(slot);
    }

    @Override
    public void activate(int slot, int space) {
        if (slot >= 0) {
            boolean exists = slot < KernelLimits.PROCESSES
                    ? contexts.isLive(slot) && memory.hasSpace(space)
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
        contexts.end(slot);
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
        memory.createSpace(space);
    }

    @Override
    public void destroySpace(int space) {
        for (int other = 0; other < cpus; other++) {
            require(active[other] != space, "destroyed space " + space + ", which is active on CPU " + other);
        }
        memory.destroySpace(space);
    }

    @Override
    public int mapCost(int space, long address, int pages) {
        return memory.space(space).cost(address, pages);
    }

    @Override
    public void map(int space, long address, long physical, int pages, int access) {
        memory.map(space, address, physical, pages, access);
    }

    @Override
    public void unmap(int space, long address, int pages) {
        memory.space(space).unmap(address, pages);
    }

    @Override
    public boolean copyIn(long user, byte[] target, int offset, int length) {
        return memory.read(active[cpu], user, target, offset, length);
    }

    @Override
    public boolean copyOut(byte[] source, int offset, long user, int length) {
        return memory.write(active[cpu], user, source, offset, length);
    }

    /** Reads a process's memory as its own loads would, device registers left out; false if it cannot. */
    public boolean readUser(int space, long user, byte[] target) {
        return memory.read(space, user, target, 0, target.length);
    }

    /** Writes a process's memory as its own stores would. */
    public boolean writeUser(int space, long user, byte[] source) {
        return memory.write(space, user, source, 0, source.length);
    }

    /** One aligned load of a process, zero-extended, from memory or a device. */
    public long load(int space, long user, int width) {
        return memory.load(space, user, width);
    }

    /** One aligned store of a process. */
    public void store(int space, long user, int width, long value) {
        memory.store(space, user, width, value);
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

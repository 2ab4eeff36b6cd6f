package cortado.kernel.simulated;

import cortado.abi.Call;
import cortado.fdt.FlatTree;
import cortado.kernel.GuestExit;
import cortado.kernel.Kernel;
import java.util.function.Consumer;

/**
 * The real kernel booted on a {@link SimulatedMachine}, and the ways into it. One thread at a time: traps are those of
 * the CPU that is chosen, and whoever calls decides what runs when. {@link SimulatedThreads} lets each process have a
 * thread of its own.
 */
public final class SimulatedBoard {
    /** What {@link #trap} returns for a call that waits, or that the process does not come back from. */
    public static final long BLOCKED = Long.MIN_VALUE;

    public static final long RAM_START = 0x4000_0000L;
    public static final long DEFAULT_RAM = 64L << 20;

    private static final long KERNEL_SIZE = 4L << 20;
    private static final long TREE_OFFSET = 8L << 20;
    private static final long BUNDLE_OFFSET = 16L << 20;

    private final SimulatedMachine machine;
    private final Kernel kernel;
    private final FlatTree tree;
    private final int[] running = {-1, -1, -1, -1};

    /** One CPU, 64 MiB, the smallest bundle, and the nodes that {@code devices} adds to the device tree's root. */
    public SimulatedBoard(Consumer<TreeWriter> devices) {
        this(
                1,
                DEFAULT_RAM,
                new BundleWriter()
                        .add("bin/supervisor.elf", ElfWriter.smallest())
                        .toBytes(),
                devices);
    }

    /** Puts everything into RAM as firmware would; {@link #boot} does the rest. */
    public SimulatedBoard(int cpus, long ramSize, byte[] bundle, Consumer<TreeWriter> devices) {
        SimulatedRam ram = new SimulatedRam(RAM_START, ramSize);
        byte[] blob = tree(ramSize, bundle.length, devices);
        ram.write(RAM_START + TREE_OFFSET, blob, 0, blob.length);
        ram.write(RAM_START + BUNDLE_OFFSET, bundle, 0, bundle.length);
        machine = new SimulatedMachine(ram, cpus);
        tree = new FlatTree(blob);
        kernel = new Kernel(machine);
        machine.setTables(kernel.tables());
        machine.guests().setTables(kernel.guestTables());
    }

    private static byte[] tree(long ramSize, int bundleSize, Consumer<TreeWriter> devices) {
        TreeWriter writer = new TreeWriter();
        writer.begin("");
        writer.cells("#address-cells", 2).cells("#size-cells", 2).cells("interrupt-parent", 1);
        writer.begin("memory@40000000");
        writer.strings("device_type", "memory")
                .cells("reg", 0, RAM_START, 0, ramSize)
                .end();
        writer.begin("chosen");
        writer.cells("linux,initrd-start", RAM_START + BUNDLE_OFFSET);
        writer.cells("linux,initrd-end", RAM_START + BUNDLE_OFFSET + bundleSize).end();
        writer.begin("intc@8000000");
        writer.strings("compatible", "arm,gic-400").cells("phandle", 1).cells("#interrupt-cells", 3);
        writer.cells("interrupt-controller")
                .cells("reg", 0, 0x800_0000, 0, 0x1000)
                .end();
        devices.accept(writer);
        return writer.end().toBytes();
    }

    /** Boots: the first process is ready to run, or runs if there is only one CPU. */
    public SimulatedBoard boot() {
        machine.setNodes(tree.path("/serial"), tree.path("/intc"));
        kernel.boot(tree, RAM_START + TREE_OFFSET, RAM_START, RAM_START + KERNEL_SIZE);
        for (int cpu = 0; cpu < machine.cpus(); cpu++) {
            dispatch(cpu);
        }
        return this;
    }

    public SimulatedMachine machine() {
        return machine;
    }

    public Kernel kernel() {
        return kernel;
    }

    public FlatTree tree() {
        return tree;
    }

    /** What a CPU runs: a slot, or -1. */
    public int running(int cpu) {
        return running[cpu];
    }

    /** A CPU passes through the kernel, as it does when another has sent for it. */
    public void dispatch(int cpu) {
        machine.setCpu(cpu);
        kernel.enter();
        running[cpu] = kernel.dispatch();
    }

    /** A system call of what runs on a CPU: its result, or {@link #BLOCKED}. */
    public long trap(int cpu, int number, long a, long b, long c, long d) {
        machine.setCpu(cpu);
        int slot = running[cpu];
        machine.clearResult(slot);
        kernel.enter();
        kernel.systemCall(number, a, b, c, d, 0, 0);
        running[cpu] = kernel.dispatch();
        return machine.hasResult(slot) ? machine.result(slot) : BLOCKED;
    }

    /** What runs on a CPU does something that ends it. */
    public void fault(int cpu, int cause, long programCounter, long address) {
        machine.setCpu(cpu);
        kernel.enter();
        kernel.fault(cause, programCounter, address);
        running[cpu] = kernel.dispatch();
    }

    /** As {@link #fault(int, int, long, long)}, for an access that the simulator refused. */
    public void fault(int cpu, SimulatedFault fault) {
        fault(cpu, fault.why(), machine.programCounter(running[cpu]), fault.address());
    }

    /** The guest of the vcpu that runs on a CPU is left. */
    public void leaveGuest(int cpu, Consumer<GuestExit> reason) {
        machine.setCpu(cpu);
        GuestExit exit = machine.guests().exit();
        exit.kind = GuestExit.NOTHING;
        exit.address = 0;
        exit.permission = false;
        exit.fetch = false;
        exit.write = false;
        exit.decoded = false;
        reason.accept(exit);
        kernel.enter();
        kernel.guestLeft();
        running[cpu] = kernel.dispatch();
    }

    /** A device pulls its line; nothing happens while that is masked. Returns whether it was let through. */
    public boolean interrupt(int line) {
        if (!machine.isUnmasked(line)) {
            return false;
        }
        machine.setCpu(0);
        kernel.enter();
        kernel.interrupt(line);
        running[0] = kernel.dispatch();
        return true;
    }

    /** Lets time pass up to a moment, with every timer that fires on the way, and every CPU that was sent for. */
    public void passTime(long until) {
        serveCalls();
        for (int cpu = earliestTimer(); machine.timer(cpu) <= until; cpu = earliestTimer()) {
            machine.setTime(Math.max(machine.now(), machine.timer(cpu)));
            machine.timerFired(cpu);
            machine.setCpu(cpu);
            kernel.enter();
            kernel.tick();
            running[cpu] = kernel.dispatch();
            serveCalls();
        }
        machine.setTime(Math.max(machine.now(), until));
    }

    private int earliestTimer() {
        int earliest = 0;
        for (int cpu = 1; cpu < machine.cpus(); cpu++) {
            if (machine.timer(cpu) < machine.timer(earliest)) {
                earliest = cpu;
            }
        }
        return earliest;
    }

    /** Lets every CPU that was sent for pass through the kernel, until none is. */
    public void serveCalls() {
        boolean served = true;
        while (served) {
            served = false;
            for (int cpu = 0; cpu < machine.cpus(); cpu++) {
                if (machine.takeSentFor(cpu)) {
                    dispatch(cpu);
                    served = true;
                }
            }
        }
    }

    /** Gives the CPU away until a context runs there; false if it does not get there. */
    public boolean bring(int cpu, int slot) {
        for (int tries = 0; running[cpu] != slot && tries < 128; tries++) {
            if (running[cpu] < 0) {
                return false;
            }
            trap(cpu, Call.YIELD, 0, 0, 0, 0);
        }
        return running[cpu] == slot;
    }
}

package cortado.vmm;

import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.VcpuAction;
import cortado.abi.VcpuExit;
import cortado.api.Clock;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.Poll;
import cortado.api.vm.Hypervisor;
import cortado.api.vm.VcpuPage;
import cortado.api.vm.Vm;
import cortado.vmm.boot.GuestTree;
import cortado.vmm.boot.Loader;
import cortado.vmm.gic.GicV2;
import cortado.vmm.gic.GicV3;
import cortado.vmm.gic.Interrupts;
import cortado.vmm.gic.Redistributors;
import cortado.vmm.gic.ShownDistributor;
import cortado.vmm.virtio.VirtioDevice;
import cortado.vmm.virtio.VirtioMmio;

/**
 * One virtual machine and its event loop. Made from a plan, given devices, started, and then {@link #run run} until it
 * ends; the loop also serves whatever else its process {@link #watch watches}. Everything happens in the one thread.
 *
 * <pre>{@code
 * try (VirtualMachine machine = new VirtualMachine(hypervisor, plan, new VmLog())) {
 *     VirtioConsole console = new VirtioConsole(machine.memory(), "console", "cortado.agent");
 *     machine.add("console", console);
 *     machine.uart().to(…);
 *     machine.start(seed);
 *     VmEnd end = machine.run();
 * }
 * }</pre>
 */
public final class VirtualMachine implements AutoCloseable {
    /** What a process wants to be told of besides its guest. */
    public interface Watcher {
        /** One of the {@link Signals} watched for holds. */
        void on(int signals);
    }

    private final VmPlan plan;
    private final VmLog log;
    private final Folio ram;
    private final GuestMemory memory;
    private final Vm vm;
    private final VirtualCpu[] cpus;
    private final Interrupts interrupts;
    private final GicV3 gicV3;
    private final int gicVersion;
    private final MmioBus bus = new MmioBus();
    private final Pl011 uart;
    private final Psci psci = new Psci(new Power());
    private final Poll poll = new Poll();
    private int virtioDevices;
    /** The CPU whose exit was dealt with last: it runs again with the next step. */
    private VirtualCpu answered;

    private int strayAccesses;
    private VmEnd end;

    /**
     * A virtual machine with memory, CPUs that are off, an interrupt controller and a serial port.
     *
     * @throws cortado.api.StatusException if there is no memory or no more virtual machine may be made
     */
    public VirtualMachine(Hypervisor hypervisor, VmPlan plan, VmLog log) {
        this.plan = plan;
        this.log = log;
        ram = Folio.createSparse(plan.memory());
        memory = new GuestMemory(GuestMap.RAM, ram);
        vm = hypervisor.createVm();
        vm.map(ram, 0, ram.size(), GuestMap.RAM, Rights.READ | Rights.WRITE | Rights.EXECUTE);
        cpus = new VirtualCpu[plan.cpus()];
        for (int i = 0; i < cpus.length; i++) {
            cpus[i] = new VirtualCpu(i, vm.createVcpu(i, GuestMap.GICD));
            poll.add(cpus[i].vcpu, Signals.SIGNALLED, cpus[i]);
        }
        gicVersion = cpus[0].page.gicVersion();
        interrupts = new Interrupts(gicVersion, cpus);
        if (gicVersion == 2) {
            gicV3 = null;
            vm.mapInterruptInterface(GuestMap.GICC);
            bus.add(GuestMap.GICD, new ShownDistributor(new GicV2(interrupts), cpus));
        } else {
            gicV3 = new GicV3(interrupts);
            bus.add(GuestMap.GICD, new ShownDistributor(gicV3, cpus));
            bus.add(GuestMap.GICR, new Redistributors(interrupts));
        }
        uart = new Pl011(interrupts.line(GuestMap.number(GuestMap.UART_SPI)));
        bus.add(GuestMap.UART, uart);
    }

    /** The guest's RAM, for its devices. */
    public GuestMemory memory() {
        return memory;
    }

    /** Which GIC the guest has: 2 or 3, as the board. */
    public int gicVersion() {
        return gicVersion;
    }

    /** The guest's serial port: its first and its last words. */
    public Pl011 uart() {
        return uart;
    }

    /**
     * Adds a device, which the guest finds in its device tree; before {@link #start}.
     *
     * @param name for the log
     */
    public void add(String name, VirtioDevice device) {
        if (virtioDevices == GuestMap.VIRTIO_DEVICES) {
            throw new IllegalArgumentException(
                    "a guest has at most " + GuestMap.VIRTIO_DEVICES + " virtio devices; leave a disk or folder out");
        }
        int number = GuestMap.number(GuestMap.VIRTIO_SPI + virtioDevices);
        long address = GuestMap.VIRTIO + virtioDevices++ * GuestMap.VIRTIO_STRIDE;
        bus.add(address, new VirtioMmio(name, device, interrupts.line(number), log));
    }

    /** Has the loop tell {@code watcher} when one of the signals holds for the handle, which is this process's. */
    public void watch(Handle handle, int signals, Watcher watcher) {
        poll.add(handle, signals, watcher);
    }

    /** Watches a handle no longer; before it is closed. */
    public void unwatch(Handle handle) {
        poll.remove(handle);
    }

    /**
     * Loads the kernel and switches the first CPU on.
     *
     * @param seed random bytes for the guest's generator
     * @throws cortado.vmm.boot.BootException if it cannot be loaded
     */
    public void start(byte[] seed) {
        Loader loader = new Loader(memory, plan.kernel(), plan.initrd());
        loader.load();
        loader.load(new GuestTree(
                        plan.memory(),
                        plan.cpus(),
                        gicVersion,
                        virtioDevices,
                        plan.commandLine(),
                        loader.initrd(),
                        plan.initrd().size())
                .write(seed));
        memory.barrier();
        start(loader.entry(), loader.tree());
    }

    /** Switches the first CPU on, at an address where the guest's program is already. */
    public void start(long entry, long argument) {
        cpus[0].on(entry, argument);
        start(cpus[0]);
    }

    /** Serves guest and watchers until the machine ends. */
    public VmEnd run() {
        while (end == null) {
            step(Clock.FOREVER);
        }
        return end;
    }

    /** Handles what happens next, if anything does before the deadline; whether the machine goes on. */
    public boolean step(long deadline) {
        VirtualCpu cpu = answered;
        answered = null;
        if (cpu != null && cpu.isOn()) {
            interrupts.beforeRun(cpu.number);
            if (deadline == Clock.FOREVER && !uart.hasUnsent()) {
                if (cpu.runIn(poll)) {
                    exits(cpu);
                    return end == null;
                }
            } else {
                cpu.run();
            }
        }
        Poll.Event event = poll.next(Clock.NOW);
        if (event == null) {
            uart.flush();
            event = poll.next(deadline);
        }
        return serve(event);
    }

    private boolean serve(Poll.Event event) {
        if (event != null && event.source() instanceof VirtualCpu cpu) {
            exits(cpu);
        } else if (event != null && event.source() instanceof Watcher watcher) {
            watcher.on(event.signals());
        }
        return end == null;
    }

    /** How the machine ended, or null while it runs. */
    public VmEnd end() {
        return end;
    }

    /** Ends the machine after the event at hand, unless it has ended. */
    public void stop(String text) {
        finish(VmEnd.Cause.STOPPED, text);
    }

    private void finish(VmEnd.Cause cause, String text) {
        if (end == null) {
            uart.flush();
            end = new VmEnd(cause, text);
        }
    }

    private void exits(VirtualCpu cpu) {
        cpu.hasStopped();
        handle(cpu);
        if (end == null) {
            answered = cpu;
        }
    }

    private void start(VirtualCpu cpu) {
        interrupts.beforeRun(cpu.number);
        cpu.run();
    }

    private void handle(VirtualCpu cpu) {
        VcpuPage page = cpu.page;
        int reason = page.reason();
        switch (reason) {
            case VcpuExit.MMIO -> access(cpu);
            case VcpuExit.HVC, VcpuExit.SMC ->
                page.result(
                        0,
                        psci.call(
                                cpu.number,
                                (int) page.argument(0),
                                page.argument(1),
                                page.argument(2),
                                page.argument(3)));
            case VcpuExit.TIMER -> interrupts.timerDue(cpu.number);
            case VcpuExit.MAINTENANCE, VcpuExit.KICKED -> interrupts.refresh(cpu.number);
            case VcpuExit.SYSTEM_REGISTER -> systemRegister(cpu);
            case VcpuExit.FAULT -> {
                stray(page.address(), "an access that no device has");
                page.action(VcpuAction.ABORT);
            }
            case VcpuExit.NO_MEMORY ->
                finish(
                        VmEnd.Cause.OUT_OF_MEMORY,
                        "the host has no memory left for the page at 0x" + Long.toHexString(page.address())
                                + " that the guest touched; give it less, or end another guest");
            case VcpuExit.BROKEN ->
                finish(
                        VmEnd.Cause.FAILED,
                        "CPU " + cpu.number + " of the guest cannot go on at 0x" + Long.toHexString(page.pc())
                                + " (ESR_EL2 0x" + Long.toHexString(page.syndrome()) + ")");
            case VcpuExit.NONE, VcpuExit.WAIT -> {}
            default -> finish(VmEnd.Cause.FAILED, "the guest stopped for an unknown reason, " + reason);
        }
    }

    private void access(VirtualCpu cpu) {
        VcpuPage page = cpu.page;
        long address = page.address();
        int width = page.accessSize();
        if (!bus.has(address, width)) {
            stray(address, page.isWrite() ? "a write that no device has" : "a read that no device has");
            page.action(VcpuAction.ABORT);
        } else if (page.isWrite()) {
            bus.write(cpu.number, address, width, page.value());
        } else {
            page.result(0, bus.read(cpu.number, address, width));
        }
    }

    private void stray(long address, String what) {
        if (strayAccesses++ < 2) {
            log.warn("the guest attempted " + what + ", at 0x" + Long.toHexString(address));
        }
    }

    /** The one register whose writes are exits sends interrupts; without affinity routing there are no others. */
    private void systemRegister(VirtualCpu cpu) {
        if (gicV3 == null) {
            cpu.page.action(VcpuAction.UNDEFINED);
        } else {
            gicV3.sendSgis(cpu.number, cpu.page.value());
        }
    }

    /** Gives memory, CPUs and handles back. */
    @Override
    public void close() {
        for (VirtualCpu cpu : cpus) {
            poll.remove(cpu.vcpu);
            cpu.vcpu.close();
        }
        vm.close();
        poll.close();
        ram.close();
    }

    private final class Power implements CpuPower {
        @Override
        public int count() {
            return cpus.length;
        }

        @Override
        public boolean isOn(int cpu) {
            return cpus[cpu].isOn();
        }

        @Override
        public void on(int cpu, long entry, long context) {
            cpus[cpu].on(entry, context);
            interrupts.refresh(cpu);
            start(cpus[cpu]);
        }

        @Override
        public void off(int cpu) {
            cpus[cpu].off();
            for (VirtualCpu other : cpus) {
                if (other.isOn()) {
                    return;
                }
            }
            finish(VmEnd.Cause.FAILED, "the guest switched its last CPU off");
        }

        @Override
        public void end(VmEnd.Cause cause, String text) {
            finish(cause, text);
        }
    }
}

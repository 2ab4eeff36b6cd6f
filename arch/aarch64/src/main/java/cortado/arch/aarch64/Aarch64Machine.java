package cortado.arch.aarch64;

import cortado.kernel.Iommu;
import cortado.kernel.KernelLimits;
import cortado.kernel.Machine;
import cortado.kernel.TablePages;
import cortado.metal.Metal;

/** AArch64 with a GIC and the generic timer. {@link Startup} builds one from the device tree. */
final class Aarch64Machine implements Machine {
    /** Sent between CPUs: go through the scheduler. */
    static final int WAKE = 0;
    /** Sent between CPUs: stop for ever. */
    static final int HALT = 1;

    private static final int ELF_MACHINE = 183;
    private static final int NO_SPACE = -1;

    private final Image image;
    private final Board board;
    private final Gic gic;
    private final Distributor lines;
    private final GenericTimer timer;
    private final Caches caches;
    private final Firmware firmware;
    /** How long after a panic the machine is started again; 0: not at all. */
    private long panicNanos;

    private final Processors processors;
    private final Contexts contexts;
    private final Virtualization virtualization;
    private final Iommu iommu;
    private final UserSpaces spaces = new UserSpaces(new LinearMap(), new CpuTranslations());
    private final int[] activeSpaces = new int[KernelLimits.CPUS];
    private final long emptyTable;

    Aarch64Machine(
            Image image,
            Board board,
            Gic gic,
            GenericTimer timer,
            Contexts contexts,
            Virtualization virtualization,
            Iommu iommu) {
        this.iommu = iommu;
        this.contexts = contexts;
        this.virtualization = virtualization;
        this.image = image;
        this.board = board;
        this.gic = gic;
        this.lines = gic.distributor();
        this.timer = timer;
        this.caches = new Caches();
        this.firmware = new Firmware(board.conduit());
        this.processors = new Processors(image, caches, timer, firmware);
        this.emptyTable = image.toPhysical(Cpu.emptyTable());
        for (int cpu = 0; cpu < KernelLimits.CPUS; cpu++) {
            activeSpaces[cpu] = NO_SPACE;
        }
    }

    Image image() {
        return image;
    }

    Gic gic() {
        return gic;
    }

    GenericTimer timer() {
        return timer;
    }

    Processors processors() {
        return processors;
    }

    Contexts contexts() {
        return contexts;
    }

    /** The PPI of {@link #timer}. */
    int timerLine() {
        return board.timerLine();
    }

    void takeTablesFrom(TablePages pages) {
        spaces.takeFrom(pages);
    }

    void takeGuestTablesFrom(TablePages pages) {
        virtualization.vcpus().takeTablesFrom(pages);
    }

    /** Readies what each CPU has of its own. */
    void initializeCpu(int cpu) {
        gic.initializeCpu(cpu);
        timer.initialize(cpu);
        gic.unmaskPrivate(cpu, board.timerLine());
        virtualization.initializeCpu(cpu, gic);
        long performanceMonitors = (Cpu.debugFeatures() >>> 8) & 15;
        if (performanceMonitors != 0 && performanceMonitors != 15) {
            Cpu.startCycleCounter();
        }
    }

    @Override
    public int cpus() {
        return processors.count();
    }

    @Override
    public int cpu() {
        return Cpu.number();
    }

    @Override
    public void wake(int cpu) {
        gic.send(cpu, WAKE);
    }

    @Override
    public void lock() {
        Cpu.lock();
    }

    @Override
    public void unlock() {
        Cpu.unlock();
    }

    @Override
    public void startContext(int slot, long entry, long stackTop, long argument) {
        contexts.start(slot, entry, stackTop, argument);
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
        int cpu = Cpu.number();
        contexts.switchTo(cpu, slot);
        activateSpace(cpu, slot < 0 || slot >= KernelLimits.PROCESSES ? NO_SPACE : space);
    }

    private void activateSpace(int cpu, int space) {
        if (activeSpaces[cpu] != space) {
            activeSpaces[cpu] = space;
            Cpu.setUserTable(space < 0 ? emptyTable : spaces.root(space));
        }
    }

    @Override
    public void endContext(int slot) {
        contexts.end(slot);
    }

    @Override
    public int spaceCost() {
        return spaces.cost();
    }

    @Override
    public void createSpace(int space) {
        spaces.create(space);
    }

    @Override
    public void destroySpace(int space) {
        int cpu = Cpu.number();
        if (activeSpaces[cpu] == space) {
            activateSpace(cpu, NO_SPACE);
        }
        spaces.destroy(space);
    }

    @Override
    public int mapCost(int space, long address, int pages) {
        return spaces.mapCost(space, address, pages);
    }

    @Override
    public void map(int space, long address, long physical, int pages, int access) {
        spaces.map(space, address, physical, pages, access);
    }

    @Override
    public void unmap(int space, long address, int pages) {
        spaces.unmap(space, address, pages);
    }

    @Override
    public boolean copyIn(long user, byte[] target, int offset, int length) {
        return Cpu.copyIn(user, target, offset, length) == 0;
    }

    @Override
    public boolean copyOut(byte[] source, int offset, long user, int length) {
        return Cpu.copyOut(source, offset, user, length) == 0;
    }

    @Override
    public void zeroPages(long physical, int pages) {
        Cpu.zero(LinearMap.address(physical), (long) pages << Descriptor.PAGE_SHIFT);
    }

    @Override
    public void copyPhysical(long source, long target, long length) {
        Cpu.copy(LinearMap.address(target), LinearMap.address(source), length);
    }

    @Override
    public void readPhysical(long physical, byte[] target, int offset, int length) {
        Metal.copyToArray(LinearMap.address(physical), target, offset, length);
    }

    @Override
    public void writePhysical(long physical, byte[] source, int offset, int length) {
        Metal.copyFromArray(source, offset, LinearMap.address(physical), length);
    }

    @Override
    public void synchronizeCode(long physical, long length) {
        caches.synchronizeCode(LinearMap.address(physical), length);
    }

    @Override
    public void cleanCache(long physical, long length) {
        caches.cleanInvalidate(LinearMap.address(physical), length);
    }

    @Override
    public int interruptLine(int controller, int[] cells, int count) {
        return controller == board.gicNode() ? lines.line(cells, count) : -1;
    }

    @Override
    public void configureInterrupt(int line, int[] cells, int count) {
        lines.mask(line);
        lines.setTrigger(line, Distributor.isEdge(cells));
        gic.target(line);
    }

    @Override
    public void unmaskInterrupt(int line) {
        lines.unmask(line);
    }

    @Override
    public void maskInterrupt(int line) {
        lines.mask(line);
    }

    @Override
    public long now() {
        return timer.now();
    }

    @Override
    public void setTimer(long deadline) {
        timer.set(Cpu.number(), deadline);
    }

    @Override
    public void logByte(int value) {
        if (board.uart() != null) {
            board.uart().send(value);
        }
    }

    @Override
    public long loadPhysical(long physical) {
        return Metal.load64(LinearMap.address(physical));
    }

    @Override
    public void storePhysical(long physical, long value) {
        Metal.store64(LinearMap.address(physical), value);
    }

    @Override
    public Iommu iommu() {
        return iommu;
    }

    @Override
    public Vcpus guests() {
        return virtualization.vcpus();
    }

    /** Sends a text to the early log UART: Latin-1, lines ended by LF. */
    void logText(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) == '\n') {
                logByte('\r');
            }
            logByte(text.charAt(i));
        }
    }

    @Override
    public int logNode() {
        return board.uartNode();
    }

    @Override
    public boolean ownsNode(int node) {
        return node == board.gicNode() || node == board.timerNode() || node == iommu.node();
    }

    @Override
    public void power(int operation) {
        if (operation == 0) {
            firmware.powerOff();
        } else {
            firmware.restart();
        }
    }

    @Override
    public void halt() {
        int own = Cpu.number();
        for (int cpu = 0; cpu < processors.count(); cpu++) {
            if (cpu != own) {
                gic.send(cpu, HALT);
            }
        }
        if (panicNanos > 0) {
            long end = now() + panicNanos;
            while (now() < end) {
                // nothing else runs any more
            }
            firmware.restart();
        }
        park();
    }

    /** Says what follows a panic: a restart so many seconds later, or with 0 nothing. */
    void restartAfterPanic(int seconds) {
        panicNanos = seconds * 1_000_000_000L;
    }

    /** Stops the calling CPU: interrupts are masked in the kernel, so that nothing more happens. */
    static void park() {
        while (true) {
            Cpu.waitForInterrupt();
        }
    }

    @Override
    public int elfMachine() {
        return ELF_MACHINE;
    }

    @Override
    public int entryLevel() {
        return board.entryLevel();
    }

    @Override
    public int gicVersion() {
        return gic.version();
    }
}

package cortado.arch.aarch64;

import cortado.abi.LittleEndian;
import cortado.abi.SystemInfoLayout;
import cortado.abi.VcpuStateLayout;
import cortado.kernel.GuestExit;
import cortado.kernel.GuestMachine;
import cortado.kernel.KernelLimits;
import cortado.kernel.TablePages;

/** Guests on AArch64: stage 2 tables and registers here, the world switch in the monitor. */
final class Vcpus implements GuestMachine {
    /** How the monitor left a guest, as in monitor.h. */
    static final int EXIT_SYNC = 0;

    static final int EXIT_INTERRUPT = 1;
    static final int EXIT_ERROR = 2;

    private static final long TIMER_ENABLE = 1;
    private static final long TIMER_MASK = 2;
    private static final long TIMER_DUE = 4;
    /** GICH_HCR.UIE and ICH_HCR_EL2.UIE. */
    private static final long UNDERFLOW = 2;

    private static final int NOBODY = -1;

    private final int status;
    private final Monitor monitor;
    private final GuestGic gic;
    private final long interruptInterface;
    private final GuestContext registers;
    private final GuestSpaces spaces;
    private final Contexts contexts;
    private final Caches caches;
    private final GenericTimer timer;
    private final GuestExit[] exits = new GuestExit[KernelLimits.CPUS];
    /** CNTVOFF_EL2 of each VM. */
    private final long[] counterOffsets = new long[KernelLimits.VMS];

    private final int[] vms = new int[KernelLimits.VCPUS];
    /** The vcpu of each VM that ran last on each CPU: another must not find its translations there. */
    private final int[] lastOn = new int[KernelLimits.VMS * KernelLimits.CPUS];

    /**
     * Guests.
     *
     * @param status why there are none, or {@link SystemInfoLayout#HYPERVISOR_READY}
     * @param monitor null without guests, as is the next
     * @param gic the virtual interface
     * @param interruptInterface physical address of GICV, or -1
     */
    Vcpus(
            int status,
            Monitor monitor,
            GuestGic gic,
            long interruptInterface,
            GuestContext registers,
            GuestSpaces spaces,
            Contexts contexts,
            GenericTimer timer) {
        this.status = status;
        this.monitor = monitor;
        this.gic = gic;
        this.interruptInterface = interruptInterface;
        this.registers = registers;
        this.spaces = spaces;
        this.contexts = contexts;
        this.caches = new Caches();
        this.timer = timer;
        for (int cpu = 0; cpu < KernelLimits.CPUS; cpu++) {
            exits[cpu] = new GuestExit();
        }
    }

    void takeTablesFrom(TablePages pages) {
        spaces.takeFrom(pages);
    }

    /** The calling CPU is about to run a vcpu's guest. */
    void enter(int cpu, int vcpu) {
        int last = vms[vcpu] * KernelLimits.CPUS + cpu;
        if (lastOn[last] != vcpu) {
            lastOn[last] = vcpu;
            registers.set(vcpu, GuestContext.FLUSH, 1);
        }
        gic.enter(cpu, vcpu);
    }

    /** The guest on the calling CPU has been left; deals with what concerns no one but the guest. */
    void leave(int cpu, int how) {
        int vcpu = contexts.running(cpu) - KernelLimits.PROCESSES;
        gic.leave(cpu, vcpu);
        GuestExit exit = exits[cpu];
        exit.kind = GuestExit.NOTHING;
        if (how == EXIT_SYNC) {
            exit.syndrome = registers.get(vcpu, GuestContext.ESR);
            exit.virtualAddress = registers.get(vcpu, GuestContext.FAR);
            synchronous(cpu, vcpu, exit);
        } else if (how == EXIT_ERROR) {
            exit.syndrome = registers.get(vcpu, GuestContext.ESR);
            exit.kind = GuestExit.BROKEN;
        } else if (how != EXIT_INTERRUPT) {
            Panic.stop("the monitor met a fault of its own at EL2");
        }
    }

    private void synchronous(int cpu, int vcpu, GuestExit exit) {
        exit.address = 0;
        exit.value = 0;
        exit.size = 0;
        exit.register = 0;
        exit.write = false;
        exit.signed = false;
        exit.wide = false;
        exit.fetch = false;
        switch (GuestSyndrome.exceptionClass(exit.syndrome)) {
            case GuestSyndrome.WFX -> exit.kind = GuestExit.WAIT;
            case GuestSyndrome.FLOAT -> contexts.useFloat(cpu);
            case GuestSyndrome.HVC -> {
                registers.move(vcpu, -1);
                exit.kind = GuestExit.HVC;
            }
            case GuestSyndrome.SMC -> exit.kind = GuestExit.SMC;
            case GuestSyndrome.SYSTEM_REGISTER -> systemRegister(vcpu, exit);
            case GuestSyndrome.INSTRUCTION_ABORT, GuestSyndrome.DATA_ABORT -> abort(vcpu, exit);
            default -> undefined(vcpu); // an instruction that ID registers do not promise
        }
    }

    private void abort(int vcpu, GuestExit exit) {
        long hpfar = registers.get(vcpu, GuestContext.HPFAR);
        if (GuestSyndrome.readAbort(exit.syndrome, exit.virtualAddress, hpfar, exit)) {
            exit.kind = GuestExit.MEMORY;
            if (exit.write) {
                long value = registers.register(vcpu, exit.register);
                exit.value = exit.size == 8 ? value : value & ((1L << (8 * exit.size)) - 1);
            }
        } else {
            exit.kind = GuestExit.BROKEN;
        }
    }

    private void systemRegister(int vcpu, GuestExit exit) {
        int transfer = GuestRegisters.transferRegister(exit.syndrome);
        switch (GuestRegisters.outcome(exit.syndrome)) {
            case GuestRegisters.DONE -> {
                if (GuestRegisters.isRead(exit.syndrome)) {
                    registers.setRegister(vcpu, transfer, GuestRegisters.value(exit.syndrome));
                }
                registers.move(vcpu, 1);
            }
            case GuestRegisters.INTERRUPTS -> {
                exit.kind = GuestExit.SYSTEM_REGISTER;
                exit.write = true;
                exit.register = transfer;
                exit.value = registers.register(vcpu, transfer);
            }
            default -> undefined(vcpu);
        }
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public int listCount() {
        return gic.listCount();
    }

    @Override
    public long counterFrequency() {
        return Cpu.counterFrequency();
    }

    @Override
    public long counter() {
        return Cpu.counter();
    }

    @Override
    public long interruptInterface() {
        return interruptInterface;
    }

    @Override
    public int spaceCost() {
        return spaces.cost();
    }

    @Override
    public void createSpace(int vm) {
        spaces.create(vm);
        counterOffsets[vm] = Cpu.counter();
        for (int cpu = 0; cpu < KernelLimits.CPUS; cpu++) {
            lastOn[vm * KernelLimits.CPUS + cpu] = NOBODY;
        }
    }

    @Override
    public void destroySpace(int vm) {
        spaces.destroy(vm);
    }

    @Override
    public int mapCost(int vm, long address, int pages) {
        return spaces.mapCost(vm, address, pages);
    }

    @Override
    public void map(int vm, long address, long physical, int pages, int access) {
        if ((access & cortado.kernel.Machine.DEVICE) == 0) {
            // a guest whose caches are off sees what memory itself holds, and nothing stale of it may be executed
            long length = (long) pages << Descriptor.PAGE_SHIFT;
            caches.cleanInvalidate(LinearMap.address(physical), length);
            Cpu.invalidateCode();
        }
        spaces.map(vm, address, physical, pages, access);
    }

    @Override
    public void unmap(int vm, long address, int pages) {
        spaces.unmap(vm, address, pages);
    }

    @Override
    public void reset(int vcpu, int vm, int index) {
        vms[vcpu] = vm;
        registers.reset(vcpu, spaces.root(vm), index, counterOffsets[vm]);
        end(vcpu);
    }

    @Override
    public void show(int vcpu, long address, long physical) {
        registers.set(vcpu, GuestContext.SHOWN_AT, monitor.show(vcpu, physical));
        registers.set(vcpu, GuestContext.SHOWN, GuestSyndrome.shown(address));
    }

    @Override
    public void end(int vcpu) {
        contexts.end(KernelLimits.PROCESSES + vcpu);
        if (registers.get(vcpu, GuestContext.SHOWN) != 0) {
            registers.set(vcpu, GuestContext.SHOWN, 0);
            monitor.hide(vcpu);
        }
        if (gic != null) {
            gic.forget(vcpu);
        }
    }

    @Override
    public GuestExit exit() {
        return exits[Cpu.number()];
    }

    @Override
    public long register(int vcpu, int number) {
        return registers.register(vcpu, number);
    }

    @Override
    public void setRegister(int vcpu, int number, long value) {
        registers.setRegister(vcpu, number, value);
    }

    @Override
    public long programCounter(int vcpu) {
        return registers.programCounter(vcpu);
    }

    @Override
    public void skip(int vcpu) {
        registers.move(vcpu, 1);
    }

    @Override
    public void undefined(int vcpu) {
        registers.takeException(vcpu, GuestSyndrome.undefined());
    }

    @Override
    public void abort(int vcpu, long virtualAddress, boolean fetch) {
        registers.setFaultAddress(vcpu, virtualAddress);
        registers.takeException(vcpu, GuestSyndrome.abort(fetch, registers.isUser(vcpu)));
    }

    @Override
    public long list(int vcpu, int number) {
        return registers.get(vcpu, GuestContext.LIST + 8 * number);
    }

    @Override
    public void setList(int vcpu, int number, long interrupt) {
        registers.set(vcpu, GuestContext.LIST + 8 * number, interrupt);
    }

    @Override
    public boolean maintenance(int vcpu) {
        return registers.get(vcpu, GuestContext.MISR) != 0;
    }

    @Override
    public void setRefill(int vcpu, boolean wanted) {
        registers.set(vcpu, GuestContext.ICH_HCR, wanted ? UNDERFLOW : 0);
    }

    @Override
    public long timerControl(int vcpu) {
        long control = registers.get(vcpu, GuestContext.CNTV_CTL) & (TIMER_ENABLE | TIMER_MASK);
        boolean due =
                (control & TIMER_ENABLE) != 0 && guestCount(vcpu) - registers.get(vcpu, GuestContext.CNTV_CVAL) >= 0;
        return due ? control | TIMER_DUE : control;
    }

    private long guestCount(int vcpu) {
        return Cpu.counter() - registers.get(vcpu, GuestContext.CNTVOFF);
    }

    @Override
    public long timerDeadline(int vcpu) {
        long control = registers.get(vcpu, GuestContext.CNTV_CTL);
        if ((control & (TIMER_ENABLE | TIMER_MASK)) != TIMER_ENABLE) {
            return Long.MAX_VALUE;
        }
        long left = registers.get(vcpu, GuestContext.CNTV_CVAL) - guestCount(vcpu);
        return left <= 0 ? 0 : timer.after(left);
    }

    @Override
    public void maskTimer(int vcpu) {
        long control = registers.get(vcpu, GuestContext.CNTV_CTL);
        registers.set(vcpu, GuestContext.CNTV_CTL, (control & TIMER_ENABLE) | TIMER_MASK);
    }

    @Override
    public void state(int vcpu, byte[] target) {
        registers.copyOut(vcpu, target);
        LittleEndian.put64(target, VcpuStateLayout.COUNTER_OFFSET, registers.get(vcpu, GuestContext.CNTVOFF));
        LittleEndian.put64(target, VcpuStateLayout.COUNTER, Cpu.counter());
        LittleEndian.put64(target, VcpuStateLayout.MPIDR_EL1, registers.get(vcpu, GuestContext.VMPIDR));
    }

    @Override
    public void setState(int vcpu, byte[] source) {
        registers.copyIn(vcpu, source);
        long offset = LittleEndian.i64(source, VcpuStateLayout.COUNTER_OFFSET);
        counterOffsets[vms[vcpu]] = offset;
        for (int other = 0; other < KernelLimits.VCPUS; other++) {
            if (vms[other] == vms[vcpu]) {
                registers.set(other, GuestContext.CNTVOFF, offset);
            }
        }
        contexts.forget(KernelLimits.PROCESSES + vcpu);
        gic.forget(vcpu);
    }
}

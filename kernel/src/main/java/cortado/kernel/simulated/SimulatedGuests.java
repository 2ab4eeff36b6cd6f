package cortado.kernel.simulated;

import cortado.abi.LittleEndian;
import cortado.abi.SystemInfoLayout;
import cortado.abi.VcpuStateLayout;
import cortado.kernel.GuestExit;
import cortado.kernel.GuestMachine;
import cortado.kernel.KernelLimits;
import cortado.kernel.TablePages;

/** Guests without code: a test says what they do. A tick of their counter is a nanosecond. */
public final class SimulatedGuests implements GuestMachine {
    /** List registers of each vcpu. */
    public static final int LISTS = 4;

    public static final long INTERRUPT_INTERFACE = 0x804_0000L;

    private static final int CTL = VcpuStateLayout.SYSTEM + 8 * 21;
    private static final int CVAL = VcpuStateLayout.SYSTEM + 8 * 22;
    private static final long ENABLE = 1;
    private static final long MASK = 2;
    private static final long DUE = 4;

    /** One vcpu's registers. */
    private static final class Registers {
        byte[] state = new byte[VcpuStateLayout.SIZE];
        final long[] lists = new long[LISTS];
        boolean refill;
        boolean maintenance;
        int undefined;
        int aborts;
        long shownAt = -1;
        long shown = -1;
    }

    private final SimulatedMachine machine;
    private final SimulatedSpace[] spaces = new SimulatedSpace[KernelLimits.VMS];
    private final Registers[] vcpus = new Registers[KernelLimits.VCPUS];
    private final int[] vms = new int[KernelLimits.VCPUS];
    private final GuestExit exit = new GuestExit();
    private TablePages tables;
    private int status = SystemInfoLayout.HYPERVISOR_READY;

    SimulatedGuests(SimulatedMachine machine) {
        this.machine = machine;
    }

    /** Where table pages come from. */
    public void setTables(TablePages pages) {
        tables = pages;
    }

    /** Takes guests away. */
    public void setStatus(int reason) {
        status = reason;
    }

    /** Whether a vcpu exists. */
    public boolean isLive(int vcpu) {
        return vcpus[vcpu] != null;
    }

    /** Where a guest's page lies, or -1. */
    public long translate(int vm, long address) {
        SimulatedSpace.Page page = spaces[vm].find(address);
        return page == null ? -1 : page.physical();
    }

    /** What an access of a guest's finds: 0 if nothing is mapped. */
    public int access(int vm, long address) {
        SimulatedSpace.Page page = spaces[vm].find(address);
        return page == null ? 0 : page.access();
    }

    /** How many undefined-instruction exceptions, and how many aborts, a vcpu was given. */
    public int undefinedTaken(int vcpu) {
        return vcpus[vcpu].undefined;
    }

    public int abortsTaken(int vcpu) {
        return vcpus[vcpu].aborts;
    }

    /** Where the page that a vcpu's loads from this address find lies, or -1. */
    public long shown(int vcpu, long address) {
        return vcpus[vcpu].shownAt == address ? vcpus[vcpu].shown : -1;
    }

    /** An interrupt that asked for it has ended. */
    public void raiseMaintenance(int vcpu) {
        vcpus[vcpu].maintenance = true;
    }

    /** Sets the virtual timer as the guest does. */
    public void setVirtualTimer(int vcpu, long control, long compare) {
        LittleEndian.put64(vcpus[vcpu].state, CTL, control);
        LittleEndian.put64(vcpus[vcpu].state, CVAL, compare);
    }

    private static void require(boolean kept, String broken) {
        SimulatedMachine.require(kept, broken);
    }

    private Registers of(int vcpu) {
        require(vcpus[vcpu] != null, "touched vcpu " + vcpu + ", which is gone");
        return vcpus[vcpu];
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public int listCount() {
        return LISTS;
    }

    @Override
    public long counterFrequency() {
        return 1_000_000_000;
    }

    @Override
    public long counter() {
        return machine.now();
    }

    @Override
    public long interruptInterface() {
        return INTERRUPT_INTERFACE;
    }

    @Override
    public int spaceCost() {
        return 1;
    }

    @Override
    public void createSpace(int vm) {
        require(spaces[vm] == null, "created guest space " + vm + " twice");
        spaces[vm] = new SimulatedSpace(vm, tables, true);
    }

    @Override
    public void destroySpace(int vm) {
        for (int vcpu = 0; vcpu < vcpus.length; vcpu++) {
            require(vcpus[vcpu] == null || vms[vcpu] != vm, "destroyed guest space " + vm + " before its vcpus");
        }
        spaces[vm].destroy();
        spaces[vm] = null;
    }

    @Override
    public int mapCost(int vm, long address, int pages) {
        return spaces[vm].cost(address, pages);
    }

    @Override
    public void map(int vm, long address, long physical, int pages, int access) {
        spaces[vm].map(address, physical, pages, access);
    }

    @Override
    public void unmap(int vm, long address, int pages) {
        spaces[vm].unmap(address, pages);
    }

    @Override
    public void reset(int vcpu, int vm, int index) {
        require(vcpus[vcpu] == null && spaces[vm] != null, "made vcpu " + vcpu + " twice, or without a VM");
        vcpus[vcpu] = new Registers();
        vms[vcpu] = vm;
        LittleEndian.put64(vcpus[vcpu].state, VcpuStateLayout.MPIDR_EL1, index);
    }

    @Override
    public void show(int vcpu, long address, long physical) {
        of(vcpu).shownAt = address;
        of(vcpu).shown = physical;
    }

    @Override
    public void end(int vcpu) {
        machine.requireInactive(KernelLimits.PROCESSES + vcpu);
        of(vcpu);
        vcpus[vcpu] = null;
    }

    @Override
    public GuestExit exit() {
        return exit;
    }

    @Override
    public long register(int vcpu, int number) {
        return number == 31 ? 0 : LittleEndian.i64(of(vcpu).state, 8 * number);
    }

    @Override
    public void setRegister(int vcpu, int number, long value) {
        if (number != 31) {
            LittleEndian.put64(of(vcpu).state, 8 * number, value);
        }
    }

    @Override
    public long programCounter(int vcpu) {
        return LittleEndian.i64(of(vcpu).state, VcpuStateLayout.PC);
    }

    @Override
    public void skip(int vcpu) {
        LittleEndian.put64(of(vcpu).state, VcpuStateLayout.PC, programCounter(vcpu) + 4);
    }

    @Override
    public void undefined(int vcpu) {
        of(vcpu).undefined++;
    }

    @Override
    public void abort(int vcpu, long virtualAddress, boolean fetch) {
        of(vcpu).aborts++;
    }

    @Override
    public long list(int vcpu, int number) {
        return of(vcpu).lists[number];
    }

    @Override
    public void setList(int vcpu, int number, long interrupt) {
        of(vcpu).lists[number] = interrupt;
    }

    @Override
    public boolean maintenance(int vcpu) {
        int used = 0;
        for (long list : of(vcpu).lists) {
            used += list == 0 ? 0 : 1;
        }
        boolean asked = of(vcpu).maintenance || (of(vcpu).refill && used <= 1);
        of(vcpu).maintenance = false;
        return asked;
    }

    @Override
    public void setRefill(int vcpu, boolean wanted) {
        of(vcpu).refill = wanted;
    }

    @Override
    public long timerControl(int vcpu) {
        long control = LittleEndian.i64(of(vcpu).state, CTL);
        boolean due = (control & ENABLE) != 0 && machine.now() >= LittleEndian.i64(of(vcpu).state, CVAL);
        return due ? control | DUE : control;
    }

    @Override
    public long timerDeadline(int vcpu) {
        long control = LittleEndian.i64(of(vcpu).state, CTL);
        return (control & (ENABLE | MASK)) == ENABLE ? LittleEndian.i64(of(vcpu).state, CVAL) : Long.MAX_VALUE;
    }

    @Override
    public void maskTimer(int vcpu) {
        LittleEndian.put64(of(vcpu).state, CTL, LittleEndian.i64(of(vcpu).state, CTL) | MASK);
    }

    @Override
    public void state(int vcpu, byte[] target) {
        System.arraycopy(of(vcpu).state, 0, target, 0, target.length);
    }

    @Override
    public void setState(int vcpu, byte[] source) {
        of(vcpu).state = source.clone();
    }
}

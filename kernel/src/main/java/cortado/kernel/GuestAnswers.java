package cortado.kernel;

import cortado.abi.VcpuAction;
import cortado.abi.VcpuExit;
import cortado.abi.VcpuPageLayout;

/** Exits go into run pages, and the answers come out of them: each word is read once, since the VMM may change it. */
final class GuestAnswers {
    private static final int ARGUMENTS = 8;
    private static final int RESULTS = 4;

    private final Machine machine;
    private final GuestMachine guests;
    private int action;
    private int control;
    private long timerInterrupt;
    private long selfInterrupt;
    private long selfRegister;

    GuestAnswers(Machine machine, GuestMachine guests) {
        this.machine = machine;
        this.guests = guests;
    }

    /** Fills a vcpu's run page, but for its list registers; {@code exit} is null if no instruction is the reason. */
    void tell(Vcpu vcpu, GuestExit exit) {
        long page = vcpu.page.physical;
        int number = vcpu.number();
        int flags = 0;
        if (exit != null) {
            vcpu.accessSize = exit.size;
            vcpu.register = exit.register;
            vcpu.write = exit.write;
            vcpu.signed = exit.signed;
            vcpu.wide = exit.wide;
            vcpu.fetch = exit.fetch;
            vcpu.virtualAddress = exit.virtualAddress;
            flags = (exit.write ? VcpuPageLayout.WRITE : 0)
                    | (exit.signed ? VcpuPageLayout.SIGNED : 0)
                    | (exit.wide ? VcpuPageLayout.WIDE : 0)
                    | (exit.fetch ? VcpuPageLayout.FETCH : 0);
            put(page, VcpuPageLayout.ACCESS_SIZE, exit.size, exit.register);
            machine.storePhysical(page + VcpuPageLayout.ADDRESS, exit.address);
            machine.storePhysical(page + VcpuPageLayout.VALUE, exit.value);
            machine.storePhysical(page + VcpuPageLayout.SYNDROME, exit.syndrome);
            machine.storePhysical(page + VcpuPageLayout.VIRTUAL_ADDRESS, exit.virtualAddress);
        }
        put(page, VcpuPageLayout.REASON, vcpu.reason, flags);
        machine.storePhysical(page + VcpuPageLayout.PC, guests.programCounter(number));
        machine.storePhysical(page + VcpuPageLayout.TIMER_CONTROL, guests.timerControl(number));
        put(page, VcpuPageLayout.ACTION, VcpuAction.CONTINUE, vcpu.control);
        if (vcpu.reason == VcpuExit.HVC || vcpu.reason == VcpuExit.SMC) {
            for (int i = 0; i < ARGUMENTS; i++) {
                long register = guests.register(number, i);
                machine.storePhysical(page + VcpuPageLayout.ARGUMENTS + 8L * i, register);
                if (i < RESULTS) {
                    machine.storePhysical(page + VcpuPageLayout.RESULTS + 8L * i, register);
                }
            }
        }
    }

    private void put(long page, int at, int low, int high) {
        machine.storePhysical(page + at, (low & 0xffff_ffffL) | ((long) high << 32));
    }

    /** Reads what a VMM wants; false if that makes no sense. */
    boolean read(Vcpu vcpu) {
        long page = vcpu.page.physical;
        long word = machine.loadPhysical(page + VcpuPageLayout.ACTION);
        action = (int) word;
        control = (int) (word >>> 32);
        timerInterrupt = machine.loadPhysical(page + VcpuPageLayout.TIMER_INTERRUPT);
        selfInterrupt = machine.loadPhysical(page + VcpuPageLayout.SELF_INTERRUPT);
        selfRegister = machine.loadPhysical(page + VcpuPageLayout.SELF_REGISTER);
        return action >= VcpuAction.CONTINUE
                && action <= VcpuAction.ABORT
                && (control & ~(VcpuPageLayout.EXIT_ON_WAIT | VcpuPageLayout.REFILL)) == 0
                && GuestInterrupts.isValid(timerInterrupt)
                && GuestInterrupts.isTemplate(selfInterrupt);
    }

    /** Does what {@link #read} has read. */
    void take(Vcpu vcpu) {
        vcpu.control = control;
        boolean pending = (timerInterrupt & VcpuPageLayout.PENDING) != 0;
        vcpu.timerInterrupt = pending ? timerInterrupt : 0;
        vcpu.selfInterrupt = selfInterrupt;
        vcpu.selfRegister = selfRegister;
        switch (action) {
            case VcpuAction.CONTINUE -> complete(vcpu);
            case VcpuAction.UNDEFINED -> guests.undefined(vcpu.number());
            case VcpuAction.ABORT -> guests.abort(vcpu.number(), vcpu.virtualAddress, vcpu.fetch);
            default -> {} // RETRY: the program counter is at the instruction
        }
    }

    private void complete(Vcpu vcpu) {
        int number = vcpu.number();
        long results = vcpu.page.physical + VcpuPageLayout.RESULTS;
        switch (vcpu.reason) {
            case VcpuExit.MMIO -> {
                if (!vcpu.write) {
                    guests.setRegister(number, vcpu.register, extend(vcpu, machine.loadPhysical(results)));
                }
                guests.skip(number);
            }
            case VcpuExit.HVC, VcpuExit.SMC -> {
                for (int i = 0; i < RESULTS; i++) {
                    guests.setRegister(number, i, machine.loadPhysical(results + 8L * i));
                }
                guests.skip(number);
            }
            case VcpuExit.WAIT, VcpuExit.SYSTEM_REGISTER, VcpuExit.FAULT -> guests.skip(number);
            default -> {} // nothing of an instruction is left to do
        }
    }

    /** What the load leaves in its register. */
    private static long extend(Vcpu vcpu, long value) {
        int unused = 64 - 8 * vcpu.accessSize;
        long extended = vcpu.signed ? value << unused >> unused : value << unused >>> unused;
        return vcpu.wide ? extended : extended & 0xffff_ffffL;
    }
}

package cortado.kernel;

import cortado.abi.VcpuPageLayout;

/** The list registers of vcpus, and the interrupts that wait for one. */
final class GuestInterrupts {
    private static final long NUMBER = 0x3ff;
    private static final long SENDER = 7L << 32;
    private static final int LAST_NUMBER = 1019;
    private static final long STATES = VcpuPageLayout.PENDING | VcpuPageLayout.ACTIVE;
    private static final long MEANINGFUL = STATES
            | VcpuPageLayout.GROUP_1
            | VcpuPageLayout.NOTIFY_END
            | 0xffL << 48 // priority
            | SENDER
            | NUMBER;

    /** GICD_SGIR.TargetListFilter. */
    private static final int TARGET_LIST = 0;

    private static final int SELF = 2;
    private static final int SGI = 15;
    /** ICC_SGI1R_EL1: Aff3, RS, IRM, Aff2, Aff1. */
    private static final long NOT_SELF = 0x00ff_f1ff_00ff_0000L;

    private final GuestMachine machine;

    GuestInterrupts(GuestMachine machine) {
        this.machine = machine;
    }

    /** Whether a word may go to a list register; a free one may hold anything. */
    static boolean isValid(long interrupt) {
        return isFree(interrupt) || ((interrupt & ~MEANINGFUL) == 0 && (interrupt & NUMBER) <= LAST_NUMBER);
    }

    /** Whether a word is without number, sender and state, which are added to it. */
    static boolean isTemplate(long interrupt) {
        return (interrupt & ~(MEANINGFUL & ~STATES & ~SENDER & ~NUMBER)) == 0;
    }

    private static boolean isFree(long interrupt) {
        return (interrupt & STATES) == 0;
    }

    /**
     * Sets the list registers from a run page; false, and nothing has changed, if one is invalid or two are the same.
     */
    boolean load(Vcpu vcpu, Machine memory, long page) {
        int count = machine.listCount();
        for (int i = 0; i < count; i++) {
            long interrupt = memory.loadPhysical(page + VcpuPageLayout.LIST + 8L * i);
            if (!isValid(interrupt)) {
                return false;
            }
            scratch[i] = isFree(interrupt) ? 0 : interrupt;
            for (int j = 0; j < i; j++) {
                if (scratch[i] != 0 && scratch[j] != 0 && isSame(scratch[i], scratch[j])) {
                    return false;
                }
            }
        }
        for (int i = 0; i < count; i++) {
            machine.setList(vcpu.number(), i, scratch[i]);
        }
        return true;
    }

    /** Each word is read once: the VMM may be changing it. */
    private final long[] scratch = new long[16];

    private static boolean isSame(long one, long other) {
        return ((one ^ other) & (NUMBER | SENDER)) == 0;
    }

    /** Stores the list registers in a run page. */
    void store(Vcpu vcpu, Machine memory, long page) {
        int count = machine.listCount();
        for (int i = 0; i < count; i++) {
            memory.storePhysical(page + VcpuPageLayout.LIST + 8L * i, machine.list(vcpu.number(), i));
        }
    }

    /** Puts an interrupt into a list register; false if none is free. No CPU runs the vcpu. */
    boolean put(Vcpu vcpu, long interrupt) {
        int count = machine.listCount();
        int free = -1;
        for (int i = 0; i < count; i++) {
            long there = machine.list(vcpu.number(), i);
            if (isFree(there)) {
                free = free < 0 ? i : free;
            } else if (isSame(there, interrupt)) {
                machine.setList(vcpu.number(), i, there | (interrupt & STATES));
                return true;
            }
        }
        if (free < 0) {
            return false;
        }
        machine.setList(vcpu.number(), free, interrupt);
        return true;
    }

    /** GICD_SGIR (IHI 0048B 4.3.15): the SGI that a vcpu sends to itself and to no other, or -1. */
    static int selfSgi2(Vcpu vcpu, long value) {
        int filter = (int) (value >>> 24) & 3;
        int targets = (int) (value >>> 16) & 0xff;
        boolean self = filter == SELF || (filter == TARGET_LIST && targets == 1 << vcpu.index);
        return self ? (int) value & SGI : -1;
    }

    /** ICC_SGI1R_EL1 (IHI 0069 12.2.10): as {@link #selfSgi2}; a guest's affinities above the first are 0. */
    static int selfSgi3(Vcpu vcpu, long value) {
        boolean self = (value & NOT_SELF) == 0 && (value & 0xffff) == 1L << vcpu.index;
        return self ? (int) (value >>> 24) & SGI : -1;
    }

    /** Sends a vcpu's SGI (0 or above) to itself; false if the VMM has to see to it. No CPU runs it. */
    boolean sendSelf(Vcpu vcpu, int sgi, boolean version3) {
        if (vcpu.selfInterrupt == 0 || sgi < 0) {
            return false;
        }
        long sender = version3 ? 0 : (long) vcpu.index << 32;
        long interrupt = vcpu.selfInterrupt | VcpuPageLayout.PENDING | sender | sgi;
        int count = machine.listCount();
        for (int i = 0; i < count; i++) {
            long there = machine.list(vcpu.number(), i);
            if (!isFree(there) && (there & NUMBER) == sgi && !isSame(there, interrupt)) {
                return false; // one number from two senders has to come one after the other
            }
        }
        return put(vcpu, interrupt);
    }

    /** Whether an interrupt is pending in a list register. */
    boolean isPending(Vcpu vcpu) {
        int count = machine.listCount();
        for (int i = 0; i < count; i++) {
            if ((machine.list(vcpu.number(), i) & VcpuPageLayout.PENDING) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Keeps an interrupt until the vcpu is back in the kernel; false if too many wait. */
    static boolean queue(Vcpu vcpu, long interrupt) {
        if (vcpu.interruptCount == Vcpu.WAITING_INTERRUPTS) {
            return false;
        }
        vcpu.interrupts[vcpu.interruptCount++] = interrupt;
        return true;
    }

    /** Puts what waits into list registers, as far as there are any, and asks to be told when there are more. */
    void settle(Vcpu vcpu) {
        int left = 0;
        for (int i = 0; i < vcpu.interruptCount; i++) {
            if (!put(vcpu, vcpu.interrupts[i])) {
                vcpu.interrupts[left++] = vcpu.interrupts[i];
            }
        }
        vcpu.interruptCount = left;
        machine.setRefill(vcpu.number(), left > 0 || (vcpu.control & VcpuPageLayout.REFILL) != 0);
    }
}

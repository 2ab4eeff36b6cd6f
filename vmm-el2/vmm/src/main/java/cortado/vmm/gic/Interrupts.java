package cortado.vmm.gic;

import static cortado.vmm.gic.InterruptStates.EDGE;
import static cortado.vmm.gic.InterruptStates.HIGH;
import static cortado.vmm.gic.InterruptStates.LATCHED;
import static cortado.vmm.gic.InterruptStates.OUT;

import cortado.vmm.IrqLine;

/**
 * The interrupts of a guest as their registers and wires see them: what is written or happens changes their
 * {@link InterruptStates states}, and {@link Delivery} takes them to the CPUs. The register models of both GIC versions
 * stand on this class.
 */
public final class Interrupts {
    /** Interrupts of one CPU: SGIs 0 to 15, PPIs 16 to 31. */
    public static final int PRIVATE = 32;

    public static final int SGIS = 16;
    /** All numbers: 64 shared interrupts. */
    public static final int COUNT = 96;
    /** The virtual timer's PPI. */
    public static final int TIMER = 27;
    /** A GICv2 has no more CPUs. */
    public static final int CPUS = 8;

    private final InterruptStates states;
    private final Delivery delivery;

    /**
     * Interrupts for these CPUs.
     *
     * @param version 2 or 3
     */
    public Interrupts(int version, ListRegisters... lists) {
        if (lists.length < 1 || lists.length > CPUS) {
            throw new IllegalArgumentException(lists.length + " CPUs, but a guest has 1 to " + CPUS);
        }
        states = new InterruptStates(version == 3, lists.length);
        delivery = new Delivery(states, lists.clone());
    }

    int cpus() {
        return states.cpus;
    }

    boolean isVersion3() {
        return states.version3;
    }

    /** The wire of a shared interrupt. */
    public IrqLine line(int number) {
        if (number < PRIVATE || number >= COUNT) {
            throw new IllegalArgumentException("interrupt " + number + " is not a shared one");
        }
        return high -> wire(number, high);
    }

    private void wire(int number, boolean high) {
        int slot = states.slot(0, number);
        if (states.has(slot, HIGH) == high) {
            return;
        }
        states.flags[slot] ^= HIGH;
        if (high) {
            if (states.has(slot, EDGE)) {
                states.flags[slot] |= LATCHED;
            }
            delivery.deliver(number, slot);
        } else if (states.has(slot, OUT)) {
            delivery.refresh(states.owner[slot]);
        }
    }

    /** The virtual timer of a CPU is due and the kernel could not say so itself. */
    public void timerDue(int cpu) {
        latch(cpu, TIMER);
    }

    /** Something about a CPU's list registers has changed: they are looked at before it runs again. */
    public void refresh(int cpu) {
        delivery.refresh(cpu);
    }

    /** Brings a stopped CPU's list registers up to date. */
    public void beforeRun(int cpu) {
        delivery.beforeRun(cpu);
    }

    /** Takes the state out of the list registers of a stopped CPU, so that registers read true. */
    void fold(int cpu) {
        delivery.fold(cpu);
    }

    /** Whether the kernel raises an interrupt by itself, and so has to know its properties. */
    private static boolean isKernels(int number) {
        return number < SGIS || number == TIMER;
    }

    boolean isEnabled() {
        return states.enabled;
    }

    /** The distributor forwards interrupts, or none. */
    void enable(boolean on) {
        states.enabled = on;
        for (int cpu = 0; cpu < states.cpus; cpu++) {
            delivery.disturb(cpu);
        }
    }

    boolean has(int cpu, int number, int flag) {
        return states.has(states.slot(cpu, number), flag);
    }

    boolean pending(int cpu, int number) {
        return states.isPending(states.slot(cpu, number));
    }

    /** Sets a property of an interrupt, which may let it through. */
    void set(int cpu, int number, int flag) {
        int slot = states.slot(cpu, number);
        states.flags[slot] |= flag;
        if (isKernels(number)) {
            delivery.disturb(cpu);
        }
        delivery.deliver(number, slot);
    }

    /** Clears a property; where the interrupt is out, its CPU looks at it again. */
    void clear(int cpu, int number, int flag) {
        int slot = states.slot(cpu, number);
        states.flags[slot] &= ~flag;
        if (states.has(slot, OUT) || isKernels(number)) {
            delivery.disturb(states.owner[slot]);
        }
    }

    /** Makes an interrupt pending once. */
    void latch(int cpu, int number) {
        set(cpu, number, LATCHED);
    }

    /** Takes back what is latched. A list register of another CPU that holds it already delivers it. */
    void unlatch(int cpu, int number) {
        states.senders[states.slot(cpu, number)] = 0;
        clear(cpu, number, LATCHED);
    }

    int priority(int cpu, int number) {
        return states.priority[states.slot(cpu, number)];
    }

    /** Priorities have the five bits that every list register keeps. */
    void prioritize(int cpu, int number, int value) {
        int slot = states.slot(cpu, number);
        states.priority[slot] = value & 0xf8;
        if (isKernels(number)) {
            delivery.disturb(cpu);
        }
    }

    int target(int number) {
        return states.target[states.slot(0, number)];
    }

    /** Sends a shared interrupt to a CPU, −1 for none. */
    void route(int number, int cpu) {
        int slot = states.slot(0, number);
        states.target[slot] = cpu;
        delivery.deliver(number, slot);
    }

    /** GICv2: which CPUs sent an SGI that is pending. */
    int senders(int cpu, int number) {
        return states.senders[states.slot(cpu, number)];
    }

    /** Sends a software-generated interrupt. */
    void sendSgi(int from, int to, int number) {
        int slot = states.slot(to, number);
        if (states.version3) {
            states.flags[slot] |= LATCHED;
        } else {
            states.senders[slot] |= 1 << from;
        }
        delivery.deliver(number, slot);
    }

    /** GICv2: takes a sender's SGI back. */
    void cancelSgi(int from, int to, int number) {
        states.senders[states.slot(to, number)] &= ~(1 << from);
    }
}

package cortado.vmm.gic;

import static cortado.abi.VcpuPageLayout.ACTIVE;
import static cortado.abi.VcpuPageLayout.GROUP_1;
import static cortado.abi.VcpuPageLayout.NOTIFY_END;
import static cortado.abi.VcpuPageLayout.PENDING;

/**
 * What is known of every interrupt of a guest, in a slot for each: private ones have one for each CPU. An interrupt is
 * <em>out</em> while a list register may hold it; then its state there counts.
 */
final class InterruptStates {
    static final int ENABLED = 1;
    /** Pending by an edge, by software or as an SGI. */
    static final int LATCHED = 1 << 1;
    /** The wire of a level-triggered interrupt is high. */
    static final int HIGH = 1 << 2;

    static final int IS_ACTIVE = 1 << 3;
    static final int EDGE = 1 << 4;
    static final int GROUP = 1 << 5;
    /** A list register of {@link #owner} may hold it. */
    static final int OUT = 1 << 6;
    /** A level that software made pending went out: only once it is taken is that used up. */
    private static final int LATCH_OUT = 1 << 7;

    private static final int SOURCE = 32;
    private static final int PRIORITY = 48;

    final boolean version3;
    final int cpus;
    final int[] flags;
    final int[] priority;
    /** The CPU that an SPI goes to, −1 for none. */
    final int[] target;
    /** The CPU in whose list registers it is or was taken from, where it is active. */
    final int[] owner;
    /** GICv2 SGIs: which CPUs sent it, one bit each; and the sender of the one that is out or active. */
    final int[] senders;

    final int[] sender;
    /** The distributor forwards interrupts, or none. */
    boolean enabled;

    InterruptStates(boolean version3, int cpus) {
        this.version3 = version3;
        this.cpus = cpus;
        int slots = Interrupts.PRIVATE * cpus + Interrupts.COUNT - Interrupts.PRIVATE;
        flags = new int[slots];
        priority = new int[slots];
        target = new int[slots];
        owner = new int[slots];
        senders = new int[slots];
        sender = new int[slots];
        for (int cpu = 0; cpu < cpus; cpu++) {
            for (int i = 0; i < Interrupts.PRIVATE; i++) {
                int slot = slot(cpu, i);
                owner[slot] = cpu;
                target[slot] = cpu;
                // An SGI is an edge and always on in a GICv2; the timer's wire is the kernel's, which reports edges.
                boolean edge = i < Interrupts.SGIS || i == Interrupts.TIMER;
                flags[slot] = (edge ? EDGE : 0) | (i < Interrupts.SGIS && !version3 ? ENABLED : 0);
            }
        }
    }

    int slot(int cpu, int number) {
        return number < Interrupts.PRIVATE
                ? cpu * Interrupts.PRIVATE + number
                : (cpus - 1) * Interrupts.PRIVATE + number;
    }

    boolean has(int slot, int flag) {
        return (flags[slot] & flag) != 0;
    }

    boolean isPending(int slot) {
        int state = flags[slot];
        return senders[slot] != 0 || (state & LATCHED) != 0 || ((state & EDGE) == 0 && (state & HIGH) != 0);
    }

    /** Whether it is pending and let through. */
    boolean isDeliverable(int slot) {
        boolean open = has(slot, ENABLED) && enabled && (!version3 || has(slot, GROUP));
        return open && isPending(slot);
    }

    /** The number most worth a list register: active first, then by priority, then by number; −1 for none. */
    int mostUrgent(int cpu) {
        int best = -1;
        int urgency = Integer.MAX_VALUE;
        for (int number = 0; number < Interrupts.COUNT; number++) {
            int slot = slot(cpu, number);
            if (has(slot, OUT)) {
                continue;
            }
            int mine = Integer.MAX_VALUE;
            if (has(slot, IS_ACTIVE)) {
                mine = owner[slot] == cpu ? priority[slot] - 0x100 : mine;
            } else if (target[slot] == cpu && isDeliverable(slot)) {
                mine = priority[slot];
            }
            if (mine < urgency) {
                urgency = mine;
                best = number;
            }
        }
        return best;
    }

    /** The word that carries an interrupt, as it is, into a list register; from here on it is out. */
    long send(int cpu, int number) {
        int slot = slot(cpu, number);
        long state = 0;
        if (has(slot, IS_ACTIVE)) {
            state |= ACTIVE;
        }
        if (isDeliverable(slot)) {
            if (senders[slot] != 0) {
                int from = Integer.numberOfTrailingZeros(senders[slot]);
                if (state == 0) {
                    sender[slot] = from;
                }
                if (from == sender[slot]) { // an active SGI of another CPU has to end first
                    senders[slot] &= ~(1 << from);
                    state |= PENDING;
                }
            } else if (has(slot, EDGE) || state == 0) {
                state |= PENDING;
            }
        }
        return goOut(cpu, number, state);
    }

    /** Notes that an interrupt is now in a list register, and gives the word for it. */
    long goOut(int cpu, int number, long state) {
        int slot = slot(cpu, number);
        int now = flags[slot] & ~IS_ACTIVE;
        if ((state & PENDING) != 0 && (now & LATCHED) != 0) {
            now = (now & ~LATCHED) | ((now & EDGE) == 0 ? LATCH_OUT : 0);
        }
        flags[slot] = now | OUT;
        owner[slot] = cpu;
        return word(slot, number, state);
    }

    /** The word of an interrupt in some state. */
    long word(int slot, int number, long state) {
        boolean again = senders[slot] != 0 || (flags[slot] & EDGE) == 0;
        return state
                | (version3 ? GROUP_1 : (long) (number < Interrupts.SGIS ? sender[slot] : 0) << SOURCE)
                | (long) priority[slot] << PRIORITY
                | (again ? NOTIFY_END : 0)
                | number;
    }

    /** What all SGIs of a CPU have in common, if all are let through and equally urgent; else 0. */
    long selfWord(int cpu) {
        int first = slot(cpu, 0);
        int open = ENABLED | (version3 ? GROUP : 0);
        for (int slot = first; slot < first + Interrupts.SGIS; slot++) {
            if ((flags[slot] & open) != open || priority[slot] != priority[first]) {
                return 0;
            }
        }
        return enabled ? (version3 ? GROUP_1 : 0) | (long) priority[first] << PRIORITY : 0;
    }

    /** What the timer of a CPU is, if it is let through; else 0. */
    long timerWord(int cpu) {
        int slot = slot(cpu, Interrupts.TIMER);
        return enabled && has(slot, ENABLED) ? word(slot, Interrupts.TIMER, PENDING) : 0;
    }

    /** All that a CPU's list registers may have held comes back; {@link #take} follows for each that they did. */
    void comeBack(int cpu) {
        for (int number = 0; number < Interrupts.COUNT; number++) {
            int slot = slot(cpu, number);
            if (has(slot, OUT) && owner[slot] == cpu) {
                flags[slot] &= ~(OUT | IS_ACTIVE);
            }
        }
    }

    /** Takes the state of an interrupt out of the word of a CPU's list register. */
    void take(int cpu, int number, long word) {
        int slot = slot(cpu, number);
        int from = (int) (word >>> SOURCE) & 7;
        owner[slot] = cpu;
        if ((word & ACTIVE) != 0) {
            flags[slot] |= IS_ACTIVE;
            sender[slot] = from;
        }
        if ((word & PENDING) != 0) {
            if (number < Interrupts.SGIS && !version3) {
                senders[slot] |= 1 << from;
            } else if (has(slot, EDGE | LATCH_OUT)) {
                flags[slot] |= LATCHED;
            } // a wire that is still high makes it pending again
        }
    }

    /** All of a CPU's have been taken back: what software made pending and is gone has been used up. */
    void haveComeBack(int cpu) {
        for (int number = 0; number < Interrupts.COUNT; number++) {
            int slot = slot(cpu, number);
            if (!has(slot, OUT) && owner[slot] == cpu) {
                flags[slot] &= ~LATCH_OUT;
            }
        }
    }
}

package cortado.vmm.gic;

import static cortado.abi.VcpuPageLayout.ACTIVE;
import static cortado.abi.VcpuPageLayout.GROUP_1;
import static cortado.abi.VcpuPageLayout.NOTIFY_END;
import static cortado.abi.VcpuPageLayout.PENDING;

import cortado.vmm.IrqLine;

/**
 * The state of every interrupt of a guest and its way into list registers. An interrupt is <em>out</em> while a list
 * register may hold it; then its state there counts, and is folded back when its CPU is stopped and something has
 * changed ({@link #beforeRun}). Interrupts go straight into a running CPU where there is room, so that most cost no
 * exit. The register models of both GIC versions stand on this class.
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

    // What is known of an interrupt.
    static final int ENABLED = 1;
    /** Pending by an edge, by software or as an SGI. */
    static final int LATCHED = 1 << 1;
    /** The wire of a level-triggered interrupt is high. */
    static final int HIGH = 1 << 2;

    static final int IS_ACTIVE = 1 << 3;
    static final int EDGE = 1 << 4;
    static final int GROUP = 1 << 5;
    /** A list register of {@link #owner} may hold it. */
    private static final int OUT = 1 << 6;
    /** A level that software made pending went out: only once it is taken is that used up. */
    private static final int LATCH_OUT = 1 << 7;

    private static final int NUMBER = 0x3ff;
    private static final int SOURCE = 32;
    private static final int PRIORITY = 48;

    private final ListRegisters[] lists;
    private final boolean version3;
    private final int[] flags;
    private final int[] priority;
    /** The CPU that an SPI goes to, −1 for none. */
    private final int[] target;
    /** The CPU in whose list registers it is or was taken from, where it is active. */
    private final int[] owner;
    /** GICv2 SGIs: which CPUs sent it, one bit each; and the sender of the one that is out or active. */
    private final int[] senders;

    private final int[] sender;
    private final boolean[] changed;
    private boolean enabled;

    /**
     * Interrupts for these CPUs.
     *
     * @param version 2 or 3
     */
    public Interrupts(int version, ListRegisters... lists) {
        if (lists.length < 1 || lists.length > CPUS) {
            throw new IllegalArgumentException(lists.length + " CPUs, but a guest has 1 to " + CPUS);
        }
        this.lists = lists.clone();
        this.version3 = version == 3;
        int slots = PRIVATE * lists.length + COUNT - PRIVATE;
        flags = new int[slots];
        priority = new int[slots];
        target = new int[slots];
        owner = new int[slots];
        senders = new int[slots];
        sender = new int[slots];
        changed = new boolean[lists.length];
        for (int cpu = 0; cpu < lists.length; cpu++) {
            for (int i = 0; i < PRIVATE; i++) {
                int slot = slot(cpu, i);
                owner[slot] = cpu;
                target[slot] = cpu;
                // An SGI is an edge and always on in a GICv2; the timer's wire is the kernel's, which reports edges.
                boolean edge = i < SGIS || i == TIMER;
                flags[slot] = (edge ? EDGE : 0) | (i < SGIS && !version3 ? ENABLED : 0);
            }
        }
    }

    int cpus() {
        return lists.length;
    }

    boolean isVersion3() {
        return version3;
    }

    /** The wire of a shared interrupt. */
    public IrqLine line(int number) {
        if (number < PRIVATE || number >= COUNT) {
            throw new IllegalArgumentException("interrupt " + number + " is not a shared one");
        }
        return high -> wire(number, high);
    }

    private void wire(int number, boolean high) {
        int slot = slot(0, number);
        boolean was = (flags[slot] & HIGH) != 0;
        if (was == high) {
            return;
        }
        flags[slot] ^= HIGH;
        if (high) {
            if ((flags[slot] & EDGE) != 0) {
                flags[slot] |= LATCHED;
            }
            deliver(number, slot);
        } else {
            changed[owner[slot]] |= (flags[slot] & OUT) != 0;
        }
    }

    /** The virtual timer of a CPU is due and the kernel could not say so itself. */
    public void timerDue(int cpu) {
        latch(cpu, TIMER);
    }

    /** Something about a CPU's list registers has changed: they are looked at before it runs again. */
    public void refresh(int cpu) {
        changed[cpu] = true;
    }

    /** Brings a stopped CPU's list registers up to date. */
    public void beforeRun(int cpu) {
        if (changed[cpu]) {
            changed[cpu] = false;
            fold(cpu);
            fill(cpu);
        }
    }

    /** Takes the state out of the list registers of a stopped CPU, so that registers read true. */
    void fold(int cpu) {
        ListRegisters list = lists[cpu];
        if (!list.stopped()) {
            return;
        }
        for (int number = 0; number < COUNT; number++) {
            int slot = slot(cpu, number);
            if ((flags[slot] & OUT) != 0 && owner[slot] == cpu) {
                flags[slot] &= ~(OUT | IS_ACTIVE);
            }
        }
        takeAll(cpu, list);
        for (int number = 0; number < COUNT; number++) {
            int slot = slot(cpu, number);
            if ((flags[slot] & OUT) == 0 && owner[slot] == cpu) {
                flags[slot] &= ~LATCH_OUT;
            }
        }
        changed[cpu] = true;
    }

    private void takeAll(int cpu, ListRegisters list) {
        for (int i = 0; i < list.count(); i++) {
            long word = list.get(i);
            list.set(i, 0);
            int number = (int) word & NUMBER;
            if ((word & (PENDING | ACTIVE)) != 0 && number < COUNT) {
                take(cpu, number, word);
            }
        }
    }

    private void take(int cpu, int number, long word) {
        int slot = slot(cpu, number);
        int from = (int) (word >>> SOURCE) & 7;
        owner[slot] = cpu;
        if ((word & ACTIVE) != 0) {
            flags[slot] |= IS_ACTIVE;
            sender[slot] = from;
        }
        if ((word & PENDING) != 0) {
            if (number < SGIS && !version3) {
                senders[slot] |= 1 << from;
            } else if ((flags[slot] & (EDGE | LATCH_OUT)) != 0) {
                flags[slot] |= LATCHED;
            } // a wire that is still high makes it pending again
        }
    }

    private void fill(int cpu) {
        ListRegisters list = lists[cpu];
        list.timer(enabled && (flags[slot(cpu, TIMER)] & ENABLED) != 0 ? word(slot(cpu, TIMER), TIMER, PENDING) : 0);
        list.self(selfWord(cpu));
        int used = 0;
        for (int number = next(cpu); number >= 0; number = next(cpu)) {
            if (used == list.count()) {
                break;
            }
            list.set(used++, send(cpu, number));
        }
        boolean more = used == list.count() && next(cpu) >= 0;
        if (more) { // whatever ends first makes room
            list.set(0, list.get(0) | NOTIFY_END);
        }
        list.refill(more && list.count() > 1);
    }

    /** What all SGIs of a CPU have in common, if all are let through and equally urgent; else 0. */
    private long selfWord(int cpu) {
        int first = slot(cpu, 0);
        int open = ENABLED | (version3 ? GROUP : 0);
        for (int slot = first; slot < first + SGIS; slot++) {
            if ((flags[slot] & open) != open || priority[slot] != priority[first]) {
                return 0;
            }
        }
        return enabled ? (version3 ? GROUP_1 : 0) | (long) priority[first] << PRIORITY : 0;
    }

    /** Whether the kernel raises an interrupt by itself, and so has to know its properties. */
    private static boolean isKernels(int number) {
        return number < SGIS || number == TIMER;
    }

    /** The number most worth a list register: active first, then by priority, then by number; −1 for none. */
    private int next(int cpu) {
        int best = -1;
        int urgency = Integer.MAX_VALUE;
        for (int number = 0; number < COUNT; number++) {
            int slot = slot(cpu, number);
            if ((flags[slot] & OUT) != 0) {
                continue;
            }
            int mine = Integer.MAX_VALUE;
            if ((flags[slot] & IS_ACTIVE) != 0) {
                mine = owner[slot] == cpu ? priority[slot] - 0x100 : mine;
            } else if (target[slot] == cpu && deliverable(slot)) {
                mine = priority[slot];
            }
            if (mine < urgency) {
                urgency = mine;
                best = number;
            }
        }
        return best;
    }

    private boolean isPending(int slot) {
        int state = flags[slot];
        return senders[slot] != 0 || (state & LATCHED) != 0 || ((state & EDGE) == 0 && (state & HIGH) != 0);
    }

    private boolean deliverable(int slot) {
        boolean open = (flags[slot] & ENABLED) != 0 && enabled && (!version3 || (flags[slot] & GROUP) != 0);
        return open && isPending(slot);
    }

    /** The word that carries an interrupt into a list register; from here on it is out. */
    private long send(int cpu, int number) {
        int slot = slot(cpu, number);
        long state = 0;
        if ((flags[slot] & IS_ACTIVE) != 0) {
            state |= ACTIVE;
        }
        if (deliverable(slot)) {
            if (senders[slot] != 0) {
                int from = Integer.numberOfTrailingZeros(senders[slot]);
                if (state == 0) {
                    sender[slot] = from;
                }
                if (from == sender[slot]) { // an active SGI of another CPU has to end first
                    senders[slot] &= ~(1 << from);
                    state |= PENDING;
                }
            } else if ((flags[slot] & EDGE) != 0 || state == 0) {
                state |= PENDING;
            }
        }
        return goOut(cpu, number, state);
    }

    /** Notes that an interrupt is now in a list register, and gives the word for it. */
    private long goOut(int cpu, int number, long state) {
        int slot = slot(cpu, number);
        int now = flags[slot] & ~IS_ACTIVE;
        if ((state & PENDING) != 0 && (now & LATCHED) != 0) {
            now = (now & ~LATCHED) | ((now & EDGE) == 0 ? LATCH_OUT : 0);
        }
        flags[slot] = now | OUT;
        owner[slot] = cpu;
        return word(slot, number, state);
    }

    private long word(int slot, int number, long state) {
        boolean again = senders[slot] != 0 || (flags[slot] & EDGE) == 0;
        return state
                | (version3 ? GROUP_1 : (long) (number < SGIS ? sender[slot] : 0) << SOURCE)
                | (long) priority[slot] << PRIORITY
                | (again ? NOTIFY_END : 0)
                | number;
    }

    /** Something made an interrupt pending, or let one through: on its way it goes. */
    private void deliver(int number, int slot) {
        int cpu = target[slot];
        if (cpu < 0 || !deliverable(slot)) {
            return;
        }
        int holder = (flags[slot] & (OUT | IS_ACTIVE)) != 0 ? owner[slot] : cpu;
        if (holder != cpu) {
            disturb(holder); // it may still hold it as active
        }
        boolean sameSender = senders[slot] == 0 || (flags[slot] & OUT) == 0 || senders[slot] == 1 << sender[slot];
        if (holder == cpu && sameSender && (flags[slot] & IS_ACTIVE) == 0 && !lists[cpu].stopped()) {
            if (senders[slot] != 0) {
                sender[slot] = Integer.numberOfTrailingZeros(senders[slot]);
            }
            if (lists[cpu].inject(word(slot, number, PENDING))) {
                senders[slot] &= ~(1 << sender[slot]);
                goOut(cpu, number, PENDING);
                if (senders[slot] == 0) {
                    return;
                }
            }
        }
        disturb(cpu);
    }

    /** Has a CPU look at its interrupts. */
    private void disturb(int cpu) {
        changed[cpu] = true;
        if (!lists[cpu].stopped()) {
            lists[cpu].kick();
        }
    }

    int slot(int cpu, int number) {
        return number < PRIVATE ? cpu * PRIVATE + number : (lists.length - 1) * PRIVATE + number;
    }

    boolean isEnabled() {
        return enabled;
    }

    /** The distributor forwards interrupts, or none. */
    void enable(boolean on) {
        enabled = on;
        for (int cpu = 0; cpu < lists.length; cpu++) {
            disturb(cpu);
        }
    }

    boolean has(int cpu, int number, int flag) {
        return (flags[slot(cpu, number)] & flag) != 0;
    }

    boolean pending(int cpu, int number) {
        return isPending(slot(cpu, number));
    }

    /** Sets a property of an interrupt, which may let it through. */
    void set(int cpu, int number, int flag) {
        int slot = slot(cpu, number);
        flags[slot] |= flag;
        if (isKernels(number)) {
            disturb(cpu);
        }
        deliver(number, slot);
    }

    /** Clears a property; where the interrupt is out, its CPU looks at it again. */
    void clear(int cpu, int number, int flag) {
        int slot = slot(cpu, number);
        flags[slot] &= ~flag;
        if ((flags[slot] & OUT) != 0 || isKernels(number)) {
            disturb(owner[slot]);
        }
    }

    /** Makes an interrupt pending once. */
    void latch(int cpu, int number) {
        set(cpu, number, LATCHED);
    }

    /** Takes back what is latched. A list register of another CPU that holds it already delivers it. */
    void unlatch(int cpu, int number) {
        senders[slot(cpu, number)] = 0;
        clear(cpu, number, LATCHED);
    }

    int priority(int cpu, int number) {
        return priority[slot(cpu, number)];
    }

    /** Priorities have the five bits that every list register keeps. */
    void prioritize(int cpu, int number, int value) {
        int slot = slot(cpu, number);
        priority[slot] = value & 0xf8;
        if (isKernels(number)) {
            disturb(cpu);
        }
    }

    int target(int number) {
        return target[slot(0, number)];
    }

    /** Sends a shared interrupt to a CPU, −1 for none. */
    void route(int number, int cpu) {
        int slot = slot(0, number);
        target[slot] = cpu;
        deliver(number, slot);
    }

    /** GICv2: which CPUs sent an SGI that is pending. */
    int senders(int cpu, int number) {
        return senders[slot(cpu, number)];
    }

    /** Sends a software-generated interrupt. */
    void sendSgi(int from, int to, int number) {
        int slot = slot(to, number);
        if (version3) {
            flags[slot] |= LATCHED;
        } else {
            senders[slot] |= 1 << from;
        }
        deliver(number, slot);
    }

    /** GICv2: takes a sender's SGI back. */
    void cancelSgi(int from, int to, int number) {
        senders[slot(to, number)] &= ~(1 << from);
    }
}

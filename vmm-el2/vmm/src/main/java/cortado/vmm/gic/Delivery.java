package cortado.vmm.gic;

import static cortado.abi.VcpuPageLayout.ACTIVE;
import static cortado.abi.VcpuPageLayout.NOTIFY_END;
import static cortado.abi.VcpuPageLayout.PENDING;
import static cortado.vmm.gic.InterruptStates.IS_ACTIVE;
import static cortado.vmm.gic.InterruptStates.OUT;

/**
 * The way of interrupts into list registers and back. What is out is folded back when its CPU is stopped and something
 * has changed; where there is room, an interrupt goes straight into a CPU that runs, so that most cost no exit.
 */
final class Delivery {
    private static final int NUMBER = 0x3ff;

    private final InterruptStates states;
    private final ListRegisters[] lists;
    private final boolean[] changed;

    Delivery(InterruptStates states, ListRegisters[] lists) {
        this.states = states;
        this.lists = lists;
        changed = new boolean[lists.length];
    }

    /** A stopped CPU's list registers are looked at before it runs again. */
    void refresh(int cpu) {
        changed[cpu] = true;
    }

    /** Has a CPU look at its interrupts. */
    void disturb(int cpu) {
        changed[cpu] = true;
        if (!lists[cpu].stopped()) {
            lists[cpu].kick();
        }
    }

    /** Brings a stopped CPU's list registers up to date. */
    void beforeRun(int cpu) {
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
        states.comeBack(cpu);
        for (int i = 0; i < list.count(); i++) {
            long word = list.get(i);
            list.set(i, 0);
            int number = (int) word & NUMBER;
            if ((word & (PENDING | ACTIVE)) != 0 && number < Interrupts.COUNT) {
                states.take(cpu, number, word);
            }
        }
        states.haveComeBack(cpu);
        changed[cpu] = true;
    }

    private void fill(int cpu) {
        ListRegisters list = lists[cpu];
        list.timer(states.timerWord(cpu));
        list.self(states.selfWord(cpu));
        int used = 0;
        for (int number = states.mostUrgent(cpu); number >= 0; number = states.mostUrgent(cpu)) {
            if (used == list.count()) {
                break;
            }
            list.set(used++, states.send(cpu, number));
        }
        boolean more = used == list.count() && states.mostUrgent(cpu) >= 0;
        if (more) { // whatever ends first makes room
            list.set(0, list.get(0) | NOTIFY_END);
        }
        list.refill(more && list.count() > 1);
    }

    /** Something made an interrupt pending, or let one through: on its way it goes. */
    void deliver(int number, int slot) {
        int cpu = states.target[slot];
        if (cpu < 0 || !states.isDeliverable(slot)) {
            return;
        }
        int holder = states.has(slot, OUT | IS_ACTIVE) ? states.owner[slot] : cpu;
        if (holder != cpu) {
            disturb(holder); // it may still hold it as active
        } else if (goesStraight(cpu, slot) && inject(cpu, number, slot)) {
            return;
        }
        disturb(cpu);
    }

    /** Whether an interrupt may join what a CPU that runs holds of it. */
    private boolean goesStraight(int cpu, int slot) {
        int senders = states.senders[slot];
        boolean sameSender = senders == 0 || !states.has(slot, OUT) || senders == 1 << states.sender[slot];
        return sameSender && !states.has(slot, IS_ACTIVE) && !lists[cpu].stopped();
    }

    /** Whether it went into a list register and nothing of it is left to deliver. */
    private boolean inject(int cpu, int number, int slot) {
        if (states.senders[slot] != 0) {
            states.sender[slot] = Integer.numberOfTrailingZeros(states.senders[slot]);
        }
        if (!lists[cpu].inject(states.word(slot, number, PENDING))) {
            return false;
        }
        states.senders[slot] &= ~(1 << states.sender[slot]);
        states.goOut(cpu, number, PENDING);
        return states.senders[slot] == 0;
    }
}

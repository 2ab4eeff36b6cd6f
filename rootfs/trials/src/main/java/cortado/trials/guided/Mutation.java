package cortado.trials.guided;

import cortado.abi.Call;
import cortado.abi.MessageLayout;
import java.util.Arrays;

/** Makes sequences: new ones, whose arguments mostly are of the kind that a call takes, and changed ones. */
final class Mutation {
    /**
     * What each call takes: h a handle or other result, b the buffer, d a deadline, n a number, c the size of a
     * message, p pages, r rights, q a power of two, w anything.
     */
    private static final String[] SHAPES = shapes();
    /** Of so many steps that are likely to end an executor, one is made. */
    private static final int RARELY = 20;

    private final Dice dice;

    Mutation(Dice dice) {
        this.dice = dice;
    }

    private static String[] shapes() {
        String[] shapes = new String[Call.COUNT];
        Arrays.fill(shapes, "");
        shapes[Call.LOG_WRITE] = "bnn";
        shapes[Call.EXIT] = "n";
        for (int handle : new int[] {
            Call.HANDLE_CLOSE,
            Call.HANDLE_INFO,
            Call.FOLIO_UNMAP,
            Call.FOLIO_INFO,
            Call.FOLIO_DMA_ADDRESS,
            Call.INTERRUPT_ACKNOWLEDGE,
            Call.PROCESS_KILL,
            Call.HYPERVISOR_GRANT,
            Call.VM_CREATE,
            Call.VCPU_KICK,
            Call.DEVICE_QUIET
        }) {
            shapes[handle] = "h";
        }
        shapes[Call.HANDLE_DUPLICATE] = "hr";
        shapes[Call.CHANNEL_SEND] = "hb";
        shapes[Call.CHANNEL_RECEIVE] = "hbcd";
        shapes[Call.CHANNEL_CALL] = "hbcd";
        shapes[Call.CHANNEL_REPLY_RECEIVE] = "hbcd";
        shapes[Call.POLL_ADD] = "hhqw";
        shapes[Call.POLL_REMOVE] = "hh";
        shapes[Call.POLL_WAIT] = "hbnd";
        shapes[Call.FOLIO_CREATE] = "pn";
        shapes[Call.FOLIO_MAP] = "hppr";
        shapes[Call.TIMER_SET] = "hd";
        shapes[Call.PROCESS_CREATE] = "hb";
        shapes[Call.PROCESS_INFO] = "hb";
        shapes[Call.PROCESS_HANDLES] = "hbn";
        shapes[Call.SYSTEM_INFO] = "hb";
        shapes[Call.MMIO_GRANT] = "hnn";
        shapes[Call.INTERRUPT_GRANT] = "hnn";
        shapes[Call.LOG_READ] = "hnbn";
        shapes[Call.MACHINE_POWER] = "hn";
        shapes[Call.BOOT_FOLIO] = "hn";
        shapes[Call.FOLIO_COMMIT] = "hp";
        shapes[Call.VM_MAP] = "hb";
        shapes[Call.VM_UNMAP] = "hp";
        shapes[Call.VCPU_CREATE] = "hnh";
        shapes[Call.VCPU_RUN] = "hnbn";
        shapes[Call.VCPU_INJECT] = "hw";
        shapes[Call.VCPU_GET] = "hb";
        shapes[Call.VCPU_SET] = "hb";
        return shapes;
    }

    /** A new sequence. */
    byte[] fresh() {
        byte[] sequence = new byte[(1 + dice.below(Sequence.MOST / 2)) * Sequence.STEP];
        for (int step = 0; step < Sequence.steps(sequence); step++) {
            fill(sequence, step);
        }
        return sequence;
    }

    /** A sequence that differs from {@code one}; {@code other} may give a part of itself. */
    byte[] changed(byte[] one, byte[] other) {
        byte[] sequence = one.clone();
        int changes = 1 << dice.below(4);
        for (int i = 0; i < changes; i++) {
            sequence = change(sequence, other);
        }
        return sequence;
    }

    private byte[] change(byte[] sequence, byte[] other) {
        int steps = Sequence.steps(sequence);
        int step = dice.below(steps);
        switch (dice.below(10)) {
            case 0, 1, 2 -> {
                return argument(sequence, step);
            }
            case 3 -> {
                fill(sequence, step);
                return sequence;
            }
            case 4, 5 -> {
                byte[] longer = with(sequence, step, 1);
                fill(longer, step);
                return longer;
            }
            case 6 -> {
                byte[] longer = with(sequence, step, 1);
                System.arraycopy(sequence, step * Sequence.STEP, longer, step * Sequence.STEP, Sequence.STEP);
                return longer;
            }
            case 7 -> {
                return steps == 1 ? sequence : without(sequence, step);
            }
            case 8 -> {
                Sequence.setLane(sequence, step, dice.below(4));
                return sequence;
            }
            default -> {
                return spliced(sequence, step, other);
            }
        }
    }

    private byte[] argument(byte[] sequence, int step) {
        int which = dice.below(Sequence.ARGUMENTS);
        int kind = Sequence.kind(sequence, step, which);
        int value = Sequence.value(sequence, step, which);
        switch (dice.below(5)) {
            case 0 -> kind = dice.below(Argument.KINDS);
            case 1 -> value += dice.below(9) - 4;
            case 2 -> value ^= 1 << dice.below(16);
            case 3 -> value = dice.below(1 << 16);
            default -> value = dice.below(2 * Sequence.MOST);
        }
        Sequence.setArgument(sequence, step, which, kind, value);
        return sequence;
    }

    /** With room for more steps before one; what goes past the longest falls off its end. */
    private static byte[] with(byte[] sequence, int before, int more) {
        int steps = Math.min(Sequence.steps(sequence) + more, Sequence.MOST);
        byte[] longer = new byte[steps * Sequence.STEP];
        int at = before * Sequence.STEP;
        System.arraycopy(sequence, 0, longer, 0, at);
        int to = (before + more) * Sequence.STEP;
        if (to < longer.length) {
            System.arraycopy(sequence, at, longer, to, longer.length - to);
        }
        return longer;
    }

    private static byte[] without(byte[] sequence, int step) {
        byte[] shorter = Arrays.copyOf(sequence, sequence.length - Sequence.STEP);
        int from = (step + 1) * Sequence.STEP;
        System.arraycopy(sequence, from, shorter, step * Sequence.STEP, sequence.length - from);
        return shorter;
    }

    /** The beginning of one, then the end of another. */
    private byte[] spliced(byte[] sequence, int step, byte[] other) {
        int from = dice.below(Sequence.steps(other));
        int taken = Math.min(Sequence.steps(other) - from, Sequence.MOST - step);
        byte[] both = Arrays.copyOf(sequence, (step + taken) * Sequence.STEP);
        System.arraycopy(other, from * Sequence.STEP, both, step * Sequence.STEP, taken * Sequence.STEP);
        return both;
    }

    private void fill(byte[] sequence, int step) {
        int call = call();
        Sequence.setCall(sequence, step, call);
        Sequence.setLane(sequence, step, dice.below(2));
        String shape = call < Call.COUNT ? SHAPES[call] : "";
        for (int i = 0; i < Sequence.ARGUMENTS; i++) {
            char take = i < shape.length() && !dice.once(10) ? shape.charAt(i) : 'w';
            put(sequence, step, i, take);
        }
        if (call == Sequence.STORE) {
            Sequence.setArgument(sequence, step, 0, Argument.SMALL, 4 * dice.below(24));
        } else if (call == Sequence.MESSAGE) {
            Sequence.setArgument(sequence, step, 0, Argument.SMALL, dice.below(16));
            Sequence.setArgument(sequence, step, 1, Argument.SMALL, dice.below(4));
            Sequence.setArgument(sequence, step, 2, Argument.SMALL, dice.below(MessageLayout.SIZE));
            put(sequence, step, 3, dice.once(2) ? 'h' : 'n');
        }
    }

    private int call() {
        int call = dice.below(Call.COUNT + 8);
        boolean ending = call == Call.EXIT || call == Call.FOLIO_UNMAP || call == Call.LOG_WRITE;
        if (ending && !dice.once(RARELY)) {
            return Call.NULL;
        }
        return call < Call.COUNT + 2 ? call : call < Call.COUNT + 5 ? Sequence.STORE : Sequence.MESSAGE;
    }

    private void put(byte[] sequence, int step, int argument, char take) {
        int kind = Argument.SMALL;
        int value = dice.below(8);
        switch (take) {
            case 'h' -> {
                kind = dice.once(5) ? Argument.GIVEN : Argument.RESULT;
                value = dice.below(kind == Argument.GIVEN ? 8 : 2 * Math.max(step, 1));
            }
            case 'b' -> kind = Argument.BUFFER;
            case 'd' -> {
                kind = Argument.DEADLINE;
                value = dice.below(50_000);
            }
            case 'c' -> value = MessageLayout.SIZE;
            case 'p' -> kind = Argument.PAGES;
            case 'r' -> {
                kind = Argument.RIGHTS;
                value = dice.below(1 << 10);
            }
            case 'q' -> kind = Argument.POWER;
            case 'w' -> {
                // for ever is what an executor is killed for, so it is seldom worth its time
                kind = dice.below(dice.once(20) ? Argument.KINDS : Argument.FOREVER);
                value = dice.below(1 << dice.below(17));
            }
            default -> {}
        }
        Sequence.setArgument(sequence, step, argument, kind, value);
    }
}

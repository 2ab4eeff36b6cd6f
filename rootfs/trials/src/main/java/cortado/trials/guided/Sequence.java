package cortado.trials.guided;

import cortado.abi.Call;
import cortado.abi.Limits;

/**
 * A sequence of system calls as bytes, which is how it is kept, changed and sent. Each step is {@link #STEP} bytes: the
 * call's number, who makes it, and four arguments of three bytes, a {@link Argument kind} and a little-endian value.
 * Any bytes are a sequence; a rest that is no whole step does nothing.
 */
final class Sequence {
    private Sequence() {}

    static final int STEP = 14;
    static final int ARGUMENTS = 4;
    /** Steps of the longest: it has to fit into a message. */
    static final int MOST = 32;

    /** Not a call: stores the second argument at the first one's place in the buffer. */
    static final int STORE = 250;
    /** Not a call: writes a message's header to the buffer: type, id, length, and one handle if it is not 0. */
    static final int MESSAGE = 251;

    private static final int LANE = 1;
    private static final int FIRST_ARGUMENT = 2;

    static {
        if (MOST * STEP > Limits.MESSAGE_PAYLOAD) {
            throw new IllegalStateException("the longest sequence does not fit into a message");
        }
    }

    static int steps(byte[] sequence) {
        return sequence.length / STEP;
    }

    static int call(byte[] sequence, int step) {
        return sequence[step * STEP] & 0xff;
    }

    static void setCall(byte[] sequence, int step, int call) {
        sequence[step * STEP] = (byte) call;
    }

    /** Whether the executor with this number makes the step: bit 0 says which, bit 1 that both do. */
    static boolean isOf(byte[] sequence, int step, int executor) {
        int lane = sequence[step * STEP + LANE];
        return (lane & 2) != 0 || (lane & 1) == executor;
    }

    static void setLane(byte[] sequence, int step, int lane) {
        sequence[step * STEP + LANE] = (byte) lane;
    }

    static int kind(byte[] sequence, int step, int argument) {
        return sequence[at(step, argument)] & 0xff;
    }

    static int value(byte[] sequence, int step, int argument) {
        int at = at(step, argument);
        return (sequence[at + 1] & 0xff) | ((sequence[at + 2] & 0xff) << 8);
    }

    static void setArgument(byte[] sequence, int step, int argument, int kind, int value) {
        int at = at(step, argument);
        sequence[at] = (byte) kind;
        sequence[at + 1] = (byte) value;
        sequence[at + 2] = (byte) (value >> 8);
    }

    private static int at(int step, int argument) {
        return step * STEP + FIRST_ARGUMENT + argument * 3;
    }

    /** What the steps do, one in a line, for a person. */
    static String text(byte[] sequence) {
        StringBuilder text = new StringBuilder();
        for (int step = 0; step < steps(sequence); step++) {
            int call = call(sequence, step);
            text.append(step)
                    .append(isOf(sequence, step, 0) ? isOf(sequence, step, 1) ? " both " : " first " : " second ")
                    .append(name(call));
            for (int i = 0; i < ARGUMENTS; i++) {
                text.append(i == 0 ? "(" : ", ")
                        .append(Argument.text(kind(sequence, step, i)))
                        .append(' ')
                        .append(value(sequence, step, i));
            }
            text.append(")\n");
        }
        return text.toString();
    }

    private static String name(int call) {
        return switch (call) {
            case STORE -> "store";
            case MESSAGE -> "message";
            default -> call < Call.COUNT ? Call.text(call) : "call " + call;
        };
    }
}

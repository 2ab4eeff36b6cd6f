package cortado.trials.guided;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.MessageLayout;
import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.abi.StartLayout;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.platform.Platform;
import java.util.Arrays;

/**
 * Makes the calls of the sequences that it is sent, each time from the same start: what a sequence got is given back
 * after it. It may well end itself by one, or wait for ever.
 */
final class Executor {
    private static final int BUFFER = 4 * Limits.PAGE;

    private final Platform platform = Platform.current();
    private final Channel control;
    private final int number;
    private final long[] given;
    private final long[] results = new long[2 * Sequence.MOST];
    /** Memory that no collector moves; a sequence that unmaps it ends the executor at the next store. */
    private final long buffer;

    Executor(Environ environ, int number) {
        this.number = number;
        long block = platform.startBlock();
        int count = Math.min(platform.load32(block + StartLayout.HANDLE_COUNT), Limits.START_HANDLES);
        given = new long[count + 1];
        for (int i = 0; i < count; i++) {
            given[i] = platform.load32(block + StartLayout.HANDLES + 4L * i);
        }
        long folio = platform.call(Call.FOLIO_CREATE, BUFFER, 0, 0, 0);
        buffer = platform.call(Call.FOLIO_MAP, folio, 0, BUFFER, Rights.READ | Rights.WRITE);
        if (buffer <= 0) {
            throw new IllegalStateException("no memory for messages: " + folio + ", " + buffer);
        }
        given[count] = folio;
        control = new Channel(environ.take("handle.streams"));
    }

    /** Plays until the explorer hangs up. The answer to a sequence is the number of its calls. */
    void run() {
        Message message = new Message();
        while (control.tryReceive(message, Long.MAX_VALUE) >= 0) {
            int id = message.id();
            byte[] sequence = message.takeBytes(message.remaining());
            message.drop();
            int calls = play(sequence) + giveBack(sequence);
            if (control.trySend(message.reset(MessageType.REPLY, id).putInt(calls)) < 0) {
                return;
            }
        }
    }

    private int play(byte[] sequence) {
        Arrays.fill(results, 0);
        int calls = 0;
        int steps = Math.min(Sequence.steps(sequence), Sequence.MOST);
        for (int step = 0; step < steps; step++) {
            if (Sequence.isOf(sequence, step, number)) {
                calls += make(sequence, step);
            }
        }
        return calls;
    }

    /** One step: how many calls that was. */
    private int make(byte[] sequence, int step) {
        long a = argument(sequence, step, 0);
        long b = argument(sequence, step, 1);
        long c = argument(sequence, step, 2);
        long d = argument(sequence, step, 3);
        int call = Sequence.call(sequence, step);
        if (call == Sequence.STORE) {
            platform.store32(buffer + (a & (BUFFER - 4)), (int) b);
            return 0;
        }
        if (call == Sequence.MESSAGE) {
            platform.store32(buffer + MessageLayout.TYPE, (int) a);
            platform.store32(buffer + MessageLayout.ID, (int) b);
            platform.store32(buffer + MessageLayout.LENGTH, (int) c);
            platform.store32(buffer + MessageLayout.HANDLE_COUNT, d == 0 ? 0 : 1);
            platform.store32(buffer + MessageLayout.HANDLES, (int) d);
            return 0;
        }
        results[2 * step] = platform.call(call, a, b, c, d);
        results[2 * step + 1] = platform.secondResult();
        if (receives(call) && results[2 * step] >= 0 && b == buffer) {
            results[2 * step + 1] = platform.load32(buffer + MessageLayout.HANDLES);
        }
        return 1;
    }

    private static boolean receives(int call) {
        return call == Call.CHANNEL_RECEIVE || call == Call.CHANNEL_CALL || call == Call.CHANNEL_REPLY_RECEIVE;
    }

    private long argument(byte[] sequence, int step, int which) {
        int kind = Sequence.kind(sequence, step, which) % Argument.KINDS;
        int value = Sequence.value(sequence, step, which);
        return switch (kind) {
            case Argument.RESULT -> results[value % results.length];
            case Argument.GIVEN -> given[value % given.length];
            case Argument.BUFFER -> buffer + value % BUFFER;
            case Argument.DEADLINE -> Clock.nanos() + value;
            default -> Argument.plain(kind, value);
        };
    }

    /** Closes and unmaps what the sequence got, in this order: how many calls that took. */
    private int giveBack(byte[] sequence) {
        int calls = 0;
        for (int step = Math.min(Sequence.steps(sequence), Sequence.MOST) - 1; step >= 0; step--) {
            long result = results[2 * step];
            long second = results[2 * step + 1];
            int call = Sequence.call(sequence, step);
            if (call == Call.FOLIO_MAP && result > 0) {
                platform.call(Call.FOLIO_UNMAP, result, 0, 0, 0);
                calls++;
            } else if (makesHandle(call) && result > 0) {
                platform.call(Call.HANDLE_CLOSE, result, 0, 0, 0);
                calls++;
            }
            if ((call == Call.CHANNEL_CREATE || receives(call)) && result >= 0 && second > 0) {
                platform.call(Call.HANDLE_CLOSE, second, 0, 0, 0);
                calls++;
            }
        }
        return calls;
    }

    private static boolean makesHandle(int call) {
        return switch (call) {
            case Call.HANDLE_DUPLICATE,
                    Call.CHANNEL_CREATE,
                    Call.POLL_CREATE,
                    Call.FOLIO_CREATE,
                    Call.TIMER_CREATE,
                    Call.PROCESS_CREATE,
                    Call.MMIO_GRANT,
                    Call.INTERRUPT_GRANT,
                    Call.BOOT_FOLIO,
                    Call.HYPERVISOR_GRANT,
                    Call.VM_CREATE,
                    Call.VCPU_CREATE -> true;
            default -> false;
        };
    }
}

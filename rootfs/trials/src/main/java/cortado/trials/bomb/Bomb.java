package cortado.trials.bomb;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.ProcessInfo;
import cortado.api.StatusException;
import cortado.api.Subprocess;
import cortado.api.system.SystemClient;
import cortado.platform.Platform;
import java.util.List;

/**
 * Takes all it can get of one thing, tells the conductor how much that was and why it ended, and holds it until the
 * conductor hangs up. The message: the amount, the status that ended it, then its {@code refused} and {@code held}.
 */
final class Bomb {
    /** The bombs there are; what each takes. */
    static final List<String> NAMES =
            List.of("fork", "channel", "timer", "poll", "folio", "memory", "handle", "message", "thread", "cpu");

    private static final long PATIENCE = 20_000;
    private static final int MOST = 10_000;
    /** Nanoseconds that the CPU hog runs. */
    static final long RUN = 2_000_000_000L;

    private final Environ environ;
    private int status;
    private long kept;

    Bomb(Environ environ) {
        this.environ = environ;
    }

    /** Goes off; the exit status. */
    int explode(String name) {
        long amount = switch (name) {
            case "fork" -> fork();
            case "channel" -> exhaust(Call.CHANNEL_CREATE, 0);
            case "timer" -> exhaust(Call.TIMER_CREATE, 0);
            case "poll" -> exhaust(Call.POLL_CREATE, 0);
            case "folio" -> exhaust(Call.FOLIO_CREATE, Limits.PAGE);
            case "memory" -> memory();
            case "handle" -> handles();
            case "message" -> messages();
            case "thread" -> threads();
            default -> cpu();
        };
        ProcessInfo info = Subprocess.self().info();
        Channel conductor = new Channel(environ.take("handle.streams"));
        Message message = new Message();
        conductor.send(message.reset(MessageType.EVENT, 1)
                .putLong(amount)
                .putInt(status)
                .putInt(info.refused())
                .putInt(info.held()));
        conductor.tryReceive(message, Clock.FOREVER); // until the other end has gone
        return kept == 0 ? 1 : 0;
    }

    private static long call(int number, long a, long b, long c, long d) {
        return Platform.current().call(number, a, b, c, d);
    }

    /** Whether there may be more; what ended it stays in {@link #status}. */
    private boolean goesOn(long result) {
        status = result < 0 ? (int) result : Status.OK;
        kept++;
        return result >= 0;
    }

    private long exhaust(int number, long argument) {
        int made = 0;
        while (made < MOST && goesOn(call(number, argument, 0, 0, 0))) {
            made++;
        }
        return made;
    }

    /** Bytes of folios, each of them written to. */
    private long memory() {
        long bytes = 0;
        long size = 64 * 1024;
        long folio = call(Call.FOLIO_CREATE, size, 0, 0, 0);
        while (goesOn(folio)) {
            long address = call(Call.FOLIO_MAP, folio, 0, size, Rights.READ | Rights.WRITE);
            if (address > 0) {
                Platform.current().store64(address, size);
            }
            bytes += size;
            folio = call(Call.FOLIO_CREATE, size, 0, 0, 0);
        }
        return bytes;
    }

    private long handles() {
        long timer = call(Call.TIMER_CREATE, 0, 0, 0, 0);
        int made = 0;
        while (made < MOST && goesOn(call(Call.HANDLE_DUPLICATE, timer, Rights.READ, 0, 0))) {
            made++;
        }
        return made;
    }

    /** Messages that no one receives, in as many channels as there may be. */
    private long messages() {
        byte[] message = new byte[MessageLayout.SIZE];
        LittleEndian.put32(message, MessageLayout.TYPE, MessageType.DATA);
        long channel = call(Call.CHANNEL_CREATE, 0, 0, 0, 0);
        long first = channel;
        long other = Platform.current().secondResult();
        int sent = 0;
        while (channel > 0) {
            long result = Platform.current().callBuffer2(Call.CHANNEL_SEND, channel, message, 0, 0);
            if (result == Status.WOULD_BLOCK) {
                channel = call(Call.CHANNEL_CREATE, 0, 0, 0, 0);
                goesOn(channel);
            } else if (goesOn(result)) {
                sent++;
            } else {
                break;
            }
        }
        call(Call.HANDLE_CLOSE, first, 0, 0, 0); // with what is queued there: the report needs a message
        call(Call.HANDLE_CLOSE, other, 0, 0, 0);
        return sent;
    }

    /** Calls that do not exist: none makes a thread, so that a process is never more than one. */
    private long threads() {
        int made = 0;
        for (int number = Call.COUNT; number < Call.COUNT + 64; number++) {
            made += goesOn(call(number, 1, 1, 1, 1)) ? 1 : 0;
        }
        return made;
    }

    /** Runs itself, which runs itself, and so on, each as often as it may. */
    private long fork() {
        SystemClient system = new SystemClient(environ.connect("system", Clock.after(PATIENCE)));
        int made = 0;
        try {
            while (made < MOST) {
                kept++;
                Channel.Pair pair = Channel.pair(); // the child lives as long as this
                system.run("bombs", List.of("fork"), pair.second());
                made++;
            }
        } catch (StatusException e) {
            status = e.status();
        }
        return made;
    }

    /** Counts as long as the clock says: the share of a CPU that it got, in thousandths. */
    private long cpu() {
        long from = Clock.nanos();
        long before = Subprocess.self().info().cpuTime();
        while (Clock.nanos() - from < RUN) {
            for (int i = 0; i < 10_000; i++) {
                kept += i;
            }
        }
        long time = Subprocess.self().info().cpuTime() - before;
        return time * 1000 / (Clock.nanos() - from);
    }
}

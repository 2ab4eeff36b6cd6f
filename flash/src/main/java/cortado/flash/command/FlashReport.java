package cortado.flash.command;

import cortado.flash.output.Output;
import cortado.flash.transfer.Listener;
import cortado.flash.transfer.Outcome;
import cortado.flash.transfer.TransferException;
import cortado.flash.view.BarView;
import cortado.flash.view.JsonView;
import cortado.flash.view.LineView;
import java.util.Locale;

/** Tells a person or a tool how a flash goes on and how it ended. */
final class FlashReport implements AutoCloseable {
    private static final double MIB = 1048576.0;

    private final FlashImage image;
    private final FlashTarget target;
    private final boolean json;
    private final Output output;
    private final Listener listener;

    FlashReport(FlashImage image, FlashTarget target, boolean json, Output output) {
        this.image = image;
        this.target = target;
        this.json = json;
        this.output = output;
        this.listener = listener(json, output);
    }

    private static Listener listener(boolean json, Output output) {
        if (json) {
            return new JsonView(output);
        }
        if (output.level() != Output.Level.QUIET && output.isTerminal(Output.Stream.ERR)) {
            return new BarView(output);
        }
        return new LineView(output);
    }

    Listener listener() {
        return listener;
    }

    /** What would be written. */
    static void planned(FlashTarget target, long mapped, long differing, boolean json, Output output) {
        output.result(
                json
                        ? Json.object("event", "planned", "to", target.name(), "mapped", mapped, "differing", differing)
                        : String.format(
                                Locale.ROOT,
                                "would write %.1f of %.1f MiB to %s",
                                differing / MIB,
                                mapped / MIB,
                                target.name()));
    }

    /** It is on the card. */
    void done(Outcome outcome, long nanoseconds, boolean pastCache) {
        if (json) {
            output.result(Json.object(
                    "event",
                    "done",
                    "to",
                    target.name(),
                    "mapped",
                    outcome.mapped(),
                    "compared",
                    outcome.compared(),
                    "written",
                    outcome.written(),
                    "verified",
                    outcome.verified(),
                    "resumed",
                    outcome.resumed(),
                    "milliseconds",
                    nanoseconds / 1_000_000));
            return;
        }
        output.result(summary(outcome, nanoseconds / 1e9, pastCache));
        output.note(next());
    }

    private String summary(Outcome outcome, double seconds, boolean pastCache) {
        if (outcome.written() == 0 && outcome.compared() == 0) {
            return target.name() + " holds this image already: it was read back before, and the kernel counted no write"
                    + " since; nothing written";
        }
        if (outcome.written() == 0) {
            return String.format(
                    Locale.ROOT,
                    "%s holds this image already: %.1f MiB read and compared in %.1f s, nothing written",
                    target.name(),
                    outcome.compared() / MIB,
                    seconds);
        }
        String checked = outcome.verified() == 0
                ? ", not read back"
                : pastCache ? ", read back and found right" : ", read back through the system's memory and found right";
        return String.format(
                Locale.ROOT,
                "wrote %.1f of %.1f MiB to %s in %.1f s (%.1f MiB/s)%s",
                outcome.written() / MIB,
                outcome.mapped() / MIB,
                target.name(),
                seconds,
                outcome.written() / MIB / seconds,
                checked);
    }

    private String next() {
        if (!target.isDrive()) {
            return "next: `./cortado run " + target.name() + "` boots it";
        }
        if (image.manifest().isEmpty()) {
            return "next: it can be taken out";
        }
        return "next: put it into the " + image.manifest().get().board()
                + ", connect its serial line and power, and watch with `./cortado console`; `./cortado run "
                + target.name() + "` boots the same in QEMU";
    }

    /** It is not, or not whole; says in which state the card is. */
    void failed(TransferException e) {
        close();
        if (json) {
            output.result(Json.object(
                    "event",
                    "failed",
                    "to",
                    target.name(),
                    "why",
                    e.why().name().toLowerCase(Locale.ROOT),
                    "state",
                    e.state().stage().name().toLowerCase(Locale.ROOT),
                    "written",
                    e.state().written(),
                    "message",
                    e.getMessage()));
        }
        output.error(e.getMessage());
    }

    static int status(TransferException e) {
        return switch (e.why()) {
            case STOPPED -> Exit.INTERRUPTED;
            case TARGET -> Exit.IO;
            case IMAGE, VERIFICATION -> Exit.VERIFICATION;
        };
    }

    @Override
    public void close() {
        if (listener instanceof BarView bar) {
            bar.close();
        }
    }
}

package cortado.flash.bench;

import cortado.flash.run.GuestSession.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How soon drivers are back after they died, and whether a write that they had acknowledged is lost. */
public final class RecoveryBench {
    /** What is run in the guest; one nanosecond of its clock is one instruction. */
    public static final String COMMAND = "run recovery bench instructions";

    /** What is run in the guest to end the disk's driver; a number follows. */
    public static final String KILLS = "run recovery kills ";

    /** The longest that the disk may be away, 20 virtual milliseconds, the back-off of its spec left out. */
    public static final long AIM = 20_000_000;

    private static final String DISK = "virtio-blk";

    /** What the guest calls its figures, followed by a driver's name. */
    private static final Map<String, String> MEANINGS = Map.of(
            "fault-to-answer-", "fault to next answer",
            "kill-to-answer-", "kill to next answer",
            "fault-to-notice-", "fault to client's notice");

    private RecoveryBench() {}

    /**
     * The figures that the guest printed, in its order.
     *
     * @throws IllegalArgumentException if the reply holds no figure, or says that something was lost
     */
    public static List<Figure> figures(String command, Reply reply) {
        return PrintedFigures.of(command, reply, RecoveryBench::figure);
    }

    private static Figure figure(String name, long value, String unit) {
        for (Map.Entry<String, String> meaning : MEANINGS.entrySet()) {
            if (name.startsWith(meaning.getKey())) {
                String driver = name.substring(meaning.getKey().length());
                boolean aimed = driver.equals(DISK) && name.contains("-to-answer-");
                return new Figure(
                        name,
                        String.format(Locale.ROOT, "%s: %s, %.3f virtual ms", driver, meaning.getValue(), value / 1e6),
                        value,
                        unit,
                        aimed ? OptionalLong.of(AIM) : OptionalLong.empty(),
                        Optional.empty());
            }
        }
        boolean none = name.equals("kill-lost-writes") || name.equals("kill-torn-sectors");
        return new Figure(
                name,
                name.replace('-', ' '),
                value,
                unit,
                none ? OptionalLong.of(1) : OptionalLong.empty(),
                Optional.empty());
    }
}

package cortado.flash.fuzz;

import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession;
import cortado.fuzz.Campaign;
import cortado.fuzz.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Random system calls in the real kernel under QEMU: rounds of the program {@code storm}, until time or calls are up.
 */
public final class KernelStorm {
    /** The target's name. */
    public static final String NAME = "storm";

    private static final long ROUND = 500_000;
    private static final Duration ROUND_LIMIT = Duration.ofMinutes(10);
    private static final Pattern COUNT = Pattern.compile("^(\\d+) calls by .*", Pattern.MULTILINE);

    private final Project project;
    private final Consumer<String> notes;

    /** In a project; {@code notes} is told what is being built. */
    public KernelStorm(Project project, Consumer<String> notes) {
        this.project = project;
        this.notes = notes;
    }

    /** One line about it. */
    public static String description() {
        return "random system calls in the kernel under QEMU with " + StormBoard.CPUS
                + " CPUs: it goes on, and memory, handles and objects come back";
    }

    /** Runs it; coverage is not known here, so branches and paths are 0. */
    public Report run(Campaign.Limit limit, Consumer<Report> progress) throws Exception {
        long end = limit.time().isZero()
                ? Long.MAX_VALUE
                : System.nanoTime() + limit.time().toNanos();
        long most = limit.inputs() == 0 ? Long.MAX_VALUE : limit.inputs();
        List<Report.Broken> findings = new ArrayList<>();
        long calls = 0;
        try (Emulation emulation = StormBoard.prepare(project, new BoardBuild(project, new Progress(notes)));
                GuestSession guest = StormBoard.boot(emulation)) {
            for (long seed = limit.seed();
                    calls < most && System.nanoTime() < end && findings.isEmpty();
                    seed += 1000) {
                long round = Math.min(ROUND, most - calls);
                GuestSession.Reply reply = guest.run("run storm " + round + " " + seed, ROUND_LIMIT);
                calls += counted(reply.output());
                if (reply.status() != 0) {
                    findings.add(new Report.Broken("seed " + seed + ": " + failed(reply), null));
                }
                progress.accept(report(calls, findings));
            }
        } catch (GuestException e) {
            findings.add(new Report.Broken(e.getMessage(), null));
        }
        return report(calls, findings);
    }

    private static long counted(String output) throws IOException {
        Matcher count = COUNT.matcher(output);
        if (!count.find()) {
            throw new IOException("the storm did not say how many calls it made:\n" + output);
        }
        return Long.parseLong(count.group(1));
    }

    private static String failed(GuestSession.Reply reply) {
        return reply.lines().stream()
                .filter(line -> line.startsWith("FAIL"))
                .findFirst()
                .orElse("the storm ended with status " + reply.status());
    }

    private static Report report(long calls, List<Report.Broken> findings) {
        return new Report(NAME, calls, 0, 0, 0, List.copyOf(findings));
    }
}

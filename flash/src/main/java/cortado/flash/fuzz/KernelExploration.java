package cortado.flash.fuzz;

import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession;
import cortado.fuzz.Campaign;
import cortado.fuzz.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sequences of system calls in the real kernel under QEMU, guided by the edges that it takes: the kernel is compiled a
 * second time to count them, and the program {@code storm} reads the counts.
 */
public final class KernelExploration {
    /** The target's name. */
    public static final String NAME = "kernel";

    private static final Duration GRACE = Duration.ofMinutes(3);
    private static final Duration NO_LIMIT = Duration.ofDays(100);

    private final Project project;
    private final Consumer<String> notes;

    /** In a project; {@code notes} is told what is being built. */
    public KernelExploration(Project project, Consumer<String> notes) {
        this.project = project;
        this.notes = notes;
    }

    /** One line about it. */
    public static String description() {
        return "sequences of system calls in the kernel under QEMU with " + StormBoard.CPUS
                + " CPUs, guided by the edges it takes: it goes on, and memory, handles and objects come back";
    }

    /** Runs it; inputs are system calls. */
    public Report run(Campaign.Limit limit, Consumer<Report> progress) throws Exception {
        BoardBuild build = new BoardBuild(project, new Progress(notes));
        Said said = new Said(progress);
        try (Emulation emulation = StormBoard.prepare(project, build)) {
            emulation.kernel(build.countingKernel());
            try (GuestSession guest = StormBoard.boot(emulation)) {
                Duration longest =
                        limit.time().isZero() ? NO_LIMIT : limit.time().plus(GRACE);
                String command = "run storm guided " + limit.inputs() + " "
                        + limit.time().toSeconds() + " " + Math.max(1, limit.seed());
                int status = guest.run(command, said, System.nanoTime() + longest.toNanos());
                said.ended(status);
            } catch (GuestException e) {
                said.findings.add(new Report.Broken(e.getMessage(), null));
            }
        }
        if (said.sequences > 0) {
            notes.accept(said.calls + " system calls in " + said.sequences + " sequences took " + said.edges
                    + " of the kernel's " + said.allEdges + " edges");
        }
        return said.report();
    }

    /** Reads what the program prints. */
    static final class Said extends java.io.OutputStream {
        private static final Pattern STATE = Pattern.compile(
                "(\\d+) calls in (\\d+) sequences .*: (\\d+) of (\\d+) edges, (\\d+) features, (\\d+) kept");

        private final Consumer<Report> progress;
        private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        private final List<Report.Broken> findings = new ArrayList<>();
        private String last = "";
        private long calls;
        private long sequences;
        private long edges;
        private long allEdges;
        private long features;
        private long kept;

        Said(Consumer<Report> progress) {
            this.progress = progress;
        }

        @Override
        public void write(int one) {
            if (one == '\n') {
                take(line.toString(StandardCharsets.UTF_8).strip());
                line.reset();
            } else {
                line.write(one);
            }
        }

        private void take(String text) {
            last = text.isEmpty() ? last : text;
            Matcher state = STATE.matcher(text);
            if (state.find()) {
                calls = Long.parseLong(state.group(1));
                sequences = Long.parseLong(state.group(2));
                edges = Long.parseLong(state.group(3));
                allEdges = Long.parseLong(state.group(4));
                features = Long.parseLong(state.group(5));
                kept = Long.parseLong(state.group(6));
                progress.accept(report());
            } else if (text.startsWith("FAIL")) {
                findings.add(new Report.Broken(text, null));
            }
        }

        private void ended(int status) {
            if (status != 0 && findings.isEmpty()) {
                findings.add(new Report.Broken("the program ended with status " + status + ": " + last, null));
            }
        }

        Report report() {
            return new Report(NAME, calls, edges, features, kept, List.copyOf(findings));
        }
    }
}

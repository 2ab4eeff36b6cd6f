package cortado.flash.command;

import cortado.environ.text.Nearest;
import cortado.environ.yaml.Units;
import cortado.flash.fuzz.DebianTrees;
import cortado.flash.fuzz.KernelExploration;
import cortado.flash.fuzz.KernelStorm;
import cortado.flash.output.Output;
import cortado.flash.pipeline.Project;
import cortado.fuzz.Campaign;
import cortado.fuzz.Report;
import cortado.fuzz.Target;
import cortado.fuzz.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado fuzz [TARGET…]}. */
public final class Fuzz implements Subcommand {
    private static final String TIME = "time";
    private static final String INPUTS = "inputs";
    private static final String SEED = "seed";
    private static final String REPLAY = "replay";
    private static final String JSON = "json";
    private static final Duration USUAL = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String arguments() {
        return "[TARGET…]";
    }

    @Override
    public String summary() {
        return "attack parsers and the kernel with hostile input";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(
                        OptionForms.value(TIME, "T", "how long for each target, such as 30s or 90min (default 1min)"))
                .addOption(OptionForms.value(INPUTS, "N", "stop each target after so many inputs"))
                .addOption(OptionForms.value(SEED, "S", "of the mutations (default 1)"))
                .addOption(OptionForms.value(REPLAY, "FILE", "try one input instead, and show what it does"))
                .addOption(OptionForms.flag(JSON, "the report for tools: one JSON object on stdout"));
    }

    @Override
    public String details() {
        return """
                Targets (all of them if none is named): %s.

                `kernel` and `storm` make system calls in the kernel under QEMU and count them as inputs: `kernel` in
                sequences that grow where they take new edges of a kernel that is compiled to count them, `storm` in the
                kernel itself, at random, by processes that come and go. For the others, inputs are mutated under the guidance of coverage (Jazzer). What reached something new is kept under
                build/fuzz/TARGET/corpus, and the next run goes on from there; what broke something is under
                build/fuzz/TARGET/found. An input that was found and mended belongs into
                sdk/fuzz/src/test/resources/found/TARGET, where every build tries it again. `device-tree` starts from all
                of Debian's trees for arm64, which it fetches once (sdk/fuzz/device-trees.properties).

                Examples:
                  ./cortado fuzz
                  ./cortado fuzz system-call --time 60min --seed 7
                  ./cortado fuzz elf --replay build/fuzz/elf/found/crash-0123abcd
                """.formatted(String.join(", ", words()));
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        Project project = Project.find();
        List<String> targets = targets(line.getArgList());
        if (line.hasOption(REPLAY)) {
            return replay(project, line.getArgList(), Path.of(line.getOptionValue(REPLAY)), output);
        }
        Campaign.Limit limit = limit(line);
        List<Report> reports = new ArrayList<>();
        for (String target : targets) {
            Ticker ticker = new Ticker(output);
            Report report = run(project, target, limit, output, ticker::take);
            ticker.end();
            reports.add(report);
            for (Report.Broken broken : report.findings()) {
                output.error("found in " + target + ": " + broken.what());
                if (broken.input() != null) {
                    output.note("again: ./cortado fuzz " + target + " --replay " + broken.input());
                }
            }
        }
        output.out().print(line.hasOption(JSON) ? json(reports) : table(reports));
        return reports.stream().allMatch(report -> report.findings().isEmpty()) ? Exit.OK : Exit.FAILED;
    }

    private static Report run(
            Project project, String word, Campaign.Limit limit, Output output, Consumer<Report> progress)
            throws Exception {
        if (word.equals(KernelExploration.NAME)) {
            output.note("fuzzing " + word + ": " + KernelExploration.description());
            return new KernelExploration(project, output::note).run(limit, progress);
        }
        if (word.equals(KernelStorm.NAME)) {
            output.note("fuzzing " + word + ": " + KernelStorm.description());
            return new KernelStorm(project, output::note).run(limit, progress);
        }
        Campaign campaign = new Campaign(
                Targets.of(word).orElseThrow(), project.root(), project.root().resolve("build/fuzz"));
        output.note("fuzzing " + word + ": " + campaign.target().description());
        return campaign.run(limit, moreSeeds(project, campaign, output), progress);
    }

    /** Debian's device trees: each is tried as it is, then some are mutated with the others. */
    private static Path moreSeeds(Project project, Campaign campaign, Output output) throws Exception {
        if (!campaign.target().name().equals(Targets.DEVICE_TREE.word())) {
            return null;
        }
        Path trees = new DebianTrees(project, output::note).folder();
        List<String> wrong = DebianTrees.tryAll(trees, campaign.target());
        output.note("tried " + DebianTrees.files(trees).size() + " device trees of Debian's kernel as they are: "
                + wrong.size() + " were neither bound nor refused");
        if (!wrong.isEmpty()) {
            throw new CommandException(String.join("\n", wrong));
        }
        return DebianTrees.some(trees);
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        Stream.of(Targets.values()).map(Targets::word).forEach(words::add);
        words.add(KernelExploration.NAME);
        words.add(KernelStorm.NAME);
        return words;
    }

    private static List<String> targets(List<String> asked) {
        List<String> words = words();
        for (String word : asked) {
            if (!words.contains(word)) {
                throw new CommandException(
                        Exit.USAGE,
                        "there is no target '" + word + "'" + Nearest.suggestion(word, words) + "; there are "
                                + String.join(", ", words));
            }
        }
        return asked.isEmpty() ? words : asked;
    }

    private static Campaign.Limit limit(CommandLine line) {
        long inputs = number(line, INPUTS, 0);
        Duration time = line.hasOption(INPUTS) ? Duration.ZERO : USUAL;
        if (line.hasOption(TIME)) {
            String text = line.getOptionValue(TIME);
            time = Duration.ofMillis(Units.millis(text).orElse(0));
            if (time.toSeconds() < 1) {
                throw new CommandException(
                        Exit.USAGE, "--time " + text + ": a time such as 30s or 90min was expected, 1s at least");
            }
        }
        return new Campaign.Limit(time, inputs, number(line, SEED, 1));
    }

    private static long number(CommandLine line, String option, long otherwise) {
        if (!line.hasOption(option)) {
            return otherwise;
        }
        String text = line.getOptionValue(option);
        try {
            long number = Long.parseLong(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new CommandException(Exit.USAGE, "--" + option + " " + text + ": a number from 1 was expected");
    }

    private static int replay(Project project, List<String> asked, Path file, Output output) throws Exception {
        Targets which = asked.size() == 1 ? Targets.of(asked.getFirst()).orElse(null) : null;
        if (which == null) {
            throw new CommandException(
                    Exit.USAGE,
                    "--replay needs one target, and not '" + KernelStorm.NAME + "': ./cortado fuzz TARGET --replay "
                            + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new CommandException(Exit.IO, "no file " + file);
        }
        Target target = which.make(project.root());
        try {
            target.take(Files.readAllBytes(file));
        } catch (Exception | Error e) {
            e.printStackTrace(output.err());
            output.error(file + " breaks " + target.name() + ": " + e);
            return Exit.FAILED;
        }
        output.result(file + ": " + target.name() + " takes it");
        return Exit.OK;
    }

    private static String table(List<Report> reports) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-14s  %12s  %8s  %8s  %6s  %s%n",
                "TARGET",
                "INPUTS",
                "BRANCHES",
                "PATHS",
                "KEPT",
                "FOUND"));
        for (Report report : reports) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-14s  %12d  %8d  %8d  %6d  %d%n",
                    report.target(),
                    report.inputs(),
                    report.branches(),
                    report.paths(),
                    report.kept(),
                    report.findings().size()));
        }
        return text.toString();
    }

    private static String json(List<Report> reports) {
        return Json.object(
                        "targets",
                        reports.stream()
                                .map(report -> Json.fields(
                                        "target", report.target(),
                                        "inputs", report.inputs(),
                                        "branches", report.branches(),
                                        "paths", report.paths(),
                                        "kept", report.kept(),
                                        "found",
                                                report.findings().stream()
                                                        .map(broken -> broken.what())
                                                        .toList()))
                                .toList())
                + "\n";
    }

    /** Says how far a campaign is: in place on a terminal, now and then elsewhere. */
    private static final class Ticker {
        private static final long ELSEWHERE_NANOS = 30_000_000_000L;

        private final Output output;
        private final boolean terminal;
        private long said = System.nanoTime();

        Ticker(Output output) {
            this.output = output;
            this.terminal = output.isTerminal(Output.Stream.ERR) && output.level() != Output.Level.QUIET;
        }

        void take(Report report) {
            String text = String.format(
                    Locale.ROOT,
                    "%d inputs, %d paths, %d found",
                    report.inputs(),
                    report.paths(),
                    report.findings().size());
            if (terminal) {
                output.err().print("\r\033[Kcortado: " + text);
                output.err().flush();
            } else if (System.nanoTime() - said > ELSEWHERE_NANOS) {
                output.note(text);
                said = System.nanoTime();
            }
        }

        void end() {
            if (terminal) {
                output.err().print("\r\033[K");
                output.err().flush();
            }
        }
    }
}

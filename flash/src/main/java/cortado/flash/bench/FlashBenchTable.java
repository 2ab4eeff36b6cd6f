package cortado.flash.bench;

import cortado.flash.bench.FlashBench.Sample;
import cortado.flash.bench.FlashBench.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured while flashing, as a table, with the project's aims below it. */
public final class FlashBenchTable {
    /** An unchanged rewrite and a changed kernel shall be this much faster than with any other tool. */
    private static final double FASTER = 10;

    private FlashBenchTable() {}

    /** A heading, a line for each step, and whether each aim is met. */
    public static String text(Map<FlashTool, Map<Step, Sample>> samples) {
        StringBuilder text = new StringBuilder(String.format("%-18s", "SECONDS, WRITTEN"));
        samples.keySet().forEach(tool -> text.append(String.format("  %20s", tool.title())));
        text.append('\n');
        for (Step step : Step.values()) {
            text.append(String.format("%-18s", step.title()));
            samples.values().forEach(steps -> text.append(String.format("  %20s", cell(steps.get(step)))));
            text.append('\n');
        }
        aims(samples).forEach(aim -> text.append(aim).append('\n'));
        return text.toString();
    }

    private static String cell(Sample sample) {
        return sample == null
                ? "-"
                : String.format(Locale.ROOT, "%.2f s %7.1f MiB", sample.seconds(), sample.written() / 1048576.0);
    }

    /** A sentence for each aim. */
    static List<String> aims(Map<FlashTool, Map<Step, Sample>> samples) {
        List<String> aims = new ArrayList<>();
        double own = samples.get(FlashTool.CORTADO).get(Step.FIRST).seconds();
        if (samples.containsKey(FlashTool.BMAPTOOL)) {
            double other = samples.get(FlashTool.BMAPTOOL).get(Step.FIRST).seconds();
            aims.add(String.format(
                    Locale.ROOT,
                    "aim: a first write, verified, no slower than bmaptool's without: %.2f s against %.2f s (%s)",
                    own,
                    other,
                    own <= other ? "met" : "missed"));
        }
        for (Step step : List.of(Step.UNCHANGED, Step.CHANGED)) {
            double seconds = samples.get(FlashTool.CORTADO).get(step).seconds();
            samples.entrySet().stream()
                    .filter(entry -> entry.getKey() != FlashTool.CORTADO)
                    .mapToDouble(entry -> entry.getValue().get(step).seconds() / seconds)
                    .min()
                    .ifPresent(factor -> aims.add(String.format(
                            Locale.ROOT,
                            "aim: %s 10 times faster than any other: %.1f times (%s)",
                            step.title(),
                            factor,
                            factor >= FASTER ? "met" : "missed")));
        }
        return aims;
    }
}

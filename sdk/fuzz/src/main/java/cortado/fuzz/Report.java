package cortado.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a campaign did.
 *
 * @param target the target's name
 * @param inputs inputs that were tried
 * @param branches edges of the code under test that were taken by any
 * @param paths distinct features, an edge together with how often an input took it
 * @param kept inputs that each reached something new
 * @param findings what was broken, empty for nothing
 */
public record Report(String target, long inputs, long branches, long paths, long kept, List<Broken> findings) {
    /**
     * One finding.
     *
     * @param what the exception, or the fuzzer's own words
     * @param input the file with the input that does it, or null if the fuzzer wrote none
     */
    public record Broken(String what, Path input) {}

    /** Reads what Jazzer and libFuzzer print. */
    static final class Reader {
        private static final Pattern STATUS =
                Pattern.compile("^#(\\d+)\\s+\\S+\\s+cov: (\\d+) ft: (\\d+) corp: (\\d+)/.*");
        private static final Pattern DONE = Pattern.compile("^Done (\\d+) runs in .*");
        private static final Pattern EXCEPTION = Pattern.compile("^== Java Exception: (.*)");
        private static final Pattern ERROR = Pattern.compile("^==\\d+== ?ERROR: (.*)");
        private static final Pattern WRITTEN = Pattern.compile(".*Test unit written to (.+)$");

        private final String target;
        private long inputs;
        private long branches;
        private long paths;
        private long kept;
        private String what;
        private final List<Broken> findings = new ArrayList<>();

        Reader(String target) {
            this.target = target;
        }

        /** Takes one line; whether it was news. */
        boolean take(String line) {
            Matcher status = STATUS.matcher(line);
            if (status.matches()) {
                inputs = Long.parseLong(status.group(1));
                branches = Long.parseLong(status.group(2));
                paths = Long.parseLong(status.group(3));
                kept = Long.parseLong(status.group(4));
                return true;
            }
            Matcher done = DONE.matcher(line);
            if (done.matches()) {
                inputs = Long.parseLong(done.group(1));
                return true;
            }
            Matcher exception = EXCEPTION.matcher(line);
            Matcher error = ERROR.matcher(line);
            if (exception.matches()) {
                what = exception.group(1);
            } else if (error.matches() && what == null) {
                what = error.group(1);
            }
            Matcher written = WRITTEN.matcher(line);
            if (written.matches()) {
                findings.add(new Broken(what == null ? "the fuzzer stopped" : what, Path.of(written.group(1))));
                what = null;
                return true;
            }
            return false;
        }

        Report soFar() {
            List<Broken> all = new ArrayList<>(findings);
            if (what != null) {
                all.add(new Broken(what, null));
            }
            return new Report(target, inputs, branches, paths, kept, List.copyOf(all));
        }
    }
}

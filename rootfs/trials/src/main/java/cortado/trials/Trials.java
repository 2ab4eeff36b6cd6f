package cortado.trials;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Program;
import cortado.api.system.SystemClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fault injection from inside: {@code run trials NAME} does one thing that no program should do; {@code run trials all}
 * does each of them in a process of its own and looks at what is left. Each check is a line that starts with {@code ok}
 * or {@code FAIL}; the exit status is the number of those that failed.
 */
public final class Trials {
    /** One thing to try: its checks, or its end. */
    interface Trial {
        void run(Checks checks, Environ environ);
    }

    private static final String SUPERVISOR = "supervisor";
    private static final long PATIENCE = 20_000;
    private static final int USAGE = 2;
    private static final int STATUS_MOST = 100;

    private Trials() {}

    /** Runs the trial that the first argument names. */
    public static void main(String[] unused) {
        Environ environ = Environ.current();
        String name = environ.get("arg.0", "");
        if (name.equals(PeerTrial.LEAVER)) {
            PeerTrial.leave(environ);
            return;
        }
        Map<String, Trial> trials = trials();
        Program program = new Program(environ);
        List<String> arguments = program.arguments();
        Trial trial = trials.get(name);
        if (trial == null || arguments.size() != 1) {
            program.complain("usage: run trials " + String.join("|", trials.keySet()));
            Program.exit(USAGE);
            return;
        }
        Checks checks = new Checks(program);
        trial.run(checks, environ);
        Program.exit(Math.min(checks.failures(), STATUS_MOST));
    }

    /** The supervisor holds handles of every type that there is; their numbers are no secret and no use. */
    private static void authority(Checks checks, Environ environ) {
        try (SystemClient system = new SystemClient(environ.connect("system", Clock.after(PATIENCE)))) {
            new AuthorityTrial(checks, system.handles(SUPERVISOR)).run();
            String own = environ.get("name", "trials");
            checks.that(
                    "the journal shows refusals",
                    system.events("").stream().anyMatch(line -> line.kind().equals("refused")),
                    "of " + own);
        }
    }

    private static Map<String, Trial> trials() {
        Map<String, Trial> trials = new LinkedHashMap<>();
        trials.put("all", (checks, environ) -> new AllTrials(checks, environ).run());
        for (Fault fault : Fault.ALL) {
            trials.put(fault.word(), (checks, environ) -> {
                fault.deed().run();
                checks.that(fault.word() + " ended the process", false, "it goes on with " + Raw.kept());
            });
        }
        trials.put("addresses", (checks, environ) -> new AddressTrial(checks).run());
        trials.put("numbers", (checks, environ) -> new NumberTrial(checks).run());
        trials.put("handles", (checks, environ) -> new HandleTrial(checks).run());
        trials.put("rights", (checks, environ) -> new RightsTrial(checks).run());
        trials.put("queue", (checks, environ) -> new QueueTrial(checks).run());
        trials.put("quota", (checks, environ) -> new QuotaTrial(checks).run());
        trials.put("authority", Trials::authority);
        trials.put("bombs", (checks, environ) -> new BombTrial(checks, environ).run());
        trials.put("peer", (checks, environ) -> new PeerTrial(checks, environ).run());
        return trials;
    }
}

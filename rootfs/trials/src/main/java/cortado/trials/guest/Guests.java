package cortado.trials.guest;

import cortado.abi.SystemInfoLayout;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Program;
import cortado.api.SystemInfo;
import cortado.api.system.SystemClient;
import cortado.api.vm.Hypervisor;
import java.util.List;

/**
 * {@code run guests} runs guests of a few instructions, each of which does one thing, and looks at what comes of it: a
 * line that starts with {@code ok} or {@code FAIL} for each check; the exit status is the number of those that failed.
 * {@code run guests bench [UNIT]} measures exits.
 */
public final class Guests {
    private static final int STATUS_MOST = 100;
    private static final int USAGE = 2;
    private static final long PATIENCE = 10_000;

    private Guests() {}

    /** Runs the trials. */
    public static void main(String[] unused) {
        Environ environ = Environ.current();
        Program program = new Program(environ);
        List<String> arguments = program.arguments();
        SystemClient system = new SystemClient(environ.connect("system", Clock.after(PATIENCE)));
        if (!environ.has("handle.hypervisor")) {
            program.print("no guests here: " + reason(system.machine().info()));
            return;
        }
        Hypervisor hypervisor = new Hypervisor(environ.take("handle.hypervisor"));
        if (arguments.isEmpty()) {
            Outcome outcome = new Outcome(program);
            new GuestTrials(outcome, hypervisor, system).run();
            Program.exit(Math.min(outcome.failures(), STATUS_MOST));
        } else if (arguments.getFirst().equals("bench")) {
            new GuestBench(program, hypervisor, arguments.size() > 1 ? arguments.get(1) : "ns").run();
        } else {
            program.complain("usage: run guests [bench [UNIT]]");
            Program.exit(USAGE);
        }
    }

    private static String reason(SystemInfo info) {
        return info.hypervisor() == SystemInfoLayout.HYPERVISOR_ENTERED_AT_EL1
                ? "the board was entered at EL1"
                : "the interrupt controller has no virtual interface";
    }
}

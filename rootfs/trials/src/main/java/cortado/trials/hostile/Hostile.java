package cortado.trials.hostile;

import cortado.api.Environ;
import cortado.api.Program;
import cortado.api.vm.Hypervisor;
import cortado.vmm.VmEnd;
import cortado.vmm.VmLog;

/**
 * {@code run hostile} runs guests that do to their devices what they can, one after another: a line that starts with
 * {@code ok} or {@code FAIL} for each; the exit status is the number of those that failed.
 */
public final class Hostile {
    /** Milliseconds that a guest has, and one that spins. */
    private static final long LONG = 60_000;

    private static final long SHORT = 300;

    private static int failures;

    private Hostile() {}

    /** Runs the attacks. */
    public static void main(String[] unused) {
        Environ environ = Environ.current();
        Program program = new Program(environ);
        if (!environ.has("handle.hypervisor")) {
            program.print("no guests here: this board cannot run virtual machines");
            return;
        }
        try (Hypervisor hypervisor = new Hypervisor(environ.take("handle.hypervisor"))) {
            for (int seed = 1; seed <= 2; seed++) {
                attack(program, hypervisor, "storm", HostileCode.STORM, seed, 3000, VmEnd.Cause.POWERED_OFF);
                attack(program, hypervisor, "rings", HostileCode.RINGS, seed, 100, VmEnd.Cause.POWERED_OFF);
                attack(program, hypervisor, "calls", HostileCode.CALLS, seed, 2000, VmEnd.Cause.RESET);
                attack(program, hypervisor, "undefined", HostileCode.UNDEFINED, seed, 200, VmEnd.Cause.POWERED_OFF);
                attack(program, hypervisor, "flood", HostileCode.FLOOD, seed, 0, VmEnd.Cause.STOPPED);
                attack(program, hypervisor, "spin", HostileCode.SPIN, seed, 0, VmEnd.Cause.STOPPED);
            }
        }
        Program.exit(failures);
    }

    private static void attack(
            Program program, Hypervisor hypervisor, String name, int work, int seed, int rounds, VmEnd.Cause expected) {
        Attack attack = new Attack(hypervisor);
        VmEnd end = attack.run(work, 0x9e37_79b9_7f4a_7c15L * seed, rounds, work == HostileCode.SPIN ? SHORT : LONG);
        boolean flooded = work != HostileCode.FLOOD || attack.printed() >= Attack.FLOOD;
        boolean quiet = attack.complaints() <= VmLog.LINES + 1;
        report(
                program,
                name + " " + seed,
                end.cause() == expected && flooded && quiet,
                end.text() + "; " + attack.complaints() + " lines in the log");
    }

    private static void report(Program program, String what, boolean holds, String seen) {
        failures += holds ? 0 : 1;
        program.print((holds ? "ok " : "FAIL ") + what + ": " + seen);
    }
}

package cortado.app.bench;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Program;
import cortado.api.system.SystemClient;
import java.util.List;

/**
 * Measures the system from inside: {@code run bench kernel|linux [UNIT]} prints a line {@code bench NAME VALUE UNIT}
 * for each figure. Times are in nanoseconds of the board's clock. Where a nanosecond is an instruction, as under QEMU's
 * {@code -icount shift=0}, whoever asks names that UNIT.
 */
public final class Bench {
    private static final String LINUX = "linux";
    private static final List<String> WHAT = List.of("kernel", LINUX);
    private static final long PATIENCE = 10_000;

    private Bench() {}

    /** Runs what the arguments say; {@code peer} is the other process of a measurement. */
    public static void main(String[] unused) {
        long started = Clock.nanos();
        Environ environ = Environ.current();
        if (Peer.isOne(environ)) {
            Peer.serve(environ, started);
            return;
        }
        Program program = new Program(environ);
        List<String> arguments = program.arguments();
        if (arguments.isEmpty() || !WHAT.contains(arguments.getFirst()) || arguments.size() > 2) {
            program.complain("usage: run bench kernel|linux [UNIT]");
            Program.exit(2);
        }
        String unit = arguments.size() == 2 ? arguments.get(1) : "ns";
        Report report = new Report(program, unit);
        SystemClient system = new SystemClient(environ.connect("system", Clock.after(PATIENCE)));
        if (arguments.getFirst().equals(LINUX)) {
            new LinuxBench(report, environ, system).run();
            return;
        }
        new CallBench(report).run();
        new ChannelBench(report, system).run();
        new WakeBench(report).run();
        new SystemBench(report, system).run();
    }
}

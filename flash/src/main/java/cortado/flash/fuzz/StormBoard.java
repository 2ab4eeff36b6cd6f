package cortado.flash.fuzz;

import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Project;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession;
import java.io.IOException;
import java.time.Duration;

/** The machine whose kernel is attacked: with several CPUs, so that calls meet. */
final class StormBoard {
    static final int CPUS = 4;

    private static final String BOARD = "qemu-virt";
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(2);

    private StormBoard() {}

    static Emulation prepare(Project project, BoardBuild build) throws IOException, InterruptedException {
        return Emulation.prepare(project, build, BOARD);
    }

    static GuestSession boot(Emulation emulation) throws IOException, GuestException, InterruptedException {
        return GuestSession.boot(emulation.headless(emulation.command().smp(CPUS)), BOOT_LIMIT);
    }
}

package cortado.trials.recovery;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Poll;
import cortado.api.Program;
import cortado.api.service.Crash;
import cortado.api.system.SystemClient;

/**
 * Takes all memory, has the disk's driver point the disk at memory that it was not given, and looks for what the disk
 * wrote: nothing, where an IOMMU stands between them. Overwrites the disk's first sectors.
 */
final class StrayTrial {
    private static final String DRIVER = "virtio-blk";
    private static final long DISK_MILLISECONDS = 500;
    /** Memory to start the driver with while the rest is looked through: not all its restarts are to fail meanwhile. */
    private static final long SPARE = 2 << 20;

    private final Program program;
    private final SystemClient system;
    private final Environ environ;
    private final Poll waiting = new Poll();

    StrayTrial(Program program, Environ environ, SystemClient system) {
        this.program = program;
        this.system = system;
        this.environ = environ;
    }

    /** Whether no memory was damaged, and the disk works again. */
    boolean run() {
        Sectors sectors = new Sectors(environ);
        Hoard hoard = new Hoard();
        Folio spare = Folio.create(SPARE);
        hoard.takeAll();
        long taken = hoard.size();
        system.crash(DRIVER, Crash.STRAY);
        waiting.next(Clock.after(DISK_MILLISECONDS));
        spare.close();
        int damaged = hoard.damagedPages();
        hoard.release();
        program.print("of " + (taken >> 20) + " MiB that are not the disk's it wrote to " + damaged + " pages");

        boolean same = sectors.areKept();
        program.print("the disk " + (same ? "reads what was written" : "reads something else"));
        return damaged == 0 && same;
    }
}

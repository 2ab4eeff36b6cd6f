package cortado.trials.recovery;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Poll;
import cortado.api.Program;
import cortado.api.service.Crash;
import cortado.api.system.ProcessRecord;
import cortado.api.system.SystemClient;

/**
 * Takes all memory, lets the disk's driver die while the disk reads for it, takes what that leaves, and waits until the
 * disk must be done: not a byte of what it read may be found in that memory. Overwrites the disk's first sectors.
 */
final class DmaTrial {
    private static final String DRIVER = "virtio-blk";
    /** A disk that a test has slowed down may take this long for what it was asked last. */
    private static final long DISK_MILLISECONDS = 1_000;
    /** Where the machine is slow, the driver may be back before its memory is taken: then it has to die once more. */
    private static final int ATTEMPTS = 5;
    /** Memory to start the driver with while the rest is looked through: not all its restarts are to fail meanwhile. */
    private static final long SPARE = 2 << 20;

    private final Program program;
    private final SystemClient system;
    private final Environ environ;
    private final Poll waiting = new Poll();

    DmaTrial(Program program, Environ environ, SystemClient system) {
        this.program = program;
        this.system = system;
        this.environ = environ;
    }

    /** Whether no memory was damaged, and the disk works again. */
    boolean run() {
        Sectors sectors = new Sectors(environ);
        Hoard hoard = new Hoard();
        long held = 0;
        Folio spare = Folio.create(SPARE);
        for (int attempt = 0; attempt < ATTEMPTS && held == 0; attempt++) {
            hoard.release();
            sectors.areKept(); // which waits for the driver
            hoard.takeAll();
            int lives = lives();
            system.crash(DRIVER, Crash.DMA);
            while (lives() == lives) {
                // its last request is soon made
            }
            hoard.takeAll(); // what was its own; nothing is left to start it again with, unless that came first
            held = system.machine().info().memoryHeld();
        }
        waiting.next(Clock.after(DISK_MILLISECONDS));
        spare.close();
        long taken = hoard.size();
        int damaged = hoard.damagedPages();
        hoard.release();
        program.print("took " + (taken >> 20) + " MiB, all that was free, while " + (held >> 10)
                + " KiB were held for the disk: " + damaged + " pages damaged");

        boolean same = sectors.areKept();
        long rest = system.machine().info().memoryHeld();
        program.print("the disk " + (same ? "reads what was written" : "reads something else") + ", " + rest
                + " bytes are held");
        return damaged == 0 && held > 0 && same && rest == 0;
    }

    /** How often its end was decided to be followed by another start. */
    private int lives() {
        return system.processes().stream()
                .filter(process -> process.name().equals(DRIVER))
                .mapToInt(ProcessRecord::restarts)
                .findFirst()
                .orElseThrow();
    }
}

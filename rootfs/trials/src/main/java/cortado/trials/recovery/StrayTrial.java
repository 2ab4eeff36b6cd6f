package cortado.trials.recovery;

import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.Program;
import cortado.api.service.Block;
import cortado.api.service.Crash;
import cortado.api.system.SystemClient;
import java.util.Arrays;

/**
 * Takes all memory, has the disk's driver point the disk at memory that it was not given, and looks for what the disk
 * wrote: nothing, where an IOMMU stands between them. Overwrites the disk's first sectors.
 */
final class StrayTrial {
    private static final String DRIVER = "virtio-blk";
    private static final int SECTORS = 256;
    private static final int SECTOR = 512;
    private static final byte PATTERN = 0x5a;
    private static final long DISK_MILLISECONDS = 500;

    private final Program program;
    private final SystemClient system;
    private final Line line;
    private final Poll waiting = new Poll();

    StrayTrial(Program program, Environ environ, SystemClient system) {
        this.program = program;
        this.system = system;
        this.line = new Line(environ, Block.NAME);
    }

    /** Whether no memory was damaged, and the disk works again. */
    boolean run() {
        Folio folio = Folio.create((long) SECTORS * SECTOR);
        byte[] pattern = new byte[SECTORS * SECTOR];
        Arrays.fill(pattern, PATTERN);
        folio.write(0, pattern, 0, pattern.length);
        line.ask(MessageType.WRITE, request -> transfer(request, folio));

        Hoard hoard = new Hoard();
        hoard.takeAll();
        long taken = hoard.size();
        system.crash(DRIVER, Crash.STRAY);
        waiting.next(Clock.after(DISK_MILLISECONDS));
        int damaged = hoard.damagedPages();
        hoard.release();
        program.print("of " + (taken >> 20) + " MiB that are not the disk's it wrote to " + damaged + " pages");

        folio.write(0, new byte[pattern.length], 0, pattern.length);
        line.ask(MessageType.READ, request -> transfer(request, folio));
        byte[] back = new byte[pattern.length];
        folio.read(0, back, 0, back.length);
        boolean same = Arrays.equals(pattern, back);
        program.print("the disk " + (same ? "reads what was written" : "reads something else"));
        return damaged == 0 && same;
    }

    private static void transfer(Message request, Folio folio) {
        request.putLong(0)
                .putInt(SECTORS)
                .putLong(0)
                .putHandle(folio.duplicate(Rights.READ | Rights.WRITE | Rights.MAP | Rights.TRANSFER));
    }
}

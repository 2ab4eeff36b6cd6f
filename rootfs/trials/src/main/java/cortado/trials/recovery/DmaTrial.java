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
 * Takes all memory, lets the disk's driver die while the disk reads for it, takes what that leaves, and waits until the
 * disk must be done: not a byte of what it read may be found in that memory. Overwrites the disk's first sectors.
 */
final class DmaTrial {
    private static final String DRIVER = "virtio-blk";
    private static final int SECTORS = 256;
    private static final int SECTOR = 512;
    private static final byte PATTERN = 0x5a;
    /** A disk that a test has slowed down may take this long for what it was asked last. */
    private static final long DISK_MILLISECONDS = 1_000;

    private final Program program;
    private final SystemClient system;
    private final Line line;
    private final Poll waiting = new Poll();

    DmaTrial(Program program, Environ environ, SystemClient system) {
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
        system.crash(DRIVER, Crash.DMA);
        while (!hasEnded()) {
            // its last request is soon made
        }
        hoard.takeAll(); // what was its own; nothing is left to start it again with
        long held = system.machine().info().memoryHeld();
        waiting.next(Clock.after(DISK_MILLISECONDS));
        long taken = hoard.size();
        int damaged = hoard.damagedPages();
        hoard.release();
        program.print("took " + (taken >> 20) + " MiB, all that was free, while " + (held >> 10)
                + " KiB were held for the disk: " + damaged + " pages damaged");

        folio.write(0, new byte[pattern.length], 0, pattern.length);
        line.ask(MessageType.READ, request -> transfer(request, folio));
        byte[] back = new byte[pattern.length];
        folio.read(0, back, 0, back.length);
        boolean same = Arrays.equals(pattern, back);
        long rest = system.machine().info().memoryHeld();
        program.print("the disk " + (same ? "reads what was written" : "reads something else") + ", " + rest
                + " bytes are held");
        return damaged == 0 && held > 0 && same && rest == 0;
    }

    private static void transfer(Message request, Folio folio) {
        request.putLong(0)
                .putInt(SECTORS)
                .putLong(0)
                .putHandle(folio.duplicate(Rights.READ | Rights.WRITE | Rights.MAP | Rights.TRANSFER));
    }

    private boolean hasEnded() {
        return system.processes().stream().anyMatch(process -> process.name().equals(DRIVER) && process.id() == 0);
    }
}

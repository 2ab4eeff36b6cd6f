package cortado.trials.recovery;

import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Message;
import cortado.api.service.Block;
import java.util.Arrays;

/** The disk's first sectors, overwritten with a pattern that must still be there after a trial. */
final class Sectors {
    private static final int COUNT = 256;
    private static final int SECTOR = 512;
    private static final byte PATTERN = 0x5a;

    private final Line line;
    private final Folio folio = Folio.create((long) COUNT * SECTOR);
    private final byte[] pattern = new byte[COUNT * SECTOR];

    /** Writes the pattern. */
    Sectors(Environ environ) {
        line = new Line(environ, Block.NAME);
        Arrays.fill(pattern, PATTERN);
        folio.write(0, pattern, 0, pattern.length);
        line.ask(MessageType.WRITE, this::transfer);
    }

    /** Whether the disk reads what was written. */
    boolean areKept() {
        folio.write(0, new byte[pattern.length], 0, pattern.length);
        line.ask(MessageType.READ, this::transfer);
        byte[] back = new byte[pattern.length];
        folio.read(0, back, 0, back.length);
        return Arrays.equals(pattern, back);
    }

    private void transfer(Message request) {
        request.putLong(0)
                .putInt(COUNT)
                .putLong(0)
                .putHandle(folio.duplicate(Rights.READ | Rights.WRITE | Rights.MAP | Rights.TRANSFER));
    }
}

package cortado.app.copy;

import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.MessageException;
import cortado.api.Program;
import cortado.api.StatusException;
import java.util.List;

/**
 * {@code copy SOURCE DESTINATION}: copies, makes it durable, reads it back and compares. A driver that dies meanwhile
 * is waited for, and what it did not answer is asked again.
 */
public final class Copy {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    /** Bytes of a request: a multiple of every disk's sectors. */
    private static final int PIECE = 64 * 1024;

    private final Place source;
    private final Place destination;
    private final Folio folio = Folio.create(PIECE);
    private final byte[] bytes = new byte[4096];

    private Copy(Place source, Place destination) {
        this.source = source;
        this.destination = destination;
    }

    /** Does it; the result is a line with the hash. */
    public static void main(String[] unused) {
        Environ environ = Environ.current();
        Program program = new Program(environ);
        List<String> arguments = program.arguments();
        if (arguments.size() != 2) {
            program.complain("usage: copy SOURCE DESTINATION");
            program.complain("each is disk, disk:SECTOR, disk:SECTOR+COUNT or the path of a file");
            Program.exit(MISUSED);
            return;
        }
        try (Place source = Place.open(environ, arguments.get(0), false);
                Place destination = Place.open(environ, arguments.get(1), true)) {
            program.print(new Copy(source, destination).run());
        } catch (IllegalArgumentException | IllegalStateException | StatusException | MessageException e) {
            program.complain("copy: " + e.getMessage());
            Program.exit(FAILED);
        }
    }

    private String run() {
        long size = source.size();
        if (size > destination.size()) {
            throw new IllegalArgumentException(
                    "the source has " + size + " bytes, the destination room for " + destination.size());
        }
        if (source instanceof Place.Disk from && destination instanceof Place.Disk to && from.overlaps(to, size)) {
            throw new IllegalArgumentException("source and destination share sectors of the disk");
        }
        Sha256 written = new Sha256();
        for (long at = 0; at < size; at += PIECE) {
            int count = (int) Math.min(PIECE, size - at);
            source.read(at, count, folio);
            pad(count);
            take(count, written);
            destination.write(at, count, folio);
        }
        destination.finish();
        Sha256 back = new Sha256();
        for (long at = 0; at < size; at += PIECE) {
            int count = (int) Math.min(PIECE, size - at);
            destination.read(at, count, folio);
            take(count, back);
        }
        String hash = written.hex();
        if (!back.hex().equals(hash)) {
            throw new IllegalStateException("the destination reads back otherwise than it was written");
        }
        int losses = Math.max(source.losses(), destination.losses()); // if both are disk, it is the same driver
        return size + " bytes copied and read back, SHA-256 " + hash
                + (losses == 0 ? "" : ", driver lost " + losses + (losses == 1 ? " time" : " times"));
    }

    /** What a disk's last sector holds behind the end of a file is zero. */
    private void pad(int count) {
        for (int at = count; at % destination.unit() != 0; at++) {
            folio.store8(at, 0);
        }
    }

    private void take(int count, Sha256 hash) {
        for (int at = 0; at < count; at += bytes.length) {
            int piece = Math.min(bytes.length, count - at);
            folio.read(at, bytes, 0, piece);
            hash.update(bytes, 0, piece);
        }
    }
}

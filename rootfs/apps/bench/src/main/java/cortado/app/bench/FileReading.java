package cortado.app.bench;

import cortado.api.Clock;
import cortado.api.Folio;
import cortado.api.service.FileTree;
import cortado.api.service.Files;

/** Files of zeros, written and read by a program of Cortado itself. */
final class FileReading implements AutoCloseable {
    private final FileTree files;
    private final Folio folio;
    private final int piece;

    /** Reads and writes {@code piece} bytes at a time. */
    FileReading(FileTree files, int piece) {
        this.files = files;
        this.piece = piece;
        this.folio = Folio.create(piece);
    }

    /** Makes a file of so many bytes, a multiple of the piece. */
    void fill(String path, long bytes) {
        try (FileTree.OpenFile file = files.open(path, Files.WRITE | Files.CREATE)) {
            for (long at = 0; at < bytes; at += piece) {
                file.write(at, piece, folio, 0);
            }
        }
    }

    /** Reads a whole file: the nanoseconds that it took. */
    long read(String path) {
        long start = Clock.nanos();
        try (FileTree.OpenFile file = files.open(path, Files.READ)) {
            for (long at = 0; at < file.info().size(); at += piece) {
                file.read(at, piece, folio, 0);
            }
        }
        return Clock.nanos() - start;
    }

    @Override
    public void close() {
        folio.close();
    }
}

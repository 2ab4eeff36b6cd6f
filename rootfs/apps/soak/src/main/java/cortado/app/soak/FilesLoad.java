package cortado.app.soak;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.StatusException;
import cortado.api.service.Files;
import java.util.Random;

/** Makes a file, reads it back and removes it. The server keeps files in memory: one that dies takes them along. */
final class FilesLoad implements Load {
    private static final String PATH = "/soak";
    private static final int MOST = 3000;
    private static final long PAUSE = 10_000_000L;

    private final Files files;
    private final Pressure pressure;

    FilesLoad(Environ environ, Pressure pressure) {
        files = new Files(environ);
        this.pressure = pressure;
    }

    @Override
    public String process() {
        return "files";
    }

    @Override
    public void step(Random random, long deadline) throws WrongAnswer {
        byte[] written = new byte[1 + random.nextInt(MOST)];
        random.nextBytes(written);
        while (!attempt(written, deadline)) {
            if (Clock.nanos() > deadline) {
                throw new StatusException("write a file and read it", Status.TIMED_OUT);
            }
            Soak.pause(PAUSE);
        }
    }

    /** False if the server was replaced in the middle, with the open file in it, or had no memory for the file. */
    private boolean attempt(byte[] written, long deadline) throws WrongAnswer {
        try {
            int flags = Files.READ | Files.WRITE | Files.CREATE | Files.TRUNCATE;
            int file = files.open(PATH, flags, Files.FILE_MODE, deadline).file();
            try {
                check(file, written, deadline);
            } catch (StatusException e) {
                forget(file, deadline);
                throw e;
            }
            files.close(file, deadline);
            files.remove(PATH, deadline);
            return true;
        } catch (StatusException e) {
            if (e.status() == Status.TIMED_OUT) {
                throw e;
            }
            if (e.status() == Status.NO_SPACE || e.status() == Status.NO_MEMORY) {
                // A right answer: a server that was replaced under pressure may find no run of pages as long as it
                // needs.
                pressure.release();
            }
            return false;
        }
    }

    /** A file that stays open would be one fewer of those that a client may have open. */
    private void forget(int file, long deadline) {
        try {
            files.close(file, deadline);
        } catch (StatusException e) {
            // The server that had it open is gone.
            return;
        }
    }

    private void check(int file, byte[] written, long deadline) throws WrongAnswer {
        files.write(file, 0, written, 0, written.length, deadline);
        byte[] read = new byte[written.length];
        int count = 0;
        while (count < read.length) {
            int piece = files.read(file, count, read, count, read.length - count, deadline);
            if (piece == 0) {
                throw new WrongAnswer("a file of " + written.length + " bytes ends after " + count);
            }
            count += piece;
        }
        for (int i = 0; i < read.length; i++) {
            if (read[i] != written[i]) {
                throw new WrongAnswer("byte " + i + " of a file is " + read[i] + ", written was " + written[i]);
            }
        }
    }
}

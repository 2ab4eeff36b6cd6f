package cortado.app.soak;

import cortado.abi.Status;
import cortado.api.Environ;
import cortado.api.StatusException;
import cortado.api.service.Files;
import java.util.Random;

/** Makes a file, reads it back and removes it. The server keeps files in memory: one that dies takes them along. */
final class FilesLoad implements Load {
    private static final String PATH = "/soak";
    private static final int MOST = 3000;

    private final Files files;

    FilesLoad(Environ environ) {
        files = new Files(environ);
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
            // The server ended between two requests, and the open file with it.
        }
    }

    /** False if the server was replaced in the middle. */
    private boolean attempt(byte[] written, long deadline) throws WrongAnswer {
        try {
            int flags = Files.READ | Files.WRITE | Files.CREATE | Files.TRUNCATE;
            int file = files.open(PATH, flags, Files.FILE_MODE, deadline).file();
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
            files.close(file, deadline);
            files.remove(PATH, deadline);
            return true;
        } catch (StatusException e) {
            if (e.status() == Status.TIMED_OUT) {
                throw e;
            }
            return false;
        }
    }
}

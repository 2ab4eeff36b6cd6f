package cortado.environ.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs a host tool to its end. */
final class Tool {
    private Tool() {}

    /** What a tool answered. */
    static final class Answer {
        private final int status;
        private final byte[] output;
        private final String messages;

        private Answer(int status, byte[] output, String messages) {
            this.status = status;
            this.output = output;
            this.messages = messages;
        }

        /** Its exit status. */
        int status() {
            return status;
        }

        /** What it wrote to standard output. */
        byte[] output() {
            return output;
        }

        /** What it wrote to standard error. */
        String messages() {
            return messages;
        }
    }

    /** Runs a command in a folder with this input; both outputs are read at once, so neither can stall it. */
    static Answer run(Path folder, byte[] input, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        FutureTask<byte[]> messages =
                new FutureTask<>(() -> process.getErrorStream().readAllBytes());
        Thread.ofVirtual().start(messages);
        FutureTask<Void> feed = new FutureTask<>(
                () -> {
                    try (OutputStream stdin = process.getOutputStream()) {
                        stdin.write(input);
                    } catch (IOException e) {
                        // The tool stopped reading: its exit status and messages say why.
                        return;
                    }
                },
                null);
        Thread.ofVirtual().start(feed);
        try {
            byte[] output = process.getInputStream().readAllBytes();
            return new Answer(process.waitFor(), output, new String(messages.get(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        } catch (ExecutionException e) {
            throw new IOException("cannot read what " + command.get(0) + " says", e);
        }
    }
}

package cortado.flash.run;

import cortado.flash.run.GuestException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An emulator that never outlives this JVM, however either of them ends. */
public final class QemuProcess implements AutoCloseable {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    /** Where the emulator's standard streams lead. */
    public enum Streams {
        /** All of them to this process. */
        CAUGHT,
        /** Input and output to this process, complaints to where this process's go. */
        PIPED,
        /** To where this process's own lead. */
        OURS
    }

    private final Process process;
    private final Thread reaper = new Thread(this::kill, "qemu-reaper");

    private QemuProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /** Starts the emulator. */
    public static QemuProcess start(List<String> words, Streams streams) throws GuestException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETPRIV)) {
            // For the ends that run no shutdown hook: the kernel ends QEMU with the thread that started it.
            command.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
        }
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        switch (streams) {
            case CAUGHT -> {}
            case PIPED -> builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            case OURS -> builder.inheritIO();
        }
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("qemu-parent").start(() -> hold(builder, started));
        try {
            return new QemuProcess(started.get());
        } catch (ExecutionException e) {
            throw new GuestException(
                    Reason.NOT_STARTED,
                    "QEMU could not be started: " + e.getCause().getMessage());
        }
    }

    /** Starts the process and lives as long as it does. */
    private static void hold(ProcessBuilder builder, CompletableFuture<Process> started) {
        try {
            Process process = builder.start();
            started.complete(process);
            process.waitFor();
        } catch (IOException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process itself. */
    public Process process() {
        return process;
    }

    /** Waits for the end; QEMU's exit status. */
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    private void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(reaper);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook with it.
        }
    }
}

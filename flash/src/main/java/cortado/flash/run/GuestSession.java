package cortado.flash.run;

import cortado.flash.run.GuestException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A booted guest that runs shell commands one after the other. Tests and tools boot one and share it:
 *
 * <pre>{@code
 * try (GuestSession guest = GuestSession.boot(command.words(files, false), Duration.ofSeconds(60))) {
 *     assertEquals(0, guest.run("ps").status());
 * }
 * }</pre>
 */
public final class GuestSession implements AutoCloseable {
    /** How long a command may take when the caller does not say. */
    public static final Duration COMMAND = Duration.ofSeconds(60);

    /** How long a guest that was told to power off may take. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final QemuProcess qemu;
    private final RemoteShell shell;
    private final Thread collector;
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private boolean ended;

    /**
     * What a command gave.
     *
     * @param output everything it printed
     * @param status its exit status
     */
    public record Reply(String output, int status) {
        /** The output's lines, without trailing blanks. */
        public List<String> lines() {
            return output.lines().map(String::stripTrailing).toList();
        }
    }

    private GuestSession(List<String> words, Consumer<byte[]> tap) throws GuestException, InterruptedException {
        qemu = QemuProcess.start(words, QemuProcess.Streams.CAUGHT);
        Process process = qemu.process();
        shell = new RemoteShell(new StreamSerial(process.getInputStream(), process.getOutputStream(), tap));
        collector = Thread.ofPlatform().daemon().name("qemu-stderr").start(() -> collectComplaints(process));
    }

    /**
     * Starts the emulator and waits until its shell is in remote mode.
     *
     * @param words the command line, with the serial line on standard input and output
     * @param limit for the boot
     */
    public static GuestSession boot(List<String> words, Duration limit) throws GuestException, InterruptedException {
        return boot(words, System.nanoTime() + limit.toNanos(), bytes -> {});
    }

    /** As {@link #boot(List, Duration)}, with a deadline, and a tap that sees every byte that the guest sends. */
    public static GuestSession boot(List<String> words, long deadline, Consumer<byte[]> tap)
            throws GuestException, InterruptedException {
        GuestSession session = new GuestSession(words, tap);
        try {
            session.shell.connect(deadline);
            return session;
        } catch (GuestException e) {
            throw session.closed(e);
        } catch (IOException e) {
            throw session.closed(new GuestException(Reason.ENDED_EARLY, e.getMessage()));
        }
    }

    /** What the guest printed until its shell was in remote mode. */
    public String bootText() {
        return shell.bootText();
    }

    /** Runs a command, for at most {@link #COMMAND}. */
    public Reply run(String command) throws GuestException, InterruptedException {
        return run(command, COMMAND);
    }

    /** Runs a command. */
    public Reply run(String command, Duration limit) throws GuestException, InterruptedException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int status = run(command, output, System.nanoTime() + limit.toNanos());
        return new Reply(output.toString(StandardCharsets.UTF_8), status);
    }

    /**
     * Runs a command and passes on what it prints as it comes. {@code poweroff} and {@code reboot} succeed by ending
     * the emulator.
     */
    public int run(String command, OutputStream output, long deadline) throws GuestException, InterruptedException {
        try {
            return shell.run(command, output, deadline);
        } catch (GuestException e) {
            ended = true;
            if (e.reason() == Reason.ENDED_EARLY && endsTheGuest(command)) {
                return 0;
            }
            throw explained(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the command's output could not be passed on", e);
        }
    }

    /** Whether a command is meant to end the guest. */
    public static boolean endsTheGuest(String command) {
        String word = command.strip().split("\\s", 2)[0];
        return word.equals("poweroff")
                || word.equals("reboot")
                || command.strip().equals("slot try");
    }

    /** Waits for the shell of a guest whose kernel panicked and that starts itself again. */
    public void reconnect(Duration limit) throws GuestException, InterruptedException {
        try {
            shell.connect(System.nanoTime() + limit.toNanos());
            ended = false;
        } catch (GuestException e) {
            throw explained(e);
        } catch (IOException e) {
            throw explained(new GuestException(Reason.ENDED_EARLY, e.getMessage()));
        }
    }

    /** How often the shell was restarted during a command, whose status is then {@link RemoteShell#LOST}. */
    public int restarts() {
        return shell.restarts();
    }

    /** Whether the guest has ended, or is past talking to. */
    public boolean ended() {
        return ended;
    }

    /** Ends a session that never began, after QEMU has said why: ending it closes the stream that it says it on. */
    private GuestException closed(GuestException e) throws InterruptedException {
        GuestException explained = explained(e);
        close();
        return explained;
    }

    /** Adds what QEMU itself had to say. */
    private GuestException explained(GuestException e) throws InterruptedException {
        if (e.reason() != Reason.ENDED_EARLY) {
            return e;
        }
        collector.join(GRACE);
        String said;
        synchronized (complaints) {
            said = complaints.toString(StandardCharsets.UTF_8).strip();
        }
        return said.isEmpty() ? e : new GuestException(e.reason(), e.getMessage() + "\nQEMU says: " + said);
    }

    private void collectComplaints(Process process) {
        byte[] buffer = new byte[1024];
        try {
            int count;
            while ((count = process.getErrorStream().read(buffer)) >= 0) {
                synchronized (complaints) {
                    complaints.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // The process is gone; what it said is collected.
        }
    }

    /** Powers the guest off; ends the emulator if that takes longer than a few seconds. */
    @Override
    public void close() {
        try {
            if (!ended && qemu.process().isAlive()) {
                ended = true;
                shell.send("poweroff");
                shell.awaitEnd(System.nanoTime() + GRACE.toNanos());
            }
        } catch (IOException e) {
            // A guest that takes no more input is ended below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            qemu.close();
        }
    }
}

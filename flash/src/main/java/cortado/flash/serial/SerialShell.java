package cortado.flash.serial;

import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession;
import cortado.flash.run.RemoteShell;
import cortado.flash.run.Serial;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Runs commands in the shell of a board that may be booting, or may have been up for days. */
public final class SerialShell {
    /** Ctrl-C leaves what the last host left behind, and asks for a prompt. */
    private static final byte[] NUDGE = {0x03};
    /** Ctrl-D gives the shell back to people. */
    private static final byte[] LEAVE = {0x04};

    private static final Duration BETWEEN_NUDGES = Duration.ofSeconds(3);
    /** A shell that cannot do what ends the board says so sooner. */
    private static final Duration GOING = Duration.ofSeconds(10);

    private final Serial serial;
    private final RemoteShell shell;

    /** A shell at the other end of a line. */
    public SerialShell(Serial serial) {
        this.serial = serial;
        this.shell = new RemoteShell(serial);
    }

    /** What the board said until its shell answered. */
    public String bootText() {
        return shell.bootText();
    }

    /**
     * Waits until the shell answers.
     *
     * @param deadline on the clock of {@link System#nanoTime}
     */
    public void connect(long deadline) throws GuestException, InterruptedException, IOException {
        while (true) {
            long nudge = System.nanoTime() + BETWEEN_NUDGES.toNanos();
            boolean last = nudge - deadline >= 0;
            try {
                shell.connect(last ? deadline : nudge);
                return;
            } catch (GuestException e) {
                if (e.reason() != GuestException.Reason.TIMED_OUT || last) {
                    throw e;
                }
                serial.write(NUDGE);
            }
        }
    }

    /**
     * Runs commands one after the other, and gives the shell back. One that ends the board succeeds by not being
     * answered, and is the last.
     *
     * @param output gets what they print
     * @param lost is told of a command during which the shell was restarted
     * @return the last one's status
     */
    public int run(List<String> commands, OutputStream output, long deadline, Consumer<String> lost)
            throws GuestException, InterruptedException, IOException {
        int status = 0;
        for (String command : commands) {
            if (GuestSession.endsTheGuest(command)) {
                status = end(command, output, deadline);
                if (status == 0) {
                    return 0; // nobody is there to give the shell back to
                }
                continue;
            }
            int restarts = shell.restarts();
            status = shell.run(command, output, deadline);
            if (shell.restarts() > restarts) {
                lost.accept("the shell was restarted during `" + command + "`; its status is lost, " + status
                        + " stands for it");
            }
        }
        serial.write(LEAVE);
        return status;
    }

    private int end(String command, OutputStream output, long deadline)
            throws GuestException, InterruptedException, IOException {
        int restarts = shell.restarts();
        long gone = System.nanoTime() + GOING.toNanos();
        try {
            int status = shell.run(command, output, gone - deadline < 0 ? gone : deadline);
            return shell.restarts() > restarts ? 0 : status; // it is up again
        } catch (GuestException e) {
            if (e.reason() == GuestException.Reason.PANICKED) {
                throw e;
            }
            return 0;
        }
    }

    /** The exit status that a failure stands for in scripts is that of {@code run}; this is the line's own story. */
    public static String explained(GuestException e, String line) {
        return e.reason() == GuestException.Reason.ENDED_EARLY
                ? e.getMessage().replace("the emulator ended", line + " went away")
                : e.getMessage().replace("the guest", "the board");
    }
}

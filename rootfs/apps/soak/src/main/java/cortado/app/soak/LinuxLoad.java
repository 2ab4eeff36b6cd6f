package cortado.app.soak;

import static cortado.linux.LinuxCommand.PIPED;
import static java.nio.charset.StandardCharsets.US_ASCII;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.StatusException;
import cortado.linux.LinuxCommand;
import cortado.linux.LinuxProcess;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Runs a Linux program and looks at what it prints and how it ends. A virtual machine needs memory, so the pressure is
 * taken off before. It ends with the server that started it: a run that was cut short is made again.
 */
final class LinuxLoad implements Load {
    private static final long PAUSE = 200_000_000L;

    private final Pressure pressure;

    LinuxLoad(Pressure pressure) {
        this.pressure = pressure;
    }

    @Override
    public String process() {
        return "linuxd";
    }

    @Override
    public boolean isSlow() {
        return true;
    }

    @Override
    public void step(Random random, long deadline) throws WrongAnswer {
        String word = "soak-" + random.nextInt(1_000_000);
        pressure.release();
        while (!attempt(word, deadline)) {
            if (Clock.nanos() > deadline) {
                throw new StatusException("run a Linux program", Status.TIMED_OUT);
            }
            Soak.pause(PAUSE);
        }
    }

    /** False if the server or the virtual machine was ended in the middle. */
    private static boolean attempt(String word, long deadline) throws WrongAnswer {
        try (LinuxProcess echo =
                new LinuxCommand("echo").arg(word).stdout(PIPED).spawn()) {
            String said = new String(echo.stdout().readAllBytes(), US_ASCII);
            OptionalInt status = echo.waitFor(deadline);
            if (status.isEmpty()
                    || status.getAsInt() == LinuxProcess.KILLED
                    || echo.problem().isPresent()) {
                return false;
            }
            if (status.getAsInt() != 0 || !said.equals(word + "\n")) {
                throw new WrongAnswer("Linux said '" + said.strip() + "' instead of '" + word + "', and ended with "
                        + status.getAsInt());
            }
            return true;
        } catch (StatusException e) {
            if (e.status() == Status.NOT_SUPPORTED) {
                throw e;
            }
            return false;
        }
    }
}

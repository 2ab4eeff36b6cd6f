package cortado.flash.rig;

import cortado.flash.run.GuestException;
import cortado.flash.run.Serial;
import cortado.flash.serial.SerialShell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * One test on the bench: the card to this host, an image on it, the card back to the board, power, the boot marker on
 * the serial line, commands, power off. Whatever fails, the board is off in the end.
 */
public final class BenchRun {
    /** Writes an image to a card. */
    public interface Flasher {
        /** The exit status; 0 if the card holds the image. */
        int flash(Path image, Path card) throws Exception;
    }

    /** The frame in front of a kernel's last words. */
    private static final byte[] PANIC = "\u001ePANIC\u001f".getBytes(StandardCharsets.US_ASCII);

    private static final Duration PANIC_SILENCE = Duration.ofMillis(700);
    private static final int PANIC_TEXT = 16 * 1024;

    private final RigSpec spec;
    private final Bench bench;
    private final Flasher flasher;
    private final Consumer<String> notes;

    /**
     * A test of one rig.
     *
     * @param notes is told what is being done
     */
    public BenchRun(RigSpec spec, Bench bench, Flasher flasher, Consumer<String> notes) {
        this.spec = spec;
        this.bench = bench;
        this.flasher = flasher;
        this.notes = notes;
    }

    /**
     * Runs it.
     *
     * @param commands for the board's shell; none to be content with the marker
     * @param output gets what the commands print
     * @param log gets all that the board says
     * @return the first status that is not 0: the flasher's, or the last command's
     */
    public int run(Path image, List<String> commands, OutputStream output, OutputStream log, Duration limit)
            throws Exception {
        Rig rig = new Rig(spec, bench.lines());
        try (SwitchedOff off = new SwitchedOff(rig, notes)) {
            assert off != null;
            notes.accept("power off, card to this host");
            rig.powerOff();
            rig.cardToHost();
            int flashed = flasher.flash(image, spec.card().orElseThrow().device());
            if (flashed != 0) {
                return flashed;
            }
            notes.accept("card to the board, power on");
            rig.cardToBoard();
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            Serial serial = bench.serial(bytes -> {
                try {
                    log.write(bytes);
                } catch (IOException e) {
                    // The test's verdict does not depend on its log.
                    notes.accept("the log cannot be written: " + e.getMessage());
                }
            });
            rig.powerOn();
            long begun = System.nanoTime();
            Duration patience =
                    spec.serial().limit().compareTo(limit) < 0 ? spec.serial().limit() : limit;
            awaitMarker(new Tee(serial, seen), begun, patience);
            notes.accept("up after " + (System.nanoTime() - begun) / 1_000_000 + " ms");
            if (commands.isEmpty()) {
                return 0;
            }
            SerialShell shell = new SerialShell(serial);
            long deadline = begun + limit.toNanos();
            shell.connect(deadline);
            return shell.run(commands, output, deadline, notes);
        }
    }

    /** Keeps what is read, for the message when the marker does not come. */
    private record Tee(Serial serial, ByteArrayOutputStream seen) implements Serial {
        @Override
        public int read(long deadline) throws InterruptedException {
            int octet = serial.read(deadline);
            if (octet >= 0) {
                seen.write(octet);
            }
            return octet;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            serial.write(bytes);
        }
    }

    private void awaitMarker(Tee serial, long begun, Duration patience) throws GuestException, InterruptedException {
        byte[] marker = spec.serial().marker().getBytes(StandardCharsets.UTF_8);
        byte[] window = new byte[Math.max(marker.length, PANIC.length)];
        long deadline = begun + patience.toNanos();
        int octet;
        while ((octet = serial.read(deadline)) >= 0) {
            System.arraycopy(window, 1, window, 0, window.length - 1);
            window[window.length - 1] = (byte) octet;
            if (ends(window, marker)) {
                return;
            }
            if (ends(window, PANIC)) {
                throw panicked(serial);
            }
        }
        String said = serial.seen().toString(StandardCharsets.UTF_8).strip();
        String end = said.length() > 400 ? "…" + said.substring(said.length() - 400) : said;
        throw new GuestException(
                octet == Serial.LATE ? GuestException.Reason.TIMED_OUT : GuestException.Reason.ENDED_EARLY,
                "the board did not print '" + spec.serial().marker().strip() + "' within "
                        + patience.toSeconds() + " s of power on; "
                        + (said.isEmpty() ? "it printed nothing" : "the last it printed: " + end));
    }

    private static boolean ends(byte[] window, byte[] text) {
        return Arrays.equals(window, window.length - text.length, window.length, text, 0, text.length);
    }

    /** What follows the mark says why, and then nothing comes any more. */
    private static GuestException panicked(Tee serial) throws InterruptedException {
        int before = serial.seen().size();
        int octet;
        do {
            octet = serial.read(System.nanoTime() + PANIC_SILENCE.toNanos());
        } while (octet >= 0 && serial.seen().size() < before + PANIC_TEXT);
        byte[] all = serial.seen().toByteArray();
        return new GuestException(
                GuestException.Reason.PANICKED,
                "the kernel panicked: " + new String(all, before, all.length - before, StandardCharsets.UTF_8).strip());
    }
}

package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestSession;
import cortado.flash.run.GuestSession.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A Linux image that is not in the boot bundle, or not as it was built: one sentence says so, and the board goes on.
 */
class LinuxImageTest {
    private static final String CORRUPT = "the Linux image in the boot bundle is corrupt: ";
    private static final String ANEW = "; build the board anew with './cortado build'";

    /** Changes a boot bundle. */
    private interface Damage {
        void on(byte[] bundle);
    }

    private static void refused(Damage damage, String complaint) throws Exception {
        BoardBuild build = new BoardBuild(Boards.PROJECT, new Progress(System.err::println));
        try (Emulation emulation = Emulation.prepare(Boards.PROJECT, build, "qemu-virt")) {
            Path copy = emulation.files().bundle();
            byte[] bundle = Files.readAllBytes(copy);
            damage.on(bundle);
            Files.write(copy, bundle);
            try (GuestSession board = GuestSession.boot(emulation.headless(emulation.command()), Boards.BOOT)) {
                for (int time = 0; time < 2; time++) {
                    Reply reply = board.run("linux true");
                    assertTrue(reply.output().matches("linux: " + complaint + "\n"), reply.output());
                    assertEquals(125, reply.status());
                }
                String log = board.run("log linuxd").output();
                assertTrue(log.matches("(?s).*" + complaint + ".*"), log);
                assertEquals(0, board.run("ps").status());
            }
        }
    }

    /** Where a text is, behind a place. */
    private static int find(byte[] bundle, String text, int from) {
        byte[] sought = text.getBytes(StandardCharsets.US_ASCII);
        for (int at = from; at <= bundle.length - sought.length; at++) {
            int same = 0;
            while (same < sought.length && bundle[at + same] == sought[same]) {
                same++;
            }
            if (same == sought.length) {
                return at;
            }
        }
        throw new AssertionError("the bundle has no " + text);
    }

    @Test
    void aMissingOne() throws Exception {
        refused(
                bundle -> bundle[find(bundle, "linux/Image\0", 0)] = 'L',
                "the boot bundle has no Linux image \\(linux/Image\\); build the board anew with './cortado build' to"
                        + " put it in");
    }

    @Test
    void oneOfAnotherSize() throws Exception {
        refused(
                bundle -> {
                    int size = find(bundle, "\ninitrd-bytes ", find(bundle, "linux/about\0", 0)) + 14;
                    while (bundle[size + 1] != '\n') {
                        bundle[size++] = '9';
                    }
                    bundle[size] = '9';
                },
                CORRUPT + "linux/initrd has [0-9]+ bytes, but 9+ were built" + ANEW);
    }

    @Test
    void oneWithASingleBitThatChanged() throws Exception {
        refused(
                bundle -> bundle[find(bundle, "linux/Image\0", 0) + (20 << 20)] ^= 1,
                CORRUPT + "linux/Image has the xxh64 sum [0-9a-f]{16}, but [0-9a-f]{16} was built" + ANEW);
    }
}

package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestSession.Reply;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Guests that go wrong, on purpose or not, in the background of one board, beside another guest that counts in a file.
 * While one does its worst the shell answers within a second of the board's own time, which goes by instructions; the
 * other guest counts on; the log says what happened.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinuxHostileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String WITNESS = "sh -c 'while sleep 0.2; do echo >> /mnt/n; done'";
    private static final Pattern SECONDS = Pattern.compile("\\(([0-9.]+) s\\)");
    private static final Pattern SIZE = Pattern.compile("(?m) ([0-9]+) +n$");
    private static final Pattern STARTED = Pattern.compile("started (\\S+)");

    private Boards.Booted board;

    @BeforeAll
    void boot() throws Exception {
        board = Boards.boot(Boards.PROJECT, "qemu-virt", command -> command.counted());
        board.run("mkdir /witness; echo > /witness/n");
        board.run("start linux -v /witness:/mnt " + WITNESS);
        witnessed(1);
    }

    @AfterAll
    void end() throws Exception {
        board.close();
    }

    /** How far the other guest has counted. */
    private int count() throws Exception {
        Matcher size = SIZE.matcher(board.run("ls -l /witness"));
        assertTrue(size.find());
        return Integer.parseInt(size.group(1));
    }

    /** Waits until the other guest has counted further than that. */
    private void witnessed(int before) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (count() <= before) {
            assertTrue(System.nanoTime() < deadline, "the other guest counts no more");
        }
    }

    /** Asks supervisor and file server, which together may take a second; programs would only fill the log. */
    private void answers() throws Exception {
        Matcher seconds = SECONDS.matcher(board.run("uptime; ps; ls -l /witness; devices; uptime"));
        assertTrue(seconds.find());
        double before = Double.parseDouble(seconds.group(1));
        assertTrue(seconds.find());
        double took = Double.parseDouble(seconds.group(1)) - before;
        assertTrue(took < 1, "the shell took " + took + " s");
    }

    /** Runs a program in the background to its end, and gives what it left in the log. */
    private String misbehaves(String command) throws Exception {
        int before = count();
        Matcher started = STARTED.matcher(board.run("start " + command));
        assertTrue(started.find());
        Pattern runs = Pattern.compile("(?m)^" + Pattern.quote(started.group(1)) + " ");
        do {
            answers();
        } while (runs.matcher(board.run("ps")).find());
        witnessed(before);
        return board.run("log");
    }

    private static void logged(String log, String text) {
        assertTrue(log.contains(text), text + " in\n" + log);
    }

    @AfterEach
    void theNextGuestIsAllRight() throws Exception {
        Reply alive = board.guest().run("linux echo alive", PATIENCE);
        assertEquals("alive\n", alive.output());
        assertEquals(0, alive.status());
    }

    /** Runs a guest's shell in the background, and gives what it said in a shared file. */
    private String says(String script) throws Exception {
        misbehaves("linux -v /witness:/mnt sh -c '(" + script + ") > /mnt/said 2> /dev/null'");
        return board.run("cat /witness/said");
    }

    @Test
    void aPanic() throws Exception {
        String log = misbehaves("linux sh -c 'echo c > /proc/sysrq-trigger'");
        logged(log, "the guest's last words");
        logged(log, "Kernel panic - not syncing: sysrq triggered crash");
    }

    @Test
    void aReset() throws Exception {
        logged(
                misbehaves("linux sh -c 'echo b > /proc/sysrq-trigger; sleep 100'"),
                "the virtual machine ended before the program: the guest wants to start anew");
    }

    @Test
    void aFullFolderAFullDiskAndAFullMemory() throws Exception {
        assertEquals(
                "folder full\ndisk full\nmemory full 137\n",
                says("dd if=/dev/zero of=/mnt/full bs=1M || (rm /mnt/full; echo folder full);"
                        + " dd if=/dev/zero of=/tmp/full bs=1M || (rm /tmp/full; echo disk full);"
                        + " tail /dev/zero; echo memory full $?"));
    }

    @Test
    void aFloodedConsole() throws Exception {
        assertEquals(
                "flooded\n",
                says(
                        "n=0; while [ $n -lt 500 ]; do echo \"<0>flood $n\" > /dev/kmsg; n=$((n + 1)); done; echo flooded"));
    }

    @Test
    void randomWordsInAllRegistersOfADevice() throws Exception {
        misbehaves("linux sh -c 'cd /sys/bus/platform/drivers/virtio-mmio; for d in *.virtio_mmio; do"
                + " ls $d/virtio*/virtio-ports > /dev/null 2>&1 && continue; echo $d > unbind; i=0;"
                + " while [ $i -lt 512 ]; do devmem $(printf 0x%x $((0x${d%%.*} + i))) 32 $((RANDOM * 65536 +"
                + " RANDOM)); i=$((i + 4)); done; done'");
    }

    @Test
    void bareGuestsThatAttackEveryRegisterAndRingOfTheirDevices() throws Exception {
        String log = misbehaves("hostile");
        logged(log, "hostile: warning: the guest broke its disk: ");
        for (String attack : new String[] {"storm", "rings", "calls", "flood", "spin"}) {
            logged(log, "ok " + attack + " 2: ");
        }
        assertFalse(log.contains("hostile: FAIL"), log);
    }

    @Test
    void aVirtualMachineWhoseProcessIsKilled() throws Exception {
        int before = count();
        board.run("start linux sleep 1234");
        String machines = board.run("linux ps");
        while (!machines.contains("sleep 1234")) {
            machines = board.run("linux ps");
        }
        String machine = machines.lines()
                .filter(line -> line.contains("sleep 1234"))
                .findFirst()
                .orElseThrow()
                .split(" ", 2)[0];
        board.run("kill " + machine);
        answers();
        while (board.run("linux ps").contains("sleep 1234")) {
            answers();
        }
        witnessed(before);
        logged(board.run("log"), "its virtual machine " + machine + " was ended");
    }
}

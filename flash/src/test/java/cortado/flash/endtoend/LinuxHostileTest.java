package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestSession.Reply;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Guests that go wrong, on purpose or not, all at the same time in the background of one board, beside another guest
 * that counts in a file. While they do their worst the shell answers within a second of the board's own time, which
 * goes by instructions; the other guest counts on; the log says what happened; the next guest is all right.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinuxHostileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Bytes of RAM: room for all of them at once. */
    private static final long MEMORY = 1L << 30;

    /** Milliseconds of the host's between two looks at the board. */
    private static final long PAUSE = 300;

    private static final String WITNESS = "sh -c 'while sleep 0.2; do echo >> /mnt/n; done'";
    private static final Pattern SECONDS = Pattern.compile("\\(([0-9.]+) s\\)");
    private static final Pattern SIZE = Pattern.compile("(?m) ([0-9]+) +n$");
    private static final Pattern STARTED = Pattern.compile("started (\\S+)");

    private static final String PANIC = "echo c > /proc/sysrq-trigger";
    private static final String RESET = "echo b > /proc/sysrq-trigger; sleep 100";
    private static final String FULL =
            "dd if=/dev/zero of=/mnt/full bs=1M || (rm /mnt/full; " + say("folder full", "full")
                    + "); dd if=/dev/zero of=/tmp/full bs=1M || (rm /tmp/full; " + say("disk full", "full")
                    + "); tail /dev/zero; " + say("memory full $?", "full");
    private static final String FLOOD =
            "n=0; while [ $n -lt 200 ]; do echo \"<0>flood $n\" > /dev/kmsg; n=$((n + 1)); done; "
                    + say("flooded", "flood");
    private static final String REGISTERS = "cd /sys/bus/platform/drivers/virtio-mmio; for d in *.virtio_mmio; do"
            + " ls $d/virtio*/virtio-ports > /dev/null 2>&1 && continue; echo $d > unbind; i=0;"
            + " while [ $i -lt 512 ]; do devmem $(printf 0x%x $((0x${d%%.*} + i))) 32 $((RANDOM * 65536 +"
            + " RANDOM)); i=$((i + 4)); done; done; exit 7";
    private static final String VICTIM = say("up", "up") + "; sleep 1234";

    private Boards.Booted board;
    /** What was started, by its process's name. */
    private final Map<String, String> guests = new LinkedHashMap<>();

    private String victim;
    private String log;

    @BeforeAll
    void allGoWrongAtOnce() throws Exception {
        board = Boards.boot(
                Boards.PROJECT, "qemu-virt", command -> command.counted().memory(MEMORY));
        board.run("mkdir /witness; echo > /witness/n");
        board.run("start linux -v /witness:/mnt " + WITNESS);
        witnessed(1);
        int before = count();
        start("hostile"); // some of its guests have little time: it goes first
        untilAllHaveEnded();
        for (String script : new String[] {PANIC, RESET, REGISTERS}) {
            start("linux --memory 64M sh -c '" + script + "'");
        }
        for (String script : new String[] {FULL, FLOOD, VICTIM}) {
            start("linux -v /witness:/mnt sh -c '(" + script + ") 2> /dev/null'");
        }
        untilAllHaveEnded();
        witnessed(before);
        log = board.run("log");
    }

    @AfterAll
    void end() throws Exception {
        board.close();
    }

    /** Says a thing in a shared file, which may have to wait until another guest leaves room for it. */
    private static String say(String words, String file) {
        return "until echo " + words + " >> /mnt/said-" + file + "; do sleep 0.1; done";
    }

    private void start(String command) throws Exception {
        Matcher started = STARTED.matcher(board.run("start " + command));
        assertTrue(started.find());
        guests.put(started.group(1), command);
    }

    /** Asks on and on while they run, and kills the one that is there for it once it says that it is up. */
    private void untilAllHaveEnded() throws Exception {
        String shown = answers();
        while (!Collections.disjoint(guests.keySet(), names(shown))) {
            if (victim == null && shown.contains("said-up")) {
                victim = machine("sleep 1234");
                board.run("kill " + victim);
            }
            Thread.sleep(PAUSE); // what it prints keeps the guests from their work
            shown = answers();
        }
    }

    /** The names at the starts of lines. */
    private static Set<String> names(String table) {
        return table.lines().map(line -> line.split(" ", 2)[0]).collect(Collectors.toSet());
    }

    /** The virtual machine that runs such a command. */
    private String machine(String command) throws Exception {
        return board.run("linux ps")
                .lines()
                .filter(line -> line.contains(command))
                .findFirst()
                .orElseThrow()
                .split(" ", 2)[0];
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
    private String answers() throws Exception {
        String shown = board.run("uptime; ps; ls -l /witness; devices; uptime");
        Matcher seconds = SECONDS.matcher(shown);
        assertTrue(seconds.find());
        double before = Double.parseDouble(seconds.group(1));
        assertTrue(seconds.find());
        double took = Double.parseDouble(seconds.group(1)) - before;
        assertTrue(took < 1, "the shell took " + took + " s");
        return shown;
    }

    private void logged(String text) {
        assertTrue(log.contains(text), text + " in\n" + log);
    }

    /** How a guest's command ended, as the log has it. */
    private void ended(String script, String how) {
        String name = guests.keySet().stream()
                .filter(guest -> guests.get(guest).contains(script))
                .findFirst()
                .orElseThrow();
        logged("supervisor: " + name + " ended: " + how);
    }

    @Test
    void aPanic() {
        logged("the guest's last words");
        logged("Kernel panic - not syncing: sysrq triggered crash");
        ended(PANIC, "exit with status 125");
    }

    @Test
    void aReset() {
        logged("the virtual machine ended before the program: the guest wants to start anew");
        ended(RESET, "exit with status 125");
    }

    @Test
    void aFullFolderAFullDiskAndAFullMemory() throws Exception {
        assertEquals("folder full\ndisk full\nmemory full 137\n", board.run("cat /witness/said-full"));
        ended(FULL, "exit with status 0");
    }

    @Test
    void aFloodedConsole() throws Exception {
        assertEquals("flooded\n", board.run("cat /witness/said-flood"));
        ended(FLOOD, "exit with status 0");
    }

    @Test
    void randomWordsInAllRegistersOfADevice() {
        ended(REGISTERS, "exit with status 7");
    }

    @Test
    void bareGuestsThatAttackEveryRegisterAndRingOfTheirDevices() {
        logged("hostile: warning: the guest broke its disk: ");
        for (String attack : new String[] {"storm", "rings", "calls", "undefined", "flood", "spin"}) {
            logged("ok " + attack + " 2: ");
        }
        assertFalse(log.contains("hostile: FAIL"), log);
        ended("hostile", "exit with status 0");
    }

    @Test
    void aVirtualMachineWhoseProcessIsKilled() {
        logged("its virtual machine " + victim + " was ended");
        ended(VICTIM, "exit with status 137");
    }

    @Test
    void theNextGuestIsAllRight() throws Exception {
        Reply alive = board.guest().run("linux echo alive", PATIENCE);
        assertEquals("alive\n", alive.output());
        assertEquals(0, alive.status());
    }
}

package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestSession.Reply;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Linux programs from Cortado's shell; qemu-virt is booted once for most tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinuxTest {
    /** A guest boots under emulation, which takes seconds, and longer while other work slows the machine down. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /**
     * Milliseconds between two looks at what guests have done: each command switches worlds some ten times, and QEMU
     * forgets all translations with each, so that commands without a pause slow a guest down twentyfold.
     */
    private static final long PAUSE = 200;

    private static final Pattern REFUSED = Pattern.compile(
            "linux: no memory for a virtual machine of 1024 MiB: [0-9]+ MiB free; try --memory ([0-9]+)M\n");

    /** Columns of {@code linux ps}. */
    private static final int TOUCHED = 3;

    private static final int BESIDES = 4;

    private Boards.Booted board;

    @BeforeAll
    void boot() throws Exception {
        board = Boards.boot("qemu-virt");
    }

    @AfterAll
    void end() throws Exception {
        board.close();
    }

    private Reply linux(String command) throws Exception {
        return board.guest().run(command, PATIENCE);
    }

    private static void same(String expected, int status, Reply reply) {
        assertEquals(expected, reply.output());
        assertEquals(status, reply.status());
    }

    @Test
    void pipesAndStatusesAreThoseOfLocalPrograms() throws Exception {
        same("     1\thello\n", 0, linux("echo hello | linux cat -n"));
        same("MODE=dog\n", 0, linux("linux -e MODE=dog env | linux grep MODE"));
        same("err\n7\n", 0, linux("linux sh -c 'echo out; echo err >&2; exit 7' > /dev/null; echo $?"));
        same("out\n", 137, linux("linux sh -c 'echo out; echo err >&2; kill -9 $$' 2> /dev/null"));
        Reply missing = linux("linux no-such-program");
        assertTrue(missing.output().contains("no-such-program: not found"), missing.output());
        assertEquals(127, missing.status());
    }

    @Test
    void aGuestReadsAndWritesFilesAndHasTheCpusItWasPromised() throws Exception {
        board.run("mkdir /shared; echo b > /shared/a; echo a >> /shared/a");
        same("2\n", 0, linux("linux --cpus 2 -v /shared:/mnt sh -c 'sort /mnt/a > /mnt/b; nproc'"));
        assertEquals("a\nb\n", board.run("cat /shared/b"));
        same("refused\n", 0, linux("linux -v /shared:/mnt:ro sh -c 'touch /mnt/c 2> /dev/null || echo refused'"));
    }

    @Test
    void aFileIsADisk() throws Exception {
        board.run("mkdir /disks");
        same("", 0, linux("linux -v /disks:/mnt dd if=/dev/zero of=/mnt/disk bs=64k count=16 2> /dev/null"));
        same("", 0, linux("linux --disk /disks/disk sh -c 'echo hello > /dev/vda'"));
        assertEquals("hello\n", board.run("head -n 1 /disks/disk"));
        same(
                "hello\nrefused\n",
                0,
                linux("linux --disk /disks/disk:ro sh -c 'head -n 1 /dev/vda; (echo x > /dev/vda) 2> /dev/null ||"
                        + " echo refused'"));
        Reply missing = linux("linux --disk /disks/none true");
        assertTrue(missing.output().contains("/disks/none"), missing.output());
        assertEquals(125, missing.status());
    }

    @Test
    void whatAGuestWroteToAFileSystemIsThereForTheNextOne() throws Exception {
        board.run("mkdir /volumes");
        same("", 0, linux("linux -v /volumes:/mnt truncate -s 8M /mnt/linux /mnt/fat"));
        String disks = "linux --disk /volumes/linux --disk /volumes/fat sh -c ";
        same(
                "",
                0,
                linux(disks + "'mke2fs /dev/vda > /dev/null && mkdosfs /dev/vdb && mount /dev/vda /mnt &&"
                        + " mkdir /mnt/in && echo kept > /mnt/in/a && mkdir /fat && mount /dev/vdb /fat &&"
                        + " echo \"kept too\" > /fat/Long.name.txt'"));
        same(
                "ext2\nvfat\nkept\nkept too\n",
                0,
                linux(disks + "'mkdir /fat; mount /dev/vda /mnt; mount /dev/vdb /fat; grep ^/dev/vd /proc/mounts |"
                        + " cut -d\" \" -f3; cat /mnt/in/a /fat/Long.name.txt'"));
        board.run("rm -r /volumes");
    }

    @Test
    void severalRunAtOnceAndOneIsKilledWithoutTheOthers() throws Exception {
        board.run("mkdir /several");
        for (String seconds : List.of("1000", "2000")) {
            board.run("start linux -v /several:/mnt sh -c 'echo > /mnt/up" + seconds + "; sleep " + seconds + "'");
        }
        awaitFile("/several", "up1000");
        awaitFile("/several", "up2000");
        String machines = board.run("linux ps");
        assertTrue(mebibytes(column(machines, "1000", TOUCHED)) > 20, machines);
        assertTrue(mebibytes(column(machines, "1000", BESIDES)) < 5, machines);
        board.run("linux kill " + column(machines, "1000", 0));
        same("alive\n", 0, linux("linux echo alive"));
        machines = board.run("linux ps");
        assertTrue(machines.contains("sleep 2000") && !machines.contains("sleep 1000"), machines);
        board.run("kill " + column(machines, "2000", 0)); // its process, as any other
        freeWithoutGuests();
        board.run("rm -r /several");
    }

    private static String column(String machines, String seconds, int number) {
        return machines.lines()
                .filter(line -> line.contains("sleep " + seconds))
                .findFirst()
                .orElseThrow()
                .split(" +", -1)[number];
    }

    private static double mebibytes(String column) {
        assertTrue(column.endsWith("M"), column);
        return Double.parseDouble(column.substring(0, column.length() - 1));
    }

    @Test
    void theSampleAppDrawsADog() throws Exception {
        Reply reply = linux("catsay dog");
        assertTrue(reply.output().contains("(    @\\__"), reply.output());
        assertEquals(0, reply.status());
    }

    /** Fifty runs, or as many as three quarters of a minute allow. */
    @Test
    void memoryComesBack() throws Exception {
        linux("linux true");
        String before = freeWithoutGuests();
        long deadline = System.nanoTime() + Duration.ofSeconds(45).toNanos();
        for (int run = 0; run < 50 && (run < 3 || System.nanoTime() < deadline); run++) {
            same("", 0, linux("linux --memory 64M true"));
        }
        assertFreeAgain(before);
    }

    @Test
    void aGuestThatDoesNotFitIsRefusedWithASizeThatDoes() throws Exception {
        linux("linux true");
        String before = freeWithoutGuests();
        Reply refused = linux("linux --memory 1G true");
        Matcher proposal = REFUSED.matcher(refused.output());
        assertTrue(proposal.matches(), refused.output());
        assertEquals(125, refused.status());
        assertFreeAgain(before);
        same("fits\n", 0, linux("linux --memory " + proposal.group(1) + "M echo fits"));
    }

    /** Guests that fill all the memory they were given, until there is no room for another one. */
    @Test
    void memoryIsAllocatedWhenTouchedAndNoGuestEndsForWantOfIt() throws Exception {
        board.run("mkdir /greedy"); // with its first command that names a file the shell connects to the file server
        linux("linux true");
        String before = freeWithoutGuests();
        long free = bytes("free");
        for (int guest = 1; guest <= 2; guest++) {
            board.run("start linux -v /greedy:/mnt --memory 192M sh -c 'echo > /mnt/up" + guest
                    + "; while [ ! -e /mnt/go ];" + " do sleep 0.2; done; tail /dev/zero; echo > /mnt/filled" + guest
                    + "; sleep 1000'");
            awaitFile("/greedy", "up" + guest);
        }
        long taken = free - bytes("free");
        assertTrue(taken < 2 * (100L << 20), taken + " bytes are taken by two guests that have done nothing yet");
        long aside = bytes("of free: reserved");
        assertTrue(taken + aside > 2 * (192L << 20), aside + " bytes are set aside");
        Reply refused = linux("linux true");
        assertTrue(refused.output().startsWith("linux: no memory for a virtual machine of 96 MiB: "), refused.output());
        assertTrue(refused.output().contains("end another one first"), refused.output());
        board.run("echo > /greedy/go");
        awaitFile("/greedy", "filled1");
        awaitFile("/greedy", "filled2");
        taken = free - bytes("free");
        assertTrue(taken > 2 * (150L << 20), taken + " bytes are taken by two guests that have filled their memory");
        String machines = board.run("linux ps");
        assertEquals(2, machines.lines().filter(line -> line.contains("sh -c")).count(), machines);
        for (String line : machines.lines().skip(1).toList()) {
            board.run("linux kill " + line.split(" ", 2)[0]);
        }
        board.run("rm -r /greedy");
        freeWithoutGuests();
        assertFreeAgain(before);
    }

    private void awaitFile(String folder, String name) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!board.run("ls " + folder).contains(name)) {
            assertTrue(System.nanoTime() < deadline, "no " + name);
            Thread.sleep(PAUSE);
        }
    }

    /** The bytes in a line of {@code mem}. */
    private long bytes(String what) throws Exception {
        String line = board.run("mem")
                .lines()
                .filter(text -> text.startsWith(what + " "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    private void assertFreeAgain(String before) throws Exception {
        String after = free();
        for (int tries = 0; tries < 20 && !after.equals(before); tries++) {
            after = free(); // a process that has ended is taken apart a moment later
        }
        assertEquals(before, after);
    }

    /** What is held once the last guest's process has been taken apart, which goes on after its program has ended. */
    private String freeWithoutGuests() throws Exception {
        int tries = 0;
        while (linux("ps").output().contains("vmm")) {
            assertTrue(++tries < 200, "a guest's process stays");
            Thread.sleep(PAUSE);
        }
        return free();
    }

    /** The lines of {@code mem} that count what is held. */
    private String free() throws Exception {
        return String.join(
                "\n",
                board.run("mem")
                        .lines()
                        .filter(line -> line.startsWith("free") || line.contains("handles"))
                        .toList());
    }

    @Test
    void withoutVirtualizationOneSentenceSaysWhatIsMissing() throws Exception {
        try (Boards.Booted entered =
                Boards.boot(Boards.PROJECT, "qemu-virt", command -> command.virtualization(false))) {
            same(
                    "linux: Linux programs need a virtual machine, and the firmware started Cortado at EL1, without"
                            + " virtualization extensions; qemu-virt, rpi4 and rpi5 have them\n",
                    125,
                    entered.guest().run("linux true"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "rpi4")
    void theCardRunsLinuxToo(String name) throws Exception {
        try (Boards.Booted card = Boards.boot(name)) {
            Reply reply = card.guest().run("linux uname -sm", PATIENCE);
            assertEquals(List.of("Linux aarch64"), reply.lines());
            assertEquals(0, reply.status());
        }
    }
}

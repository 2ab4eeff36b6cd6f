package cortado.flash.guest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.check.ProjectSpecs;
import cortado.environ.guest.GuestSpec;
import cortado.environ.report.Diagnostics;
import cortado.flash.pipeline.Project;
import cortado.vmm.agent.CommandRequest;
import cortado.vmm.agent.CommandRequest.TerminalSize;
import cortado.vmm.agent.ExitStatus;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image that boards carry, straight in QEMU: the guest's half of the work, before any hypervisor of ours. */
class LinuxGuestTest {
    private static final byte[] NO_INPUT = {};

    @TempDir
    static Path folder;

    private static GuestVm vm;

    @BeforeAll
    static void boot() throws Exception {
        Path disk = folder.resolve("disk");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(4 << 20);
        }
        vm = new GuestVm(
                folder, "-drive", "if=none,id=disk,format=raw,file=" + disk, "-device", "virtio-blk-device,drive=disk");
        vm.agent.setUp(1_800_000_000_000_000_000L, "guest", new byte[32]);
    }

    @AfterAll
    static void powerOff() throws Exception {
        vm.agent.powerOff();
        assertEquals(0, vm.end());
        vm.close();
    }

    private static CommandRequest onTerminal(String... arguments) {
        return new CommandRequest(List.of(arguments), Map.of("TERM", "dumb"), "", 0, 0, new TerminalSize(24, 80), 4096);
    }

    private static CommandRequest request(String folder, int user, Map<String, String> variables, String... arguments) {
        return new CommandRequest(List.of(arguments), variables, folder, user, user, null, 32768);
    }

    @Test
    void theKernelIsDebians() throws Exception {
        String line = vm.run("uname", "-a").text();
        assertTrue(line.matches("Linux guest 6\\.12\\..* Debian .* aarch64 GNU/Linux\n"), line);
        assertEquals(vm.release, vm.run("uname", "-r").text().strip());
        assertEquals("2027", vm.run("date", "-u", "+%Y").text().strip());
    }

    @Test
    void endsAreFaithful() throws Exception {
        assertEquals(0, vm.run("true").shellStatus());
        assertEquals(7, vm.run("sh", "-c", "exit 7").shellStatus());
        assertEquals(255, vm.run("sh", "-c", "exit 255").shellStatus());
        assertEquals(new ExitStatus(0, 15), vm.run("sh", "-c", "kill $$").status);
        assertEquals(new ExitStatus(0, 11), vm.run("sh", "-c", "kill -SEGV $$").status);
        assertEquals(127, vm.run("nosuch").shellStatus());
        assertEquals(127, vm.run("/nosuch").shellStatus());
        assertEquals(126, vm.run("/etc").shellStatus());
        assertEquals(126, vm.run("/etc/passwd").shellStatus());
        assertEquals(
                "the working directory: does not exist",
                vm.run(request("/nosuch", 0, Map.of(), "true"), NO_INPUT)
                        .failure
                        .text());
    }

    @Test
    void streamsAreApartAndInputEnds() throws Exception {
        Transcript both = vm.run("sh", "-c", "echo out; echo err >&2");
        assertEquals("out\n", both.text());
        assertEquals("err\n", both.errorText());
        byte[] input = "hello\nworld\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "     1\thello\n     2\tworld\n",
                vm.run(CommandRequest.of("cat", "-n"), input).text());
    }

    @Test
    void environmentFolderAndUserAreAsAsked() throws Exception {
        assertEquals(
                List.of("HOME=/", "MODE=dog", "PATH=/nowhere"),
                vm.run(request("", 65534, Map.of("MODE", "dog", "PATH", "/nowhere"), "/bin/env"), NO_INPUT)
                        .text()
                        .lines()
                        .sorted()
                        .toList());
        assertEquals(
                "/tmp\n65534\n65534\n",
                vm.run(request("/tmp", 65534, Map.of(), "sh", "-c", "pwd; id -u; id -g"), NO_INPUT)
                        .text());
        assertEquals(
                "(    @\\__",
                vm.run(request("", 0, Map.of("CATSAY_MODE", "dog"), "catsay", "woof"), NO_INPUT)
                        .text()
                        .lines()
                        .toList()
                        .get(4));
    }

    @Test
    void aTerminalKnowsItsSizeAndItsKeys() throws Exception {
        Transcript shell = vm.start(onTerminal("sh"));
        shell.type("stty size; tty; echo $((40 + 2))\n");
        vm.until(() -> shell.text().contains("\n42\r\n"));
        assertTrue(shell.text().contains("24 80\r\n/dev/pts/"), shell.text());
        shell.command.resize(30, 100);
        shell.type("stty size\n");
        vm.until(() -> shell.text().contains("30 100\r\n"));
        shell.type("sh -c 'echo inside; sleep 1000'\n");
        vm.until(() -> shell.text().contains("\ninside\r\n"));
        shell.type("\u0003");
        shell.type("echo status $?\n");
        vm.until(() -> shell.text().contains("status 130\r\n"));
        shell.type("\u0004");
        vm.until(shell::over);
        assertEquals(0, shell.shellStatus());
    }

    @Test
    void closingATerminalsInputTypesCtrlD() throws Exception {
        Transcript cat = vm.run(onTerminal("cat"), "abc\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("abc\r\nabc\r\n", cat.text());
        assertEquals(0, cat.shellStatus());
    }

    @Test
    void megabytesGoThroughUnchanged() throws Exception {
        byte[] input = new byte[2_000_003];
        new Random(7).nextBytes(input);
        assertArrayEquals(input, vm.run(CommandRequest.of("cat"), input).bytes());
    }

    @Test
    void aFloodWaitsForItsReaderAndDisturbsNobody() throws Exception {
        Transcript flood = vm.start(CommandRequest.of("yes"));
        flood.reading = false;
        vm.until(() -> flood.length() == 32768);
        assertEquals("hi\n", vm.run("echo", "hi").text());
        assertEquals(32768, flood.length(), "no more than was granted");
        flood.command.grant(1, 32768);
        vm.until(() -> flood.length() == 65536);
        flood.command.signal(15);
        flood.command.grant(1, 32768);
        flood.reading = true;
        vm.until(flood::over);
        assertEquals(new ExitStatus(0, 15), flood.status);
    }

    @Test
    void inputThatNobodyReadsIsDropped() throws Exception {
        Transcript head = vm.run(CommandRequest.of("head", "-c", "3"), new byte[1 << 20]);
        assertEquals(3, head.length());
        Transcript sleeper = vm.start(CommandRequest.of("sh", "-c", "exec <&-; sleep 0.2"));
        sleeper.send(new byte[1 << 20]);
        vm.until(sleeper::over);
        assertEquals(0, sleeper.shellStatus());
    }

    @Test
    void whatACommandLeavesBehindDoesNotKeepItsEnd() throws Exception {
        Transcript parent = vm.run("sh", "-c", "sleep 1000 & echo started");
        assertEquals("started\n", parent.text());
        assertEquals(0, parent.shellStatus());
        vm.run("killall", "sleep");
        assertEquals("0\n", vm.run("sh", "-c", "ps | grep -c '[Z]ombie'").text());
    }

    @Test
    void sixteenCommandsRunAtOnce() throws Exception {
        List<Transcript> cats = new ArrayList<>();
        while (vm.agent.free() > 0) {
            cats.add(vm.start(CommandRequest.of("cat")));
        }
        assertEquals(16, cats.size());
        for (int i = 0; i < cats.size(); i++) {
            cats.get(i).type("cat " + i);
            cats.get(i).close();
        }
        for (int i = 0; i < cats.size(); i++) {
            Transcript cat = cats.get(i);
            vm.until(cat::over);
            assertEquals("cat " + i, cat.text());
        }
    }

    @Test
    void aFullFileSystemIsAnErrorOfTheCommand() throws Exception {
        Transcript dd = vm.run("dd", "if=/dev/zero", "of=/tmp/full", "bs=1M");
        assertEquals(1, dd.shellStatus());
        assertTrue(dd.errorText().contains("No space left on device"), dd.errorText());
        assertEquals(0, vm.run("rm", "/tmp/full").shellStatus());
    }

    @Test
    void memoryThatRunsOutCostsTheCommandAndNotTheAgent() throws Exception {
        assertEquals(new ExitStatus(0, 9), vm.run("tail", "/dev/zero").status);
        assertEquals("alive\n", vm.run("echo", "alive").text());
    }

    @Test
    void aDiskIsMountedWhereItIsAsked() throws Exception {
        assertEquals(0, vm.run("mke2fs", "/dev/vda").shellStatus());
        int[] mounted = {-1, -1};
        vm.agent.mount("/dev/vda", "/mnt/a/disk", "ext4", false, errno -> mounted[0] = errno);
        vm.agent.mount("/dev/nosuch", "/mnt/b", "ext4", false, errno -> mounted[1] = errno);
        vm.until(() -> mounted[1] >= 0);
        assertArrayEquals(new int[] {0, 2}, mounted);
        assertEquals(
                "x\n",
                vm.run("sh", "-c", "echo x > /mnt/a/disk/x; cat /mnt/a/disk/x").text());
    }

    @Test
    void everyLinkIsSomethingThatBusyboxDoes() throws Exception {
        String wrong = vm.run(
                        "sh",
                        "-c",
                        "busybox --list >/tmp/list; for f in /usr/bin/*; do [ \"$(readlink $f)\" != busybox ] ||"
                                + " grep -qxF -- ${f##*/} /tmp/list || echo ${f##*/}; done")
                .text();
        assertEquals("", wrong);
    }

    @Test
    void theSameInputsGiveTheSameImage() throws Exception {
        Path again = Files.createDirectories(folder.resolve("again"));
        Project project = Project.find();
        GuestSpec spec =
                ProjectSpecs.load(project.root(), new Diagnostics()).guest().orElseThrow();
        PackageStore store = new PackageStore(project.cache(), project.at("flash/launcher/fetch-package"), line -> {});
        GuestImage image = new GuestBuild(store, project.at("rootfs/linux")).build(spec, again);
        Path built = project.output("aarch64").resolve("linux");
        assertTrue(Arrays.equals(Files.readAllBytes(built.resolve("initrd")), image.initrd()));
        assertTrue(Arrays.equals(Files.readAllBytes(built.resolve("Image")), image.kernel()));
    }

    @Test
    void aPanicEndsTheGuestAndSaysSo(@TempDir Path other) throws Exception {
        try (GuestVm victim = new GuestVm(other)) {
            Transcript panic = victim.start(CommandRequest.of("sh", "-c", "echo c > /proc/sysrq-trigger"));
            victim.until(() -> !victim.lost.isEmpty());
            assertEquals("QEMU closed the port", panic.lost);
            assertFalse(victim.agent.ready());
            assertTrue(
                    victim.console().contains("Kernel panic - not syncing: sysrq triggered crash"), victim.console());
            assertEquals(0, victim.end());
        }
    }
}

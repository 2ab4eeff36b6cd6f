package cortado.app.bench;

import static cortado.linux.LinuxCommand.PIPED;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Poll;
import cortado.api.service.FileTree;
import cortado.api.stream.ChannelInput;
import cortado.api.system.SystemClient;
import cortado.linux.Linux;
import cortado.linux.LinuxCommand;
import cortado.linux.LinuxProcess;
import cortado.linux.LinuxVm;
import cortado.linux.VmRequest;
import java.nio.charset.StandardCharsets;

/** What it costs to run a Linux program, and to read a file from inside one and from outside. */
final class LinuxBench {
    private static final int MEBIBYTE = 1 << 20;
    private static final int PIECE = 128 * 1024;
    /** MiB of the two files: the difference leaves out what reading any file costs. */
    private static final int SMALL = 1;

    private static final int LARGE = 9;
    private static final String FOLDER = "/bench";
    /** Printed when the guest's first program runs, with the moment in the guest's time. */
    private static final String MARK = "cortado-bench";

    /** Milliseconds in which what a process held becomes free again. */
    private static final long SETTLING = 100;
    /** Bytes by which the system's count of free memory may differ from what a process holds. */
    private static final long UNSEEN = 64 * 1024;

    private static final String INIT = "Run /init";

    private final Report report;
    private final Environ environ;
    private final SystemClient system;

    LinuxBench(Report report, Environ environ, SystemClient system) {
        this.report = report;
        this.environ = environ;
        this.system = system;
    }

    /** Prints all figures. */
    void run() {
        spawn();
        init();
        memory();
        try (FileTree files = new FileTree(environ);
                FileReading reading = new FileReading(files, PIECE)) {
            files.makeDirectory(FOLDER);
            reading.fill(path(SMALL), (long) SMALL * MEBIBYTE);
            reading.fill(path(LARGE), (long) LARGE * MEBIBYTE);
            report.time("file-native-MiB", reading.read(path(LARGE)) - reading.read(path(SMALL)), LARGE - SMALL);
            report.time("file-virtio-fs-MiB", throughput(shared(), "/mnt/" + SMALL, "/mnt/" + LARGE), LARGE - SMALL);
            report.time("file-virtio-blk-MiB", throughput(disks(), "/dev/vda", "/dev/vdb"), LARGE - SMALL);
            files.remove(path(SMALL));
            files.remove(path(LARGE));
            files.remove(FOLDER);
        }
    }

    private static String path(int size) {
        return FOLDER + "/" + size;
    }

    /** How long a command took from the wish for it, in nanoseconds. */
    private record Spawned(long accepted, long firstByte, long exit) {}

    /** What each command takes, and what a boot's first one waits for besides, before it is accepted. */
    private void spawn() {
        Spawned first = echo();
        Spawned next = echo();
        report.time("linux-image-check", Math.max(0, first.accepted() - next.accepted()), 1);
        report.time("linux-spawn-to-first-byte", next.firstByte(), 1);
        report.time("linux-spawn-to-exit", next.exit(), 1);
    }

    private Spawned echo() {
        long start = Clock.nanos();
        try (LinuxProcess process =
                new LinuxCommand("echo").arg("first").stdout(PIPED).spawn(environ)) {
            long accepted = Clock.nanos() - start;
            process.stdout().read();
            long firstByte = Clock.nanos() - start;
            check(process.waitFor());
            return new Spawned(accepted, firstByte, Clock.nanos() - start);
        }
    }

    /**
     * From the wish for a process to the guest's init: the guest's log tells how long before the command's first byte
     * that was.
     */
    private void init() {
        long start = Clock.nanos();
        try (LinuxProcess process = shell(
                        "echo " + MARK + " >/dev/kmsg; echo; dmesg | grep -e '" + INIT + "' -e " + MARK)
                .spawn(environ)) {
            process.stdout().read();
            long first = Clock.nanos() - start;
            String log = text(process.stdout());
            check(process.waitFor());
            report.time("linux-spawn-to-init", first - 1_000 * (guestTime(log, MARK) - guestTime(log, INIT)), 1);
        }
    }

    /** Microseconds at which the guest's kernel logged a text, from {@code [ 0.123456] text}. */
    private static long guestTime(String log, String text) {
        for (String line : log.lines().toList()) {
            int end = line.indexOf(']');
            if (end > 0 && line.startsWith("[") && line.indexOf(text) > end) {
                String time = line.substring(1, end).strip();
                int point = time.indexOf('.');
                return 1_000_000L * Long.parseLong(time.substring(0, point))
                        + Long.parseLong(time.substring(point + 1));
            }
        }
        throw new IllegalStateException("the guest's log has no line with '" + text + "':\n" + log);
    }

    /**
     * What a virtual machine takes while its guest waits, weighed as {@code linux ps} does: the guest's pages that it
     * touched, and all that its process holds besides. The system must have given out as much.
     */
    private void memory() {
        try (Linux linux = new Linux(environ);
                Poll nothing = new Poll()) {
            do { // the one before is taken apart a moment after its program's end
                nothing.next(Clock.after(SETTLING));
            } while (!linux.machines().isEmpty());
            long free = system.machine().info().memoryFree();
            try (LinuxProcess process = shell("echo; sleep 60").spawn(environ)) {
                process.stdout().read();
                LinuxVm machine = linux.machines().getFirst();
                long given = free - system.machine().info().memoryFree();
                report.bytes("linux-memory", machine.touched() + machine.beyond());
                report.bytes("linux-memory-besides", machine.beyond());
                if (Math.abs(given - machine.touched() - machine.beyond()) > UNSEEN) {
                    throw new IllegalStateException("the system gave out " + given + " bytes for a virtual machine that"
                            + " takes " + machine.touched() + " in its guest's pages and " + machine.beyond()
                            + " besides");
                }
                process.kill();
                process.waitFor();
            }
        }
    }

    private static LinuxCommand shell(String script) {
        return new LinuxCommand("sh").arg("-c").arg(script).stdout(PIPED);
    }

    private static String text(ChannelInput stream) {
        StringBuilder text = new StringBuilder();
        byte[] piece = new byte[256];
        for (int length = stream.read(piece); length >= 0; length = stream.read(piece)) {
            text.append(new String(piece, 0, length, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static LinuxCommand shared() {
        return new LinuxCommand("sh").share(FOLDER, "/mnt");
    }

    private static LinuxCommand disks() {
        return new LinuxCommand("sh")
                .disk(new VmRequest.DiskFile(path(SMALL), true))
                .disk(new VmRequest.DiskFile(path(LARGE), true));
    }

    /** How much longer a guest takes to read the large file than the small one, by when it says that it is done. */
    private long throughput(LinuxCommand command, String small, String large) {
        String script = "echo; " + read(small) + "; echo; " + read(large) + "; echo";
        try (LinuxProcess process = command.arg("-c").arg(script).stdout(PIPED).spawn(environ)) {
            process.stdout().read();
            long start = Clock.nanos();
            process.stdout().read();
            long middle = Clock.nanos();
            process.stdout().read();
            long end = Clock.nanos();
            check(process.waitFor());
            return (end - middle) - (middle - start);
        }
    }

    private static String read(String file) {
        return "dd if=" + file + " of=/dev/null bs=128k 2>/dev/null";
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("the guest's command ended with status " + status);
        }
    }
}

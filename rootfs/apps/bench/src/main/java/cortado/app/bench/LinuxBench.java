package cortado.app.bench;

import static cortado.linux.LinuxCommand.PIPED;

import cortado.api.Clock;
import cortado.api.Environ;
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

    private void spawn() {
        long start = Clock.nanos();
        try (LinuxProcess process =
                new LinuxCommand("echo").arg("first").stdout(PIPED).spawn(environ)) {
            process.stdout().read();
            long first = Clock.nanos();
            check(process.waitFor());
            report.time("linux-spawn-to-first-byte", first - start, 1);
            report.time("linux-spawn-to-exit", Clock.nanos() - start, 1);
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

    /** What the system has given out while a guest waits, and how much of that is not the guest's own pages. */
    private void memory() {
        long free = system.machine().info().memoryFree();
        try (LinuxProcess process = shell("echo; sleep 60").spawn(environ)) {
            process.stdout().read();
            long touched = touched();
            long taken = free - system.machine().info().memoryFree();
            report.bytes("linux-memory", taken);
            report.bytes("linux-memory-besides", taken - touched);
            process.kill();
            process.waitFor();
        }
    }

    /** Bytes that the guests which run have touched. */
    private long touched() {
        long touched = 0;
        try (Linux linux = new Linux(environ)) {
            for (LinuxVm machine : linux.machines()) {
                touched += machine.touched();
            }
        }
        return touched;
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

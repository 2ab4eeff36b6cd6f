package cortado.app.bench;

import static cortado.linux.LinuxCommand.PIPED;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.service.FileTree;
import cortado.api.service.Files;
import cortado.linux.LinuxCommand;
import cortado.linux.LinuxProcess;
import cortado.linux.VmRequest;

/** What it costs to run a Linux program, and to read a file from inside one and from outside. */
final class LinuxBench {
    private static final int MEBIBYTE = 1 << 20;
    private static final int PIECE = 128 * 1024;
    /** MiB of the two files: the difference leaves out what a run costs anyway. */
    private static final int SMALL = 1;

    private static final int LARGE = 5;
    private static final String FOLDER = "/bench";

    private final Report report;
    private final Environ environ;

    LinuxBench(Report report, Environ environ) {
        this.report = report;
        this.environ = environ;
    }

    /** Prints all figures. */
    void run() {
        spawn();
        try (FileTree files = new FileTree(environ)) {
            files.makeDirectory(FOLDER);
            fill(files, SMALL);
            fill(files, LARGE);
            report.time("file-native-MiB", nativeRead(files, LARGE) - nativeRead(files, SMALL), LARGE - SMALL);
            report.time("file-virtio-fs-MiB", shared(LARGE) - shared(SMALL), LARGE - SMALL);
            report.time("file-virtio-blk-MiB", disk(LARGE) - disk(SMALL), LARGE - SMALL);
            files.remove(path(SMALL));
            files.remove(path(LARGE));
            files.remove(FOLDER);
        }
    }

    private void spawn() {
        long start = Clock.nanos();
        try (LinuxProcess process =
                new LinuxCommand("echo").arg("first").stdout(PIPED).spawn(environ)) {
            process.stdout().read();
            long first = Clock.nanos();
            check(process.waitFor(), "echo");
            report.time("linux-spawn-to-first-byte", first - start, 1);
            report.time("linux-spawn-to-exit", Clock.nanos() - start, 1);
        }
    }

    private static void check(int status, String command) {
        if (status != 0) {
            throw new IllegalStateException("the guest's " + command + " ended with status " + status);
        }
    }

    private static String path(int size) {
        return FOLDER + "/" + size;
    }

    private static void fill(FileTree files, int size) {
        try (FileTree.OpenFile file = files.open(path(size), Files.WRITE | Files.CREATE);
                Folio folio = Folio.create(PIECE)) {
            for (long at = 0; at < (long) size * MEBIBYTE; at += PIECE) {
                file.write(at, PIECE, folio, 0);
            }
        }
    }

    private static long nativeRead(FileTree files, int size) {
        long start = Clock.nanos();
        try (FileTree.OpenFile file = files.open(path(size), Files.READ);
                Folio folio = Folio.create(PIECE)) {
            for (long at = 0; at < (long) size * MEBIBYTE; at += PIECE) {
                file.read(at, PIECE, folio, 0);
            }
        }
        return Clock.nanos() - start;
    }

    private long shared(int size) {
        return timed(new LinuxCommand("dd")
                .arg("if=/mnt/" + size)
                .arg("of=/dev/null")
                .arg("bs=128k")
                .share(FOLDER, "/mnt"));
    }

    private long disk(int size) {
        return timed(new LinuxCommand("dd")
                .arg("if=/dev/vda")
                .arg("of=/dev/null")
                .arg("bs=128k")
                .disk(new VmRequest.DiskFile(path(size), true)));
    }

    private long timed(LinuxCommand command) {
        long start = Clock.nanos();
        try (LinuxProcess process = command.spawn(environ)) {
            check(process.waitFor(), "dd");
        }
        return Clock.nanos() - start;
    }
}

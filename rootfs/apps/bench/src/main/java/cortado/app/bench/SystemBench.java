package cortado.app.bench;

import cortado.api.SystemInfo;
import cortado.api.system.ProcessRecord;
import cortado.api.system.SystemClient;

/** How long the boot took and how much memory is in use at the prompt. */
final class SystemBench {
    /** What the shell's first line in the log says, when its first prompt is out. */
    private static final String PROMPT = "ready";

    private final Report report;
    private final SystemClient system;

    SystemBench(Report report, SystemClient system) {
        this.report = report;
        this.system = system;
    }

    void run() {
        long[] prompt = {-1};
        system.log("shell", line -> {
            if (line.text().equals(PROMPT) && prompt[0] < 0) {
                prompt[0] = line.time();
            }
        });
        if (prompt[0] >= 0) {
            report.time("boot-to-prompt", prompt[0], 1);
        }
        long own = 0;
        for (ProcessRecord process : system.processes()) {
            if (process.name().startsWith("bench")) {
                own += process.memoryUsed();
            } else {
                report.bytes("memory-" + process.name(), process.memoryUsed());
            }
        }
        SystemInfo info = system.machine().info();
        report.bytes("memory-kernel", info.memoryKernel());
        report.bytes("memory-boot-bundle", info.memoryBoot());
        report.bytes("memory-system", info.memoryTotal() - info.memoryFree() - own);
    }
}

package cortado.flash.bench;

import cortado.flash.pipeline.KvmProducts;
import cortado.flash.run.BootFiles;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession;
import cortado.flash.run.QemuCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs that {@code bench linux} takes: Cortado and KVM in the same machine with one CPU, each counted and timed.
 */
public final class LinuxRuns {
    private static final Duration BOOT = Duration.ofMinutes(5);
    /** Linux boots several times, at the pace of counted instructions. */
    private static final Duration LIMIT = Duration.ofMinutes(30);
    /** KVM's host has a file system of 100 MiB, packed and unpacked, and its guests. */
    private static final long KVM_MEMORY = 1L << 30;

    private final Emulation emulation;

    /** Runs in the machine of a board. */
    public LinuxRuns(Emulation emulation) {
        this.emulation = emulation;
    }

    /** Cortado's figures. */
    public List<Figure> cortado() throws GuestException, IOException, InterruptedException {
        List<Figure> instructions = cortado(machine().counted(), " " + LinuxBench.COUNTED);
        return LinuxBench.timed(instructions, cortado(machine(), ""));
    }

    /** Cortado's figures with KVM's beside them. */
    public List<Figure> beside(List<Figure> cortado, KvmProducts.Host host)
            throws GuestException, IOException, InterruptedException {
        return KvmBench.beside(cortado, kvm(machine().counted(), host), kvm(machine(), host));
    }

    private QemuCommand machine() throws IOException {
        return emulation.command().smp(1);
    }

    private List<Figure> cortado(QemuCommand qemu, String unit)
            throws GuestException, IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (GuestSession guest = GuestSession.boot(emulation.headless(qemu), BOOT)) {
            for (String command : LinuxBench.COMMANDS) {
                figures.addAll(LinuxBench.figures(command, guest.run(command + unit, LIMIT)));
            }
        }
        return figures;
    }

    private static Map<String, Long> kvm(QemuCommand qemu, KvmProducts.Host host)
            throws GuestException, InterruptedException {
        BootFiles files =
                new BootFiles(host.kernel(), host.initrd(), Optional.empty(), host.commandLine(), Optional.empty());
        return KvmBench.figures(KvmBench.run(qemu.memory(KVM_MEMORY).words(files, false), LIMIT));
    }
}

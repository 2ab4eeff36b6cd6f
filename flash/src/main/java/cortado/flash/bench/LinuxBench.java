package cortado.flash.bench;

import cortado.flash.run.GuestSession.Reply;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What virtual machines cost: the figures of commands that print {@code bench NAME VALUE UNIT}. */
public final class LinuxBench {
    /** What is run in the guest, with the unit behind it where one nanosecond of its clock is one instruction. */
    public static final List<String> COMMANDS = List.of("run guests bench", "run bench linux");

    /** The unit where time counts instructions. */
    public static final String COUNTED = "instructions";

    /** The aims, and what seL4 takes under QEMU with {@code -icount shift=0}. */
    private static final Map<String, KnownFigure> KNOWN = new LinkedHashMap<>();

    static {
        known("guest-hypercall", "hypercall that asks for PSCI's version", 300);
        known("guest-kernel-exit", "exit to the kernel and back: an ID register", 0);
        known("guest-shown-register", "read of registers that a VMM shows as memory; ours shows none", 0);
        known("guest-distributor-read", "load of a GICD register", 800);
        known("guest-injection", "interrupt into a guest that sleeps, until its VMM hears of it", 0);
        KNOWN.put("guest-mmio-exit", new KnownFigure("load answered by a user-mode VMM", 2_500, "about 2,800", ""));
        known("guest-self-interrupt", "interrupt to oneself, taken and ended", 2_000);
        known("linux-image-check", "the image checked, for which a boot's first LinuxCommand waits besides", 0);
        known("linux-spawn-to-init", "LinuxCommand to the guest's init", 0);
        known("linux-spawn-to-first-byte", "LinuxCommand to the first byte", 0);
        known("linux-spawn-to-exit", "LinuxCommand to the exit status", 0);
        known("linux-memory", "memory of a virtual machine, guest pages included", 0);
        known("linux-memory-besides", "memory of a virtual machine besides its guest's pages", 5 << 20);
        known("file-native-MiB", "1 MiB of a file, read natively", 0);
        known("file-virtio-fs-MiB", "the same over virtio-fs, read by a guest", 0);
        known("file-virtio-blk-MiB", "the same as a guest's disk", 0);
    }

    private static void known(String name, String meaning, long aim) {
        KNOWN.put(name, new KnownFigure(meaning, aim, "", ""));
    }

    private LinuxBench() {}

    /**
     * The figures that a command printed, in its order.
     *
     * @throws IllegalArgumentException if the reply holds no figure
     */
    public static List<Figure> figures(String command, Reply reply) {
        return PrintedFigures.of(command, reply, LinuxBench::figure);
    }

    /** The figures with what the same took on the clock. */
    public static List<Figure> timed(List<Figure> counted, List<Figure> clock) {
        Map<String, Long> times = new HashMap<>();
        for (Figure figure : clock) {
            if (figure.unit().equals("ns")) {
                times.put(figure.name(), figure.value());
            }
        }
        return counted.stream()
                .map(figure -> {
                    Long time = times.get(figure.name());
                    return time == null ? figure : figure.took(OptionalLong.of(time));
                })
                .toList();
    }

    private static Figure figure(String name, long value, String unit) {
        return KNOWN.getOrDefault(name, new KnownFigure(name.replace('-', ' '), 0, "", ""))
                .measured(name, value, unit);
    }
}

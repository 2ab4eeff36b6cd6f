package cortado.flash.bench;

import cortado.flash.run.GuestSession.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what {@code run bench kernel} prints, and sets it beside other systems measured in the same way. */
public final class KernelBench {
    /** What is run in the guest; one nanosecond of its clock is one instruction. */
    public static final String COMMAND = "run bench kernel instructions";

    private static final String MEMORY = "memory-";

    /** Others were measured under QEMU with {@code -icount shift=0}. */
    private static final Map<String, KnownFigure> KNOWN = new LinkedHashMap<>();

    static {
        known("null-system-call", "null system call", 200, "91", "472 (getppid)");
        known("clock-system-call", "system call that reads the clock", 0, "", "");
        known("channel-send-receive", "send and receive between two processes", 0, "about 600 (signal)", "");
        known("call-reply", "call and reply between two processes", 1_000, "406 (510 with FPU)", "12,600 (pipe)");
        known("call-reply-api", "call and reply through the Java API", 0, "", "");
        known("handle-transfer", "a handle sent and received", 0, "", "");
        known("interrupt-to-driver", "interrupt to driver, mean", 1_000, "336", "");
        known("interrupt-to-driver-least", "interrupt to driver, least", 1_000, "336", "");
        known("process-start", "start of a process", 500_000, "", "719,000 (fork, exec)");
        known("boot-to-prompt", "reset to the shell's prompt", 150_000_000, "", "1,045 million");
        known("memory-system", "whole system at the prompt", 32L << 20, "", "");
    }

    private static void known(String name, String meaning, long aim, String sel4, String linux) {
        KNOWN.put(name, new KnownFigure(meaning, aim, sel4, linux));
    }

    private KernelBench() {}

    /**
     * The figures that the guest printed, in its order, and those that only the host knows.
     *
     * @param reply of {@link #COMMAND}
     * @param kernelImage the raw image
     * @throws IllegalArgumentException if the reply holds no figure
     */
    public static List<Figure> figures(Reply reply, Path kernelImage) throws IOException {
        List<Figure> figures = PrintedFigures.of(COMMAND, reply, KernelBench::figure);
        figures.add(new Figure(
                "kernel-image",
                "kernel image",
                Files.size(kernelImage),
                "bytes",
                OptionalLong.empty(),
                Optional.empty()));
        return figures;
    }

    private static Figure figure(String name, long value, String unit) {
        KnownFigure known = KNOWN.get(name);
        if (known == null) {
            String meaning = name.startsWith(MEMORY)
                    ? "memory of " + name.substring(MEMORY.length()).replace('-', ' ')
                    : name.replace('-', ' ');
            return new Figure(name, meaning, value, unit, OptionalLong.empty(), Optional.empty());
        }
        return known.measured(name, value, unit);
    }
}

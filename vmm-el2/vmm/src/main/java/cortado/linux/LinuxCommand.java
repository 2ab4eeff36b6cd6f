package cortado.linux;

import cortado.api.Channel;
import cortado.api.Environ;
import cortado.api.Program;
import cortado.api.stream.ChannelInput;
import cortado.api.stream.ChannelOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Linux program to be started in a virtual machine of its own, in the shape of {@link ProcessBuilder}. The process
 * that uses it has {@value LinuxProtocol#SERVICE} among the {@code uses} of its spec.
 *
 * <pre>{@code
 * LinuxProcess cat = new LinuxCommand("/bin/catsay").arg("hello").env("CATSAY_MODE", "dog").stdout(PIPED).spawn();
 * String said = new String(cat.stdout().readAllBytes(), UTF_8);
 * int status = cat.waitFor();
 * }</pre>
 */
public final class LinuxCommand {
    /** Where a stream may lead, besides {@link Stdio#of}. */
    public static final Stdio PIPED = Stdio.PIPED;

    public static final Stdio NOTHING = Stdio.NOTHING;

    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<VmRequest.Share> shares = new ArrayList<>();
    private final List<VmRequest.DiskFile> disks = new ArrayList<>();
    private String folder = "";
    private int cpus = VmRequest.CPUS;
    private long memory = VmRequest.MEMORY;
    private int rows;
    private int columns;
    private Stdio input = NOTHING;
    private Stdio output = NOTHING;
    private Stdio errors = NOTHING;

    /** A program by its path in the guest, or by a name that is looked up along its {@code PATH}. */
    public LinuxCommand(String program) {
        arguments.add(program);
    }

    /** Adds an argument. */
    public LinuxCommand arg(String argument) {
        arguments.add(argument);
        return this;
    }

    /** Adds arguments. */
    public LinuxCommand args(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    /** Sets a variable of its environment. */
    public LinuxCommand env(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** The guest's folder that it starts in; the root if not told otherwise. */
    public LinuxCommand directory(String path) {
        folder = path;
        return this;
    }

    /** How many CPUs the virtual machine has, 1 to 8. */
    public LinuxCommand cpus(int count) {
        cpus = count;
        return this;
    }

    /** How much memory it has at most: bytes, whole MiB from 64 on. Pages are taken when they are touched. */
    public LinuxCommand memory(long bytes) {
        memory = bytes;
        return this;
    }

    /** Shows a folder of Cortado's files to the guest. */
    public LinuxCommand share(String host, String guest) {
        shares.add(new VmRequest.Share(host, guest, false));
        return this;
    }

    /** Likewise, as {@link VmRequest.Share#parse} reads it. */
    public LinuxCommand share(VmRequest.Share share) {
        shares.add(share);
        return this;
    }

    /** Adds a disk, the first being {@code /dev/vda}. */
    public LinuxCommand disk(VmRequest.DiskFile disk) {
        disks.add(disk);
        return this;
    }

    /** Has it run on a terminal of that size, where input and output are one and complaints are output. */
    public LinuxCommand terminal(int lines, int width) {
        rows = Math.max(1, lines);
        columns = Math.max(1, width);
        return this;
    }

    /** Where its standard input comes from; nowhere if not told otherwise. */
    public LinuxCommand stdin(Stdio from) {
        input = from;
        return this;
    }

    /** Where its standard output goes; nowhere if not told otherwise. */
    public LinuxCommand stdout(Stdio to) {
        output = to;
        return this;
    }

    /** Where its standard error goes; nowhere if not told otherwise. */
    public LinuxCommand stderr(Stdio to) {
        errors = to;
        return this;
    }

    /** As {@link #spawn(Environ)}, with the calling process's environ. */
    public LinuxProcess spawn() {
        return spawn(Environ.current());
    }

    /**
     * Starts it. What goes wrong later, a program that does not exist included, is the process's
     * {@link LinuxProcess#problem()}.
     *
     * @throws IllegalArgumentException if what was asked for cannot be
     * @throws cortado.api.StatusException NOT_SUPPORTED on a board without virtualization extensions; NOT_FOUND where
     *     nothing provides the service; NO_MEMORY
     */
    public LinuxProcess spawn(Environ environ) {
        VmRequest request = new VmRequest(cpus, memory, shares, disks, variables, folder, rows, columns, arguments);
        Map<String, Channel> parts = new LinkedHashMap<>();
        Channel mineIn = end(Program.INPUT, input, parts);
        Channel mineOut = end(Program.OUTPUT, output, parts);
        Channel mineErrors = end(Program.ERRORS, errors, parts);
        Channel.Pair control = Channel.pair();
        parts.put(LinuxProtocol.CONTROL, control.second());
        try {
            String machine = Linux.spawn(environ, request, parts);
            return new LinuxProcess(
                    machine,
                    control.first(),
                    mineIn == null ? null : new ChannelOutput(mineIn),
                    mineOut == null ? null : new ChannelInput(mineOut),
                    mineErrors == null ? null : new ChannelInput(mineErrors));
        } catch (RuntimeException e) {
            parts.values().forEach(Channel::close);
            control.first().close();
            close(mineIn);
            close(mineOut);
            close(mineErrors);
            throw e;
        }
    }

    /** Puts the program's end among the parts; gives the caller's end, or null. */
    private static Channel end(String part, Stdio stdio, Map<String, Channel> parts) {
        if (stdio == Stdio.PIPED) {
            Channel.Pair pair = Channel.pair();
            parts.put(part, pair.second());
            return pair.first();
        }
        if (stdio.channel() != null) {
            parts.put(part, stdio.channel());
        }
        return null;
    }

    private static void close(Channel channel) {
        if (channel != null) {
            channel.close();
        }
    }
}

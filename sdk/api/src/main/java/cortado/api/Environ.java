package cortado.api;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.StartLayout;
import cortado.abi.Status;
import cortado.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything this process was given when it started: parameters, register blocks, interrupts, and the channel to its
 * supervisor, over which it reaches the services its spec names. There is no other way to come by anything.
 *
 * <p>The blob is UTF-8 lines {@code key=value}; in both, {@code \\}, {@code \n} and {@code \=} stand for a backslash, a
 * line end and an equals sign. Keys that begin with {@code handle.} name which start handle plays which part:
 * {@code handle.supervisor=0}, {@code handle.mmio.0=1}, {@code handle.interrupt.0=2}; {@code mmio.0.offset} and
 * {@code mmio.0.size} place a register block in its pages.
 */
public final class Environ {
    private final Map<String, String> values;
    private final int[] handles;
    private Channel supervisor;

    /** Parses a blob; for tests, {@link #current()} otherwise. */
    Environ(Map<String, String> values, int[] handles) {
        this.values = values;
        this.handles = handles;
    }

    /** This process's environ. */
    public static Environ current() {
        Platform platform = Platform.current();
        if (platform.local().environ == null) {
            platform.local().environ = read(platform);
        }
        return (Environ) platform.local().environ;
    }

    private static Environ read(Platform platform) {
        long block = platform.startBlock();
        if (platform.load64(block + StartLayout.MAGIC) != StartLayout.MAGIC_VALUE) {
            throw new IllegalStateException("the start block at " + block + " has no magic number");
        }
        int count = Math.min(platform.load32(block + StartLayout.HANDLE_COUNT), Limits.START_HANDLES);
        int[] handles = new int[count];
        for (int i = 0; i < count; i++) {
            handles[i] = platform.load32(block + StartLayout.HANDLES + 4L * i);
        }
        byte[] blob = new byte[Math.min(platform.load32(block + StartLayout.ENVIRON_LENGTH), Limits.ENVIRON)];
        platform.copyToArray(block + StartLayout.ENVIRON, blob, 0, blob.length);
        return new Environ(EnvironText.parse(new String(blob, StandardCharsets.UTF_8)), handles);
    }

    /** All parameters, in the spec's order. */
    public Map<String, String> values() {
        return new LinkedHashMap<>(values);
    }

    /** A parameter, or null. */
    public String get(String key) {
        return values.get(key);
    }

    /** A parameter, or what to use in its place. */
    public String get(String key, String otherwise) {
        String value = values.get(key);
        return value == null ? otherwise : value;
    }

    /** An integer parameter, decimal or 0x-hexadecimal. */
    public long getLong(String key, long otherwise) {
        String value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return value.startsWith("0x") ? Long.decode(value) : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter " + key + " is '" + value + "', but an integer was expected, decimal or 0x-hexadecimal",
                    e);
        }
    }

    /** Takes the {@code index}-th register block; once. */
    public Mmio mmio(int index) {
        return mmio(index, 0);
    }

    /**
     * As {@link #mmio(int)}, for a block that device trees describe shorter than its manual does: at least this many
     * bytes, of which the pages that were granted must have enough.
     */
    public Mmio mmio(int index, long atLeast) {
        return new Mmio(
                take("handle.mmio." + index),
                getLong("mmio." + index + ".offset", 0),
                Math.max(atLeast, getLong("mmio." + index + ".size", Limits.PAGE)));
    }

    /** Takes the {@code index}-th interrupt; once. */
    public Interrupt interrupt(int index) {
        return new Interrupt(take("handle.interrupt." + index));
    }

    /** Whether a handle plays this part, such as {@code handle.interrupt.0}. */
    public boolean has(String part) {
        return values.containsKey(part);
    }

    /** Takes the handle that plays this part; once. */
    public Handle take(String part) {
        long index = getLong(part, -1);
        if (index < 0 || index >= handles.length || handles[(int) index] == 0) {
            throw new StatusException("this process was not given " + part, Status.NOT_FOUND);
        }
        Handle handle = new Handle(handles[(int) index]);
        handles[(int) index] = 0;
        return handle;
    }

    /** The channel to the supervisor: a provider receives its CONNECT messages here. */
    public Channel supervisor() {
        if (supervisor == null) {
            supervisor = new Channel(take("handle.supervisor"));
        }
        return supervisor;
    }

    /**
     * Connects to a service that the spec names under {@code uses}, waiting until its provider runs.
     *
     * @throws StatusException ACCESS_DENIED if the spec does not name it, NOT_FOUND if nothing provides it, TIMED_OUT
     */
    public Channel connect(String service, long deadline) {
        Message message = new Message();
        int status;
        do {
            message.reset(MessageType.CONNECT, Channel.nextId()).putText(service);
            status = supervisor().tryCall(message, deadline);
        } while (status == Status.CANCELLED); // the supervisor had taken the request and was replaced: ask the new one
        StatusException.check("connect to " + service, status);
        Replies.throwIfError(message);
        return new Channel(message.takeHandle());
    }
}

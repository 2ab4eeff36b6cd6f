package cortado.linux;

import cortado.api.Channel;

/** Where one of a Linux program's streams leads. */
public final class Stdio {
    /** To the handle that {@link LinuxCommand#spawn} gives. */
    public static final Stdio PIPED = new Stdio(null);
    /** Nowhere: an input that is empty, an output that is dropped. */
    public static final Stdio NOTHING = new Stdio(null);

    private final Channel channel;

    private Stdio(Channel channel) {
        this.channel = channel;
    }

    /** To a stream that there is already, such as the caller's own; the channel moves to the program. */
    public static Stdio of(Channel channel) {
        return new Stdio(channel);
    }

    /** The stream that there is already, or null. */
    Channel channel() {
        return channel;
    }
}

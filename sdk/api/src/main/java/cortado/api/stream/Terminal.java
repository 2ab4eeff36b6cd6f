package cortado.api.stream;

import cortado.abi.MessageType;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Message;
import java.util.Optional;

/**
 * The terminal that a program's streams lead to, from the program's side: its keeper, usually a shell, answers.
 *
 * <ul>
 *   <li>CALL ({@link #SIZE}) → REPLY ({@code int} columns, {@code int} rows, {@code int} which streams lead to the
 *       terminal: bits {@link #INPUT}, {@link #OUTPUT}, {@link #ERRORS}).
 *   <li>CALL ({@link #MODE}, {@code int} 1 raw or 0 cooked) → REPLY. Cooked, the way it starts: lines are edited and
 *       shown as they are typed, Ctrl-D on an empty line ends the input, Ctrl-C ends the program. Raw: each byte goes
 *       to the program as it comes and what it writes is shown as it is, without carriage returns being added.
 *   <li>EVENT ({@link #SIZE}, {@code int} columns, {@code int} rows) from the keeper, while raw: the terminal has
 *       another size now. Only some terminals tell; others can be asked.
 * </ul>
 *
 * The terminal is cooked again when the program has ended.
 */
public final class Terminal implements AutoCloseable {
    /** Operations. */
    public static final int SIZE = 1;

    public static final int MODE = 2;

    /** Which streams lead to the terminal. */
    public static final int INPUT = 1;

    public static final int OUTPUT = 1 << 1;
    public static final int ERRORS = 1 << 2;

    /** Milliseconds: the size is asked of the terminal itself, over a serial line. */
    private static final long PATIENCE = 10_000;

    /**
     * What SIZE tells.
     *
     * @param columns characters of a line, at least 1
     * @param rows lines, at least 1
     * @param streams bits {@link #INPUT}, {@link #OUTPUT}, {@link #ERRORS}
     */
    public record Size(int columns, int rows, int streams) {
        /** Whether all of these streams lead to the terminal. */
        public boolean has(int all) {
            return (streams & all) == all;
        }
    }

    private final Channel channel;
    private final Message message = new Message();

    /** Takes over the channel. */
    public Terminal(Channel channel) {
        this.channel = channel;
    }

    /** How large it is. */
    public Size size() {
        call(SIZE, 0);
        return new Size(Math.max(1, message.takeInt()), Math.max(1, message.takeInt()), message.takeInt());
    }

    /** Has keys come as they are, or as lines. */
    public void setRaw(boolean raw) {
        call(MODE, raw ? 1 : 0);
    }

    /** The channel whose READABLE says that {@link #resized()} may have news. */
    public Channel channel() {
        return channel;
    }

    /**
     * Takes one piece of news from the keeper.
     *
     * @return the terminal's new size, with the streams that lead to it unknown (0), or nothing
     */
    public Optional<Size> resized() {
        boolean heard = channel.tryReceive(message, Clock.NOW) >= 0
                && message.type() == MessageType.EVENT
                && message.remaining() >= 12
                && message.takeInt() == SIZE;
        return heard
                ? Optional.of(new Size(Math.max(1, message.takeInt()), Math.max(1, message.takeInt()), 0))
                : Optional.empty();
    }

    @Override
    public void close() {
        channel.close();
    }

    private void call(int operation, int value) {
        channel.call(
                message.reset(MessageType.CALL, Channel.nextId())
                        .putInt(operation)
                        .putInt(value),
                Clock.after(PATIENCE));
    }
}

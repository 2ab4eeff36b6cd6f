package cortado.api.service;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Client of a file server, service {@value #NAME}. Paths are absolute within the server, at most {@link #PATH_MOST}
 * bytes of UTF-8, and hold neither NUL nor the names {@code .} and {@code ..}; names have at most {@link #NAME_MOST}.
 *
 * <ul>
 *   <li>OPEN ({@code int} flags, {@code int} permissions of a new file, text path) → OPEN_REPLY ({@code int} file,
 *       {@link FileInfo}). The file stays open, even without its name, until it is closed or the connection ends.
 *   <li>READ ({@code int} file, {@code long} offset, {@code int} count) → READ_REPLY (bytes; fewer than asked only at
 *       the end of the file). With a folio that may be written, and {@code long} offset in it after the count, the
 *       bytes go there, and READ_REPLY is their {@code int} count.
 *   <li>WRITE ({@code int} file, {@code long} offset or {@link #AT_END}, bytes) → WRITE_REPLY ({@code int} count). With
 *       a folio that may be read: {@code int} count and {@code long} offset in it in place of the bytes.
 *   <li>CALL ({@link #CLOSE}, {@code int} file) → REPLY; so are SYNC and, answered with {@link FileInfo}, STAT_FILE.
 *   <li>CALL ({@link #STAT}, text path) → REPLY ({@link FileInfo}).
 *   <li>CALL ({@link #LIST}, text path, text after) → REPLY ({@code int} 1 if there are more, {@code int} count, then
 *       text name and {@link FileInfo} each): the entries after that name, in the order of names.
 *   <li>CALL ({@link #MAKE_DIRECTORY}, {@code int} permissions, text path) → REPLY ({@link FileInfo}).
 *   <li>CALL ({@link #REMOVE}, text path) → REPLY: a file, or a directory without entries.
 *   <li>CALL ({@link #RENAME}, {@code int} 1 to replace, text from, text to) → REPLY.
 *   <li>CALL ({@link #SET}, {@code int} bits, {@code long} size, {@code int} permissions, {@code long} modified, text
 *       path) → REPLY ({@link FileInfo}); CALL ({@link #SET_FILE}, {@code int} file, bits and values likewise).
 *   <li>CALL ({@link #SPACE}) → REPLY ({@link Space}).
 * </ul>
 *
 * <p>When the server ends before it has answered, MAKE_DIRECTORY, REMOVE, RENAME, WRITE at the end and OPEN of a NEW
 * file fail with PEER_CLOSED, since they may not happen twice; everything else is asked again.
 */
public final class Files implements AutoCloseable {
    public static final String NAME = "files";

    /** Bytes of a path. */
    public static final int PATH_MOST = 230;
    /** Bytes of a name in a path. */
    public static final int NAME_MOST = 200;

    /** Flags of OPEN. */
    public static final int READ = 1;

    public static final int WRITE = 1 << 1;
    /** Makes the file if there is none. */
    public static final int CREATE = 1 << 2;
    /** With CREATE: fails if there is one. */
    public static final int NEW = 1 << 3;
    /** Empties the file. */
    public static final int TRUNCATE = 1 << 4;

    /** The offset of a WRITE that goes to the end of the file, wherever that is. */
    public static final long AT_END = -1;

    /** Operations of CALL. */
    public static final int CLOSE = 1;

    public static final int STAT = 2;
    public static final int STAT_FILE = 3;
    public static final int LIST = 4;
    public static final int MAKE_DIRECTORY = 5;
    public static final int REMOVE = 6;
    public static final int RENAME = 7;
    public static final int SET = 8;
    public static final int SET_FILE = 9;
    public static final int SYNC = 10;
    public static final int SPACE = 11;

    /** Bits of SET: what to set. */
    public static final int SET_SIZE = 1;

    public static final int SET_MODE = 1 << 1;
    public static final int SET_MODIFIED = 1 << 2;

    /** Permissions that new files (rw-r--r--) and directories (rwxr-xr-x) usually have. */
    public static final int FILE_MODE = 0x1a4;

    public static final int DIRECTORY_MODE = 0x1ed;

    /** Most bytes that one READ without a folio can ask for, and one WRITE can carry. */
    public static final int PIECE = Limits.MESSAGE_PAYLOAD - 16;

    private static final int FOLIO_TO_FILL = Rights.READ | Rights.WRITE | Rights.MAP | Rights.TRANSFER;
    private static final int FOLIO_TO_READ = Rights.READ | Rights.MAP | Rights.TRANSFER;

    /** A file that is open. */
    public record Opened(int file, FileInfo info) {}

    /** A name in a directory. */
    public record Entry(String name, FileInfo info) {}

    /** How much there is: bytes and files. */
    public record Space(long bytes, long freeBytes, long files, long freeFiles) {}

    private final Connection connection;

    public Files(Environ environ) {
        this(new Connection(environ, NAME));
    }

    /** Over a connection to a file server of another name. */
    public Files(Connection connection) {
        this.connection = connection;
    }

    /** Opens a file; {@code mode} are the permissions of one that is made. */
    public Opened open(String path, int flags, int mode, long deadline) {
        Consumer<Message> fill = request -> request.putInt(flags).putInt(mode).putText(path);
        Message reply = (flags & NEW) == 0
                ? connection.ask(MessageType.OPEN, MessageType.OPEN_REPLY, fill, deadline)
                : connection.askOnce(MessageType.OPEN, MessageType.OPEN_REPLY, fill, deadline);
        return new Opened(reply.takeInt(), FileInfo.take(reply));
    }

    /** Reads a piece: the bytes read, 0 at the end of the file. */
    public int read(int file, long offset, byte[] into, int from, int length, long deadline) {
        Objects.checkFromIndexSize(from, length, into.length);
        int done = 0;
        while (done < length) {
            long at = offset + done;
            int count = Math.min(PIECE, length - done);
            Message reply = connection.ask(
                    MessageType.READ,
                    MessageType.READ_REPLY,
                    request -> request.putInt(file).putLong(at).putInt(count),
                    deadline);
            int got = reply.takeInto(into, from + done, count);
            done += got;
            if (got < count) {
                return done;
            }
        }
        return done;
    }

    /** Reads into a folio, in one request: the bytes read. */
    public int read(int file, long offset, int count, Folio folio, long at, long deadline) {
        return connection
                .ask(
                        MessageType.READ,
                        MessageType.READ_REPLY,
                        request -> request.putInt(file)
                                .putLong(offset)
                                .putInt(count)
                                .putLong(at)
                                .putHandle(folio.duplicate(FOLIO_TO_FILL)),
                        deadline)
                .takeInt();
    }

    /** Writes all of it, at {@code offset} or {@link #AT_END}. */
    public void write(int file, long offset, byte[] bytes, int from, int length, long deadline) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        for (int done = 0; done < length; ) {
            int start = from + done;
            int count = Math.min(PIECE, length - done);
            long at = offset == AT_END ? AT_END : offset + done;
            write(at, request -> request.putInt(file).putLong(at).putBytes(bytes, start, count), deadline);
            done += count;
        }
    }

    /** Writes out of a folio, in one request: the bytes written. */
    public int write(int file, long offset, int count, Folio folio, long at, long deadline) {
        return write(
                        offset,
                        request -> request.putInt(file)
                                .putLong(offset)
                                .putInt(count)
                                .putLong(at)
                                .putHandle(folio.duplicate(FOLIO_TO_READ)),
                        deadline)
                .takeInt();
    }

    /** What goes to a place may go there twice; what goes to the end may not. */
    private Message write(long offset, Consumer<Message> fill, long deadline) {
        return offset == AT_END
                ? connection.askOnce(MessageType.WRITE, MessageType.WRITE_REPLY, fill, deadline)
                : connection.ask(MessageType.WRITE, MessageType.WRITE_REPLY, fill, deadline);
    }

    /** Closes an open file. */
    public void close(int file, long deadline) {
        onFile(CLOSE, file, deadline);
    }

    /** What is known of an open file. */
    public FileInfo info(int file, long deadline) {
        return FileInfo.take(onFile(STAT_FILE, file, deadline));
    }

    /** Makes what was written to a file durable, as far as the server can. */
    public void sync(int file, long deadline) {
        onFile(SYNC, file, deadline);
    }

    /** What is known of the file of that name. */
    public FileInfo info(String path, long deadline) {
        return FileInfo.take(call(request -> request.putInt(STAT).putText(path), deadline));
    }

    /** Some entries of a directory, those after a name; and whether there are more. */
    public boolean list(String path, String after, List<Entry> into, long deadline) {
        Message reply = call(request -> request.putInt(LIST).putText(path).putText(after), deadline);
        boolean more = reply.takeInt() != 0;
        for (int count = reply.takeInt(); count > 0; count--) {
            into.add(new Entry(reply.takeText(), FileInfo.take(reply)));
        }
        return more;
    }

    /** All entries of a directory, in the order of their names. */
    public List<Entry> list(String path, long deadline) {
        List<Entry> entries = new ArrayList<>();
        boolean more = list(path, "", entries, deadline);
        while (more && !entries.isEmpty()) {
            more = list(path, entries.getLast().name(), entries, deadline);
        }
        return entries;
    }

    /** Makes a directory. */
    public FileInfo makeDirectory(String path, int mode, long deadline) {
        return FileInfo.take(
                callOnce(request -> request.putInt(MAKE_DIRECTORY).putInt(mode).putText(path), deadline));
    }

    /** Removes a file, or a directory without entries. */
    public void remove(String path, long deadline) {
        callOnce(request -> request.putInt(REMOVE).putText(path), deadline);
    }

    /** Gives a file another name. */
    public void rename(String from, String to, boolean replace, long deadline) {
        callOnce(
                request -> request.putInt(RENAME)
                        .putInt(replace ? 1 : 0)
                        .putText(from)
                        .putText(to),
                deadline);
    }

    /** Sets what {@code bits} name: {@link #SET_SIZE}, {@link #SET_MODE}, {@link #SET_MODIFIED}. */
    public FileInfo set(String path, int bits, long size, int mode, long modified, long deadline) {
        return FileInfo.take(call(
                request -> request.putInt(SET)
                        .putInt(bits)
                        .putLong(size)
                        .putInt(mode)
                        .putLong(modified)
                        .putText(path),
                deadline));
    }

    /** Likewise, of an open file. */
    public FileInfo set(int file, int bits, long size, int mode, long modified, long deadline) {
        return FileInfo.take(call(
                request -> request.putInt(SET_FILE)
                        .putInt(file)
                        .putInt(bits)
                        .putLong(size)
                        .putInt(mode)
                        .putLong(modified),
                deadline));
    }

    /** How much room there is. */
    public Space space(long deadline) {
        Message reply = call(request -> request.putInt(SPACE), deadline);
        return new Space(reply.takeLong(), reply.takeLong(), reply.takeLong(), reply.takeLong());
    }

    /** Whether a text can be a path: what a server refuses is not even sent. */
    public static boolean fits(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length <= PATH_MOST;
    }

    @Override
    public void close() {
        connection.close();
    }

    private Message onFile(int operation, int file, long deadline) {
        return call(request -> request.putInt(operation).putInt(file), deadline);
    }

    private Message call(Consumer<Message> fill, long deadline) {
        return connection.ask(MessageType.CALL, MessageType.REPLY, fill, deadline);
    }

    private Message callOnce(Consumer<Message> fill, long deadline) {
        return connection.askOnce(MessageType.CALL, MessageType.REPLY, fill, deadline);
    }
}

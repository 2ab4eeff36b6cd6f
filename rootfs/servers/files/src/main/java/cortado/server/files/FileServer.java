package cortado.server.files;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Message;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.FileInfo;
import cortado.api.service.Files;
import cortado.api.service.Provider;
import java.util.Map;

/** Answers the requests of {@link Files} out of a {@link Tree} in memory. */
public final class FileServer {
    private static final long CAPACITY = 16L << 20;
    private static final int ARENA = 1 << 20;
    /** Bytes that go between a folio and a file at once. */
    private static final int COPY = 16 * 1024;

    private final Tree tree;
    private final byte[] copy = new byte[COPY];

    FileServer(Tree tree) {
        this.tree = tree;
    }

    /** Serves for ever. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        BlockStore store = new BlockStore(environ.getLong("capacity", CAPACITY), (int) environ.getLong("arena", ARENA));
        FileServer server = new FileServer(new Tree(store));
        new Provider(environ).run(server::on);
    }

    private void on(Event event) {
        switch (event) {
            case Event.Connected(Client client) -> client.keep(new OpenFiles());
            case Event.Closed(Client client) -> ((OpenFiles) client.state()).closeAll();
            case Event.Request(Client client, Message message) -> {
                answer((OpenFiles) client.state(), message);
                client.answer(message);
            }
            default -> {}
        }
    }

    private void answer(OpenFiles opened, Message message) {
        switch (message.type()) {
            case MessageType.OPEN -> open(opened, message);
            case MessageType.READ -> read(opened, message);
            case MessageType.WRITE -> write(opened, message);
            case MessageType.CALL -> call(opened, message);
            default ->
                throw StatusException.saying(
                        Status.NOT_SUPPORTED, "a file server does not answer messages of type " + message.type());
        }
    }

    private void open(OpenFiles opened, Message message) {
        int flags = message.takeInt();
        int mode = message.takeInt();
        String path = message.takeText();
        opened.checkRoom();
        FileNode file = tree.open(path, flags, mode);
        int number = opened.add(file, flags);
        file.info().put(Replies.reply(message, MessageType.OPEN_REPLY).putInt(number));
    }

    private void read(OpenFiles opened, Message message) {
        FileNode file = opened.toRead(message.takeInt());
        long offset = offset(message.takeLong());
        int count = message.takeInt();
        if (message.handleCount() == 0) {
            if (count < 0 || count > Limits.MESSAGE_PAYLOAD) {
                throw StatusException.saying(
                        Status.OUT_OF_RANGE, "a message carries at most " + Limits.MESSAGE_PAYLOAD + " bytes");
            }
            int got = file.read(offset, copy, 0, count);
            Replies.reply(message, MessageType.READ_REPLY).putBytes(copy, 0, got);
            return;
        }
        long at = message.takeLong();
        int done = 0;
        try (Folio folio = new Folio(message.takeHandle())) {
            checkWithin(folio, at, count);
            int got = COPY;
            while (done < count && got == COPY) {
                got = file.read(offset + done, copy, 0, Math.min(COPY, count - done));
                folio.write(at + done, copy, 0, got);
                done += got;
            }
        }
        Replies.reply(message, MessageType.READ_REPLY).putInt(done);
    }

    private void write(OpenFiles opened, Message message) {
        FileNode file = opened.toWrite(message.takeInt());
        long offset = message.takeLong();
        offset = offset == Files.AT_END ? file.size() : offset(offset);
        int done;
        if (message.handleCount() == 0) {
            int count = message.takeInto(copy, 0, COPY);
            done = write(file, offset, count);
            if (done < count) {
                throw full();
            }
        } else {
            int count = message.takeInt();
            long at = message.takeLong();
            done = writeOut(file, offset, new Folio(message.takeHandle()), at, count);
        }
        Replies.reply(message, MessageType.WRITE_REPLY).putInt(done);
    }

    private int writeOut(FileNode file, long offset, Folio folio, long at, int count) {
        try (folio) {
            checkWithin(folio, at, count);
            int done = 0;
            while (done < count) {
                int piece = Math.min(COPY, count - done);
                folio.read(at + done, copy, 0, piece);
                int wrote = write(file, offset + done, piece);
                done += wrote;
                if (wrote < piece) {
                    if (done == 0) {
                        throw full();
                    }
                    return done;
                }
            }
            return done;
        }
    }

    private int write(FileNode file, long offset, int count) {
        if (offset + count > Tree.FILE_MOST) {
            throw StatusException.saying(Status.OUT_OF_RANGE, "a file has at most " + Tree.FILE_MOST + " bytes");
        }
        file.modified = Clock.nanos();
        return file.write(offset, copy, 0, count);
    }

    private StatusException full() {
        return StatusException.saying(
                Status.NO_SPACE, "no space left: all " + tree.space().bytes() / 1024 + " KiB for files are in use");
    }

    private static long offset(long offset) {
        if (offset < 0 || offset > Tree.FILE_MOST) {
            throw StatusException.saying(
                    Status.OUT_OF_RANGE, "offset " + offset + "; 0 to " + Tree.FILE_MOST + " was expected");
        }
        return offset;
    }

    private static void checkWithin(Folio folio, long at, int count) {
        if (at < 0 || count < 0 || at > folio.size() - count) {
            throw StatusException.saying(
                    Status.OUT_OF_RANGE, count + " bytes at " + at + " of a folio of " + folio.size());
        }
    }

    private void call(OpenFiles opened, Message message) {
        int operation = message.takeInt();
        switch (operation) {
            case Files.CLOSE -> {
                opened.close(message.takeInt());
                Replies.reply(message, MessageType.REPLY);
            }
            case Files.STAT -> info(message, tree.node(message.takeText()).info());
            case Files.STAT_FILE, Files.SYNC ->
                info(message, opened.file(message.takeInt()).info());
            case Files.LIST -> list(message, tree.directory(message.takeText()), message.takeText());
            case Files.MAKE_DIRECTORY -> {
                int mode = message.takeInt();
                info(message, tree.makeDirectory(message.takeText(), mode).info());
            }
            case Files.REMOVE -> {
                tree.remove(message.takeText());
                Replies.reply(message, MessageType.REPLY);
            }
            case Files.RENAME -> {
                boolean replace = message.takeInt() != 0;
                tree.rename(message.takeText(), message.takeText(), replace);
                Replies.reply(message, MessageType.REPLY);
            }
            case Files.SET -> {
                int bits = message.takeInt();
                long size = message.takeLong();
                int mode = message.takeInt();
                long modified = message.takeLong();
                info(message, tree.set(tree.node(message.takeText()), bits, size, mode, modified));
            }
            case Files.SET_FILE -> {
                int number = message.takeInt();
                int bits = message.takeInt();
                FileNode file = (bits & Files.SET_SIZE) != 0 ? opened.toWrite(number) : opened.file(number);
                info(message, tree.set(file, bits, message.takeLong(), message.takeInt(), message.takeLong()));
            }
            case Files.SPACE -> {
                Files.Space space = tree.space();
                Replies.reply(message, MessageType.REPLY)
                        .putLong(space.bytes())
                        .putLong(space.freeBytes())
                        .putLong(space.files())
                        .putLong(space.freeFiles());
            }
            default ->
                throw StatusException.saying(Status.NOT_SUPPORTED, "a file server has no operation " + operation);
        }
    }

    private static void info(Message message, FileInfo info) {
        info.put(Replies.reply(message, MessageType.REPLY));
    }

    private static void list(Message message, Directory directory, String after) {
        Message entries = new Message().reset(0, 0);
        int count = 0;
        boolean more = false;
        Map<String, Node> rest = after.isEmpty() ? directory.entries : directory.entries.tailMap(after, false);
        for (Map.Entry<String, Node> entry : rest.entrySet()) {
            Message one = new Message().reset(0, 0).putText(entry.getKey());
            entry.getValue().info().put(one);
            if (8 + entries.length() + one.length() > Limits.MESSAGE_PAYLOAD) {
                more = true;
                break;
            }
            entries.putText(entry.getKey());
            entry.getValue().info().put(entries);
            count++;
        }
        Replies.reply(message, MessageType.REPLY)
                .putInt(more ? 1 : 0)
                .putInt(count)
                .putBytes(entries.takeBytes(entries.length()), 0, entries.length());
    }
}

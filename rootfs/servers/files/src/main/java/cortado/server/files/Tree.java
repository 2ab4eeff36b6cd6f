package cortado.server.files;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.StatusException;
import cortado.api.service.FileInfo;
import cortado.api.service.Files;
import java.nio.charset.StandardCharsets;

/** All files by their paths. Refusals are {@link StatusException}s whose sentences name the path. */
final class Tree {
    /** Files and directories at once. */
    static final int NODES_MOST = 4096;
    /** Bytes of the largest file, so that a block's index stays small. */
    static final long FILE_MOST = 1L << 30;

    private final BlockStore store;
    private final Directory root = new Directory(1, Files.DIRECTORY_MODE, 0);
    private long lastNode = 1;
    private int nodes = 1;

    Tree(BlockStore store) {
        this.store = store;
    }

    /** A directory, and a name that is or could be in it; the name is empty for the root itself. */
    private record Place(Directory directory, String name) {}

    private static StatusException refusal(int status, String path) {
        return StatusException.saying(status, path + ": " + Status.text(status));
    }

    /** Follows all names but the last. */
    private Place place(String path) {
        if (path.isEmpty() || path.charAt(0) != '/' || !Files.fits(path) || path.indexOf('\0') >= 0) {
            throw StatusException.saying(
                    Status.INVALID_ARGUMENT,
                    "'" + path.replace('\0', '?') + "' is no path: it starts with a slash and has at most "
                            + Files.PATH_MOST + " bytes");
        }
        Directory directory = root;
        String name = "";
        int at = 1;
        while (at < path.length()) {
            if (!name.isEmpty()) {
                Node next = directory.entries.get(name);
                if (!(next instanceof Directory below)) {
                    throw refusal(next == null ? Status.NOT_FOUND : Status.NOT_A_DIRECTORY, path);
                }
                directory = below;
            }
            int end = path.indexOf('/', at);
            end = end < 0 ? path.length() : end;
            name = path.substring(at, end);
            check(name, path);
            at = end + 1;
        }
        return new Place(directory, name);
    }

    private static void check(String name, String path) {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.getBytes(StandardCharsets.UTF_8).length > Files.NAME_MOST) {
            throw StatusException.saying(
                    Status.INVALID_ARGUMENT,
                    path + ": names are not empty, not '.' or '..', and have at most " + Files.NAME_MOST + " bytes");
        }
    }

    /** What a path names. */
    Node node(String path) {
        Place place = place(path);
        Node node = place.name().isEmpty() ? root : place.directory().entries.get(place.name());
        if (node == null) {
            throw refusal(Status.NOT_FOUND, path);
        }
        return node;
    }

    /** The directory that a path names. */
    Directory directory(String path) {
        if (node(path) instanceof Directory directory) {
            return directory;
        }
        throw refusal(Status.NOT_A_DIRECTORY, path);
    }

    /** Finds or makes a file, as the flags of {@link Files} say. */
    FileNode open(String path, int flags, int mode) {
        if ((flags & (Files.READ | Files.WRITE)) == 0
                || ((flags & (Files.TRUNCATE | Files.CREATE)) != 0 && (flags & Files.WRITE) == 0)) {
            throw StatusException.saying(
                    Status.INVALID_ARGUMENT, path + ": flags " + flags + " open it neither to read nor to write");
        }
        Place place = place(path);
        Node node = place.name().isEmpty() ? root : place.directory().entries.get(place.name());
        if (node instanceof Directory) {
            throw refusal(Status.IS_A_DIRECTORY, path);
        }
        if (node != null && (flags & Files.CREATE) != 0 && (flags & Files.NEW) != 0) {
            throw refusal(Status.EXISTS, path);
        }
        if (node == null && (flags & Files.CREATE) == 0) {
            throw refusal(Status.NOT_FOUND, path);
        }
        FileNode file = (FileNode) node;
        if (file == null) {
            count(path);
            file = new FileNode(++lastNode, mode, Clock.nanos(), store);
            place.directory().entries.put(place.name(), file);
            place.directory().modified = Clock.nanos();
        } else if ((flags & Files.TRUNCATE) != 0) {
            file.resize(0);
            file.modified = Clock.nanos();
        }
        return file;
    }

    /** Makes a directory. */
    Directory makeDirectory(String path, int mode) {
        Place place = place(path);
        if (place.name().isEmpty() || place.directory().entries.containsKey(place.name())) {
            throw refusal(Status.EXISTS, path);
        }
        count(path);
        Directory directory = new Directory(++lastNode, mode, Clock.nanos());
        place.directory().entries.put(place.name(), directory);
        place.directory().modified = Clock.nanos();
        return directory;
    }

    private void count(String path) {
        if (nodes == NODES_MOST) {
            throw StatusException.saying(
                    Status.NO_SPACE, path + ": there are " + NODES_MOST + " files already, and no more fit");
        }
        nodes++;
    }

    /** Takes a name away. */
    void remove(String path) {
        Place place = place(path);
        Node node = node(path);
        if (node == root) {
            throw refusal(Status.BUSY, path);
        }
        if (node instanceof Directory directory && !directory.entries.isEmpty()) {
            throw refusal(Status.NOT_EMPTY, path);
        }
        place.directory().entries.remove(place.name());
        place.directory().modified = Clock.nanos();
        nodes--;
        unnamed(node);
    }

    private static void unnamed(Node node) {
        if (node instanceof FileNode file) {
            file.named = false;
            if (file.opened == 0) {
                file.resize(0);
            }
        }
    }

    /** Moves a name; a file in its way goes, a directory in its way only if it is empty. */
    void rename(String from, String to, boolean replace) {
        Place source = place(from);
        Place target = place(to);
        Node node = node(from);
        if (node == root || target.name().isEmpty()) {
            throw refusal(Status.BUSY, node == root ? from : to);
        }
        Node inTheWay = target.directory().entries.get(target.name());
        if (inTheWay == node) {
            return;
        }
        if (node instanceof Directory directory && directory.holds(target.directory())) {
            throw StatusException.saying(Status.INVALID_ARGUMENT, from + " cannot go below itself, to " + to);
        }
        if (inTheWay != null) {
            if (!replace) {
                throw refusal(Status.EXISTS, to);
            }
            if (inTheWay instanceof Directory != node instanceof Directory) {
                throw refusal(inTheWay instanceof Directory ? Status.IS_A_DIRECTORY : Status.NOT_A_DIRECTORY, to);
            }
            remove(to);
        }
        source.directory().entries.remove(source.name());
        target.directory().entries.put(target.name(), node);
        source.directory().modified = Clock.nanos();
        target.directory().modified = Clock.nanos();
    }

    /** Sets size, permissions or time. */
    FileInfo set(Node node, int bits, long size, int mode, long modified) {
        if ((bits & Files.SET_SIZE) != 0) {
            if (!(node instanceof FileNode file)) {
                throw StatusException.saying(Status.IS_A_DIRECTORY, "a directory has no size that could be set");
            }
            if (size < 0 || size > FILE_MOST) {
                throw StatusException.saying(
                        Status.OUT_OF_RANGE, "a size of " + size + "; 0 to " + FILE_MOST + " was expected");
            }
            file.resize(size);
            file.modified = Clock.nanos();
        }
        if ((bits & Files.SET_MODE) != 0) {
            node.permit(mode);
        }
        if ((bits & Files.SET_MODIFIED) != 0) {
            node.modified = modified;
        }
        return node.info();
    }

    /** How much there is. */
    Files.Space space() {
        long block = BlockStore.BLOCK;
        return new Files.Space(
                store.blocks() * block, (store.blocks() - store.used()) * block, NODES_MOST, NODES_MOST - nodes);
    }
}

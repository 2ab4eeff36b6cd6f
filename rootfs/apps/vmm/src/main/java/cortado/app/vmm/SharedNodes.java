package cortado.app.vmm;

import cortado.abi.Status;
import cortado.api.StatusException;
import cortado.vmm.fuse.Errno;
import cortado.vmm.fuse.GuestFiles;
import java.util.HashMap;
import java.util.Map;

/** The nodes that a guest knows of, each by its directory and name, so that a moved directory takes all in it along. */
final class SharedNodes {
    /** Nodes that one guest may know at once. */
    private static final int MOST = 4096;

    /** A file that the guest knows. */
    static final class Node {
        private final long number;
        private Node parent;
        private String name;
        private long references;
        private final Map<String, Node> known = new HashMap<>();
        /** Whether its name was removed. */
        boolean gone;

        private Node(long number, Node parent, String name) {
            this.number = number;
            this.parent = parent;
            this.name = name;
        }
    }

    private final String base;
    private final Map<Long, Node> nodes = new HashMap<>();
    private long last = GuestFiles.ROOT;

    /** @param base the path of the shared folder */
    SharedNodes(String base) {
        this.base = base.equals("/") ? "" : base;
        nodes.put(GuestFiles.ROOT, new Node(GuestFiles.ROOT, null, ""));
    }

    /** The node of that number. */
    Node get(long number) {
        Node node = nodes.get(number);
        if (node == null) {
            throw StatusException.saying(Status.NOT_FOUND, "the guest has no node " + number);
        }
        return node;
    }

    /** Where it is. */
    String path(Node node) {
        if (node.gone) {
            throw StatusException.saying(Status.NOT_FOUND, node.name + " was removed");
        }
        String path = below(node);
        return path.isEmpty() ? "/" : path;
    }

    /** Where a name in a directory is. */
    String path(Node directory, String name) {
        return (directory.gone ? path(directory) : below(directory)) + "/" + name;
    }

    private String below(Node node) {
        return node.parent == null ? base : below(node.parent) + "/" + node.name;
    }

    /** Counts one more reference to a name: its node's number. */
    long referTo(Node directory, String name) {
        Node node = directory.known.get(name);
        if (node == null) {
            if (nodes.size() >= MOST) {
                throw StatusException.saying(Status.NO_MEMORY, "the guest knows " + MOST + " files already");
            }
            node = new Node(++last, directory, name);
            directory.known.put(name, node);
            nodes.put(node.number, node);
            directory.references++; // it is needed for the path
        }
        node.references++;
        return node.number;
    }

    /** Takes references back. */
    void forget(long number, long count) {
        Node node = nodes.get(number);
        if (node == null || number == GuestFiles.ROOT) {
            return;
        }
        node.references -= Math.clamp(count, 0, node.references);
        while (node.references == 0 && node.parent != null) {
            nodes.remove(node.number);
            Node directory = node.parent;
            if (directory.known.get(node.name) == node) {
                directory.known.remove(node.name);
            }
            directory.references--;
            node = directory;
        }
    }

    /** A name is gone. */
    void removed(Node directory, String name) {
        Node node = directory.known.remove(name);
        if (node != null) {
            node.gone = true;
        }
    }

    /** A name has moved, and taken the place of another, if there was one. */
    void moved(Node from, String name, Node to, String newName) {
        Node node = from.known.get(name);
        if (from == to && name.equals(newName)) {
            return;
        }
        removed(to, newName);
        if (node != null) {
            from.known.remove(name);
            from.references--;
            to.references++;
            node.parent = to;
            node.name = newName;
            to.known.put(newName, node);
        }
    }

    /** Linux's number for a refusal. */
    static int errno(int status) {
        return switch (status) {
            case Status.NOT_FOUND -> Errno.ENOENT;
            case Status.EXISTS -> Errno.EEXIST;
            case Status.NOT_EMPTY -> Errno.ENOTEMPTY;
            case Status.NOT_A_DIRECTORY -> Errno.ENOTDIR;
            case Status.IS_A_DIRECTORY -> Errno.EISDIR;
            case Status.NO_SPACE -> Errno.ENOSPC;
            case Status.READ_ONLY -> Errno.EROFS;
            case Status.ACCESS_DENIED -> Errno.EACCES;
            case Status.BAD_HANDLE -> Errno.EBADF;
            case Status.NO_MEMORY -> Errno.ENOMEM;
            case Status.QUOTA_EXCEEDED -> Errno.ENFILE;
            case Status.OUT_OF_RANGE -> Errno.EFBIG;
            case Status.INVALID_ARGUMENT, Status.BUSY -> Errno.EINVAL;
            default -> Errno.EIO;
        };
    }
}

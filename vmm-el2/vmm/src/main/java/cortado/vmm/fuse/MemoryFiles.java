package cortado.vmm.fuse;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Files that live in this process's memory and end with it, up to a bound: a scratch folder for a guest. */
public final class MemoryFiles implements GuestFiles {
    /** Bytes that a node counts for, whatever it holds. */
    private static final int NODE = 256;

    private static final int MOST_HANDLES = 256;

    private final Map<Long, MemoryNode> nodes = new HashMap<>();
    private final Map<Long, MemoryNode> handles = new HashMap<>();
    private final long capacity;
    private long used;
    private long lastNode = ROOT;
    private long lastHandle;

    /**
     * An empty folder.
     *
     * @param capacity bytes of all files together
     */
    public MemoryFiles(long capacity) {
        this.capacity = capacity;
        MemoryNode root = new MemoryNode(ROOT, FileAttributes.DIRECTORY | 0755);
        root.references = 1;
        root.attributes.links = 1;
        nodes.put(ROOT, root);
    }

    /** Files and directories that exist or are still open or known to the guest, the root included. */
    public int nodeCount() {
        return nodes.size();
    }

    /** Handles that are open. */
    public int handleCount() {
        return handles.size();
    }

    /** Bytes that count against the capacity. */
    public long used() {
        return used;
    }

    @Override
    public long lookup(long directory, String name, FileAttributes attributes) {
        MemoryNode parent = nodes.get(directory);
        if (parent == null || !parent.isDirectory()) {
            return parent == null ? -Errno.ENOENT : -Errno.ENOTDIR;
        }
        MemoryNode.Name found = parent.find(name);
        return found == null ? -Errno.ENOENT : tell(found.node(), attributes);
    }

    private static long tell(MemoryNode node, FileAttributes attributes) {
        node.references++;
        node.describe(attributes);
        return node.number;
    }

    @Override
    public void forget(long node, long count) {
        MemoryNode known = nodes.get(node);
        if (known != null && node != ROOT && count > 0) {
            known.references = Math.max(0, known.references - count);
            reap(known);
        }
    }

    /** A node without name, reference and handle is gone. */
    private void reap(MemoryNode node) {
        if (node.attributes.links == 0 && node.references == 0 && node.handles == 0) {
            nodes.remove(node.number);
            used -= NODE + node.length;
        }
    }

    @Override
    public int attributes(long node, FileAttributes attributes) {
        MemoryNode known = nodes.get(node);
        if (known == null) {
            return -Errno.ENOENT;
        }
        known.describe(attributes);
        return 0;
    }

    @Override
    public int setAttributes(long node, int which, FileAttributes attributes) {
        MemoryNode known = nodes.get(node);
        if (known == null) {
            return -Errno.ENOENT;
        }
        if ((which & SET_SIZE) != 0) {
            int status = resize(known, attributes.size);
            if (status < 0) {
                return status;
            }
        }
        FileAttributes kept = known.attributes;
        kept.mode = (which & SET_MODE) != 0 ? (kept.mode & FileAttributes.KIND) | attributes.mode : kept.mode;
        kept.owner = (which & SET_OWNER) != 0 ? attributes.owner : kept.owner;
        kept.group = (which & SET_GROUP) != 0 ? attributes.group : kept.group;
        kept.accessed = (which & SET_ACCESSED) != 0 ? attributes.accessed : kept.accessed;
        kept.modified = (which & SET_MODIFIED) != 0 ? attributes.modified : kept.modified;
        known.describe(attributes);
        return 0;
    }

    private int resize(MemoryNode node, long size) {
        if ((node.attributes.mode & FileAttributes.KIND) != FileAttributes.REGULAR) {
            return node.isDirectory() ? -Errno.EISDIR : -Errno.EINVAL;
        }
        if (size > Integer.MAX_VALUE / 2) {
            return -Errno.EFBIG;
        }
        if (used + size - node.length > capacity) {
            return -Errno.ENOSPC;
        }
        used += size - node.length;
        node.resize((int) size);
        return 0;
    }

    @Override
    public long open(long node, int flags) {
        MemoryNode known = nodes.get(node);
        if (known == null || known.isDirectory()) {
            return known == null ? -Errno.ENOENT : -Errno.EISDIR;
        }
        if ((flags & OPEN_TRUNCATE) != 0 && (flags & OPEN_ACCESS) != 0) {
            int status = resize(known, 0);
            if (status < 0) {
                return status;
            }
        }
        return handle(known);
    }

    private long handle(MemoryNode node) {
        if (handles.size() == MOST_HANDLES) {
            return -Errno.ENFILE;
        }
        node.handles++;
        handles.put(++lastHandle, node);
        return lastHandle;
    }

    @Override
    public long create(long directory, String name, int mode, FileAttributes attributes) {
        return make(directory, name, FileAttributes.REGULAR | mode, "", attributes);
    }

    @Override
    public long makeDirectory(long directory, String name, int mode, FileAttributes attributes) {
        return make(directory, name, FileAttributes.DIRECTORY | mode, "", attributes);
    }

    @Override
    public long makeLink(long directory, String name, String target, FileAttributes attributes) {
        return make(directory, name, FileAttributes.SYMBOLIC_LINK | 0777, target, attributes);
    }

    private long make(long directory, String name, int mode, String target, FileAttributes attributes) {
        MemoryNode parent = nodes.get(directory);
        if (parent == null || !parent.isDirectory()) {
            return parent == null ? -Errno.ENOENT : -Errno.ENOTDIR;
        }
        if (directory != ROOT && parent.attributes.links == 0) { // it was removed
            return -Errno.ENOENT;
        }
        if (parent.find(name) != null) {
            return -Errno.EEXIST;
        }
        int length = target.getBytes(StandardCharsets.UTF_8).length;
        if (used + NODE + length > capacity) {
            return -Errno.ENOSPC;
        }
        MemoryNode node = new MemoryNode(++lastNode, mode);
        node.target = target;
        node.length = length;
        used += NODE + length;
        nodes.put(node.number, node);
        parent.add(name, node);
        return tell(node, attributes);
    }

    @Override
    public String readLink(long node) {
        MemoryNode known = nodes.get(node);
        boolean link = known != null && (known.attributes.mode & FileAttributes.KIND) == FileAttributes.SYMBOLIC_LINK;
        return link ? known.target : null;
    }

    private MemoryNode openFile(long handle) {
        MemoryNode node = handles.get(handle);
        boolean regular = node != null && (node.attributes.mode & FileAttributes.KIND) == FileAttributes.REGULAR;
        return regular ? node : null;
    }

    @Override
    public int read(long handle, long offset, byte[] target, int from, int length) {
        MemoryNode node = openFile(handle);
        if (node == null) {
            return -Errno.EBADF;
        }
        if (offset >= node.length) {
            return 0;
        }
        int count = Math.min(length, node.length - (int) offset);
        System.arraycopy(node.content, (int) offset, target, from, count);
        return count;
    }

    @Override
    public int write(long handle, long offset, byte[] source, int from, int length) {
        MemoryNode node = openFile(handle);
        if (node == null) {
            return -Errno.EBADF;
        }
        if (offset + length > node.length) {
            int status = resize(node, offset + length);
            if (status < 0) {
                return status;
            }
        }
        System.arraycopy(source, from, node.content, (int) offset, length);
        return length;
    }

    @Override
    public int flush(long handle) {
        return handles.containsKey(handle) ? 0 : -Errno.EBADF;
    }

    @Override
    public int sync(long handle) {
        return flush(handle);
    }

    @Override
    public void release(long handle) {
        MemoryNode node = handles.remove(handle);
        if (node != null) {
            node.handles--;
            reap(node);
        }
    }

    @Override
    public int unlink(long directory, String name) {
        return remove(directory, name, false);
    }

    @Override
    public int removeDirectory(long directory, String name) {
        return remove(directory, name, true);
    }

    private int remove(long directory, String name, boolean directoryMeant) {
        MemoryNode parent = nodes.get(directory);
        MemoryNode.Name found = parent == null ? null : parent.find(name);
        if (found == null) {
            return -Errno.ENOENT;
        }
        if (found.node().isDirectory() != directoryMeant) {
            return directoryMeant ? -Errno.ENOTDIR : -Errno.EISDIR;
        }
        if (!found.node().names.isEmpty()) {
            return -Errno.ENOTEMPTY;
        }
        parent.remove(found);
        reap(found.node());
        return 0;
    }

    @Override
    public int rename(long directory, String name, long newDirectory, String newName, boolean replace) {
        MemoryNode from = nodes.get(directory);
        MemoryNode to = nodes.get(newDirectory);
        MemoryNode.Name moved = from == null ? null : from.find(name);
        if (moved == null || to == null || !to.isDirectory()) {
            return moved == null || to == null ? -Errno.ENOENT : -Errno.ENOTDIR;
        }
        if ((to != from && isBelow(to, moved.node())) || (to.number != ROOT && to.attributes.links == 0)) {
            return -Errno.EINVAL;
        }
        MemoryNode.Name old = to.find(newName);
        if (old != null) {
            if (!replace) {
                return -Errno.EEXIST;
            }
            if (old.node() == moved.node()) {
                return 0;
            }
            int status = remove(newDirectory, newName, moved.node().isDirectory());
            if (status < 0) {
                return status;
            }
        }
        to.add(newName, moved.node());
        from.remove(moved);
        return 0;
    }

    /** Whether {@code candidate} is {@code top} or below it. */
    private static boolean isBelow(MemoryNode candidate, MemoryNode top) {
        if (top == candidate) {
            return true;
        }
        for (MemoryNode.Name name : top.names) {
            if (name.node().isDirectory() && isBelow(candidate, name.node())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long openDirectory(long node) {
        MemoryNode known = nodes.get(node);
        if (known == null || !known.isDirectory()) {
            return known == null ? -Errno.ENOENT : -Errno.ENOTDIR;
        }
        return handle(known);
    }

    @Override
    public int readDirectory(long handle, long from, DirectoryEntry entry) {
        MemoryNode node = handles.get(handle);
        if (node == null || !node.isDirectory()) {
            return -Errno.EBADF;
        }
        MemoryNode.Name name = node.after(from);
        if (name == null) {
            return 0;
        }
        entry.name = name.text();
        entry.inode = name.node().number;
        entry.kind = name.node().attributes.mode & FileAttributes.KIND;
        entry.next = name.position();
        return 1;
    }

    @Override
    public void releaseDirectory(long handle) {
        release(handle);
    }

    @Override
    public int size(FileSystemSize size) {
        size.blockSize = 4096;
        size.blocks = capacity / 4096;
        size.freeBlocks = (capacity - used) / 4096;
        size.files = nodes.size();
        size.freeFiles = (capacity - used) / NODE;
        return 0;
    }
}

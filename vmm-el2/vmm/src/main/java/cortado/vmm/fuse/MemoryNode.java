package cortado.vmm.fuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file or directory of {@link MemoryFiles}. */
final class MemoryNode {
    /** A name in a directory. {@code position} never changes, so that a listing can go on where it was. */
    record Name(String text, MemoryNode node, long position) {}

    final long number;
    final FileAttributes attributes = new FileAttributes().clear();
    final List<Name> names = new ArrayList<>();
    byte[] content = new byte[0];
    int length;
    String target = "";
    /** How often the guest was told its number, and how many handles are open. */
    long references;

    int handles;
    private long lastPosition;

    MemoryNode(long number, int mode) {
        this.number = number;
        attributes.inode = number;
        attributes.mode = mode;
        attributes.links = 0;
    }

    boolean isDirectory() {
        return attributes.isDirectory();
    }

    Name find(String text) {
        for (Name name : names) {
            if (name.text.equals(text)) {
                return name;
            }
        }
        return null;
    }

    void add(String text, MemoryNode node) {
        names.add(new Name(text, node, ++lastPosition));
        node.attributes.links++;
    }

    void remove(Name name) {
        names.remove(name);
        name.node.attributes.links--;
    }

    /** The first name after a position, or null. */
    Name after(long position) {
        for (Name name : names) {
            if (name.position > position) {
                return name;
            }
        }
        return null;
    }

    /** Makes it that long, with zeros at the end. */
    void resize(int newLength) {
        if (newLength > content.length) {
            content = Arrays.copyOf(content, Math.max(newLength, Math.min(2 * content.length, newLength + (1 << 20))));
        } else if (newLength < length) {
            Arrays.fill(content, newLength, length, (byte) 0);
        }
        length = newLength;
    }

    /** Copies what is there into {@code out}. */
    void describe(FileAttributes out) {
        out.inode = number;
        out.size = isDirectory() ? 0 : length;
        out.accessed = attributes.accessed;
        out.modified = attributes.modified;
        out.changed = attributes.changed;
        out.mode = attributes.mode;
        out.links = isDirectory() ? 2 : attributes.links;
        out.owner = attributes.owner;
        out.group = attributes.group;
    }
}

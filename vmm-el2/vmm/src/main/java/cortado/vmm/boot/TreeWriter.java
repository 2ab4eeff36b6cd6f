package cortado.vmm.boot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Writes a flattened device tree, version 17 (Devicetree Specification 0.4, chapter 5), node by node. */
public final class TreeWriter {
    private static final int MAGIC = 0xd00d_feed;
    private static final int VERSION = 17;
    private static final int LAST_COMPATIBLE = 16;
    private static final int HEADER = 40;
    /** One empty entry, of two 64-bit integers, ends the memory reservations. */
    private static final int RESERVATIONS = 16;

    private static final int BEGIN_NODE = 1;
    private static final int END_NODE = 2;
    private static final int PROP = 3;
    private static final int END = 9;

    private byte[] structure = new byte[2048];
    private int length;
    private byte[] names = new byte[512];
    private int namesLength;
    private final Map<String, Integer> nameOffsets = new HashMap<>();
    private int depth;

    /** Begins a node; the root's name is empty. */
    public TreeWriter begin(String name) {
        cell(BEGIN_NODE);
        bytes(name.getBytes(StandardCharsets.UTF_8), true);
        depth++;
        return this;
    }

    /** Ends the node begun last. */
    public TreeWriter end() {
        if (depth == 0) {
            throw new IllegalStateException("no node to end");
        }
        depth--;
        cell(END_NODE);
        return this;
    }

    /** A property without a value. */
    public TreeWriter flag(String name) {
        return bytes(name, new byte[0]);
    }

    /** A property of 32-bit cells. */
    public TreeWriter cells(String name, int... values) {
        property(name, 4 * values.length);
        for (int value : values) {
            cell(value);
        }
        return this;
    }

    /** A property of 64-bit integers, two cells each. */
    public TreeWriter longs(String name, long... values) {
        property(name, 8 * values.length);
        for (long value : values) {
            cell((int) (value >>> 32));
            cell((int) value);
        }
        return this;
    }

    /** A property that is a list of strings. */
    public TreeWriter text(String name, String... values) {
        StringBuilder all = new StringBuilder();
        for (String value : values) {
            all.append(value).append('\0');
        }
        return bytes(name, all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A property of bytes. */
    public TreeWriter bytes(String name, byte[] value) {
        property(name, value.length);
        bytes(value, false);
        return this;
    }

    /** The whole blob; all nodes must have ended. */
    public byte[] finish() {
        if (depth != 0) {
            throw new IllegalStateException(depth + " nodes have not ended");
        }
        cell(END);
        int structureAt = HEADER + RESERVATIONS;
        int namesAt = structureAt + length;
        byte[] blob = new byte[(namesAt + namesLength + 7) & ~7];
        int[] header = {
            MAGIC, blob.length, structureAt, namesAt, HEADER, VERSION, LAST_COMPATIBLE, 0, namesLength, length
        };
        for (int i = 0; i < header.length; i++) {
            big(blob, 4 * i, header[i]);
        }
        System.arraycopy(structure, 0, blob, structureAt, length);
        System.arraycopy(names, 0, blob, namesAt, namesLength);
        return blob;
    }

    private void property(String name, int size) {
        cell(PROP);
        cell(size);
        cell(nameOffset(name));
    }

    private int nameOffset(String name) {
        Integer known = nameOffsets.get(name);
        if (known != null) {
            return known;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int at = namesLength;
        if (names.length < at + bytes.length + 1) {
            names = Arrays.copyOf(names, 2 * (at + bytes.length + 1));
        }
        System.arraycopy(bytes, 0, names, at, bytes.length);
        namesLength = at + bytes.length + 1;
        nameOffsets.put(name, at);
        return at;
    }

    private void cell(int value) {
        room(4);
        big(structure, length, value);
        length += 4;
    }

    /** Bytes, ended with a zero byte or not, and padded to whole cells. */
    private void bytes(byte[] value, boolean terminated) {
        int size = (value.length + (terminated ? 1 : 0) + 3) & ~3;
        room(size);
        System.arraycopy(value, 0, structure, length, value.length);
        length += size;
    }

    private void room(int more) {
        if (structure.length < length + more) {
            structure = Arrays.copyOf(structure, 2 * (length + more));
        }
    }

    private static void big(byte[] target, int at, int value) {
        target[at] = (byte) (value >>> 24);
        target[at + 1] = (byte) (value >>> 16);
        target[at + 2] = (byte) (value >>> 8);
        target[at + 3] = (byte) value;
    }
}

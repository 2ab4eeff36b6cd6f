package cortado.kernel.simulated;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a flattened device tree (Devicetree Specification v0.4 §5) node by node. */
public final class TreeWriter {
    private static final int BEGIN_NODE = 1;
    private static final int END_NODE = 2;
    private static final int PROPERTY = 3;
    private static final int END = 9;
    private static final int HEADER = 40;
    private static final int RESERVATIONS = 16;

    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> names = new LinkedHashMap<>();

    /** Opens a node and returns its offset in the structure block. */
    public int begin(String name) {
        int node = structure.size();
        cell(structure, BEGIN_NODE);
        text(structure, name);
        align();
        return node;
    }

    /** Closes the node that was opened last. */
    public TreeWriter end() {
        cell(structure, END_NODE);
        return this;
    }

    /** A property made of 32-bit cells; of none, it is empty. */
    public TreeWriter cells(String name, long... values) {
        header(name, 4 * values.length);
        for (long value : values) {
            cell(structure, (int) value);
        }
        return this;
    }

    /** A property that is a list of strings. */
    public TreeWriter strings(String name, String... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String value : values) {
            text(bytes, value);
        }
        header(name, bytes.size());
        structure.writeBytes(bytes.toByteArray());
        align();
        return this;
    }

    /** The tree as a blob. */
    public byte[] toBytes() {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        int structureSize = structure.size() + 4;
        int structureAt = HEADER + RESERVATIONS;
        int stringsAt = structureAt + structureSize;
        cell(blob, 0xd00d_feed);
        cell(blob, stringsAt + strings.size());
        cell(blob, structureAt);
        cell(blob, stringsAt);
        cell(blob, HEADER);
        cell(blob, 17);
        cell(blob, 16);
        cell(blob, 0);
        cell(blob, strings.size());
        cell(blob, structureSize);
        blob.writeBytes(new byte[RESERVATIONS]);
        blob.writeBytes(structure.toByteArray());
        cell(blob, END);
        blob.writeBytes(strings.toByteArray());
        return blob.toByteArray();
    }

    private void header(String name, int length) {
        cell(structure, PROPERTY);
        cell(structure, length);
        cell(structure, names.computeIfAbsent(name, this::newName));
    }

    private int newName(String name) {
        int at = strings.size();
        text(strings, name);
        return at;
    }

    private void align() {
        while (structure.size() % 4 != 0) {
            structure.write(0);
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.write(0);
    }

    private static void cell(ByteArrayOutputStream out, int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }
}

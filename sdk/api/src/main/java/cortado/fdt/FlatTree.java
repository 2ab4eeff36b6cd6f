package cortado.fdt;

/**
 * The nodes and properties of one flattened device tree held in a byte array.
 *
 * <p>A node is named by the byte offset of its FDT_BEGIN_NODE token within the structure block, a property by the
 * offset of its FDT_PROP token: both stay the same as long as the blob does, so they may be kept, compared and handed
 * to another reader of the same blob. Any {@code int} may be passed where one is expected; what is not one finds
 * nothing.
 *
 * <p>The constructor checks the whole structure once and indexes it, which costs 16 bytes a node. From then on every
 * method answers in bounded time, without allocating. A malformed blob gives a tree with no nodes and a
 * {@link #status()} that says why. The array must not change while the tree is in use.
 */
public final class FlatTree {
    /** No such node, property or entry. */
    public static final int ABSENT = -1;
    /** The property is there, but its length or content is not what its meaning needs. */
    public static final int MALFORMED = -2;
    /** A bus between the node and the root gives no way to the address. */
    public static final int NOT_TRANSLATABLE = -3;
    /** Well-formed, but nothing Cortado has a meaning for. */
    public static final int UNSUPPORTED = -4;

    private final byte[] blob;
    private final FlatIndex index;
    private final FlatText text;

    /**
     * Checks and indexes a blob.
     *
     * @param blob the device tree from its first byte; what follows its {@code totalsize} is ignored
     */
    public FlatTree(byte[] blob) {
        this.blob = blob;
        this.index = new FlatIndex(blob);
        this.text = new FlatText(blob, index.totalSize);
    }

    /** Why the blob was refused: {@link FlatStatus#OK} if it was not. */
    public int status() {
        return index.status;
    }

    /** The byte offset in the blob at which {@link #status()} arose. */
    public int faultOffset() {
        return index.fault;
    }

    /** The blob itself, to read names and values at the offsets that other methods give. */
    public byte[] blob() {
        return blob;
    }

    /** How many bytes of the array belong to the tree. */
    public int size() {
        return index.totalSize;
    }

    /** The CPU that the boot loader says it runs on. */
    public int bootCpu() {
        return index.bootCpu;
    }

    /** How many nodes the tree has, the root included. */
    public int nodeCount() {
        return index.count;
    }

    /** The nodes in document order, the root being number 0. */
    public int nodeAt(int number) {
        return number < 0 || number >= index.count ? ABSENT : index.offsets[number];
    }

    /** Whether an offset names a node. */
    public boolean isNode(int node) {
        return index.find(node) >= 0;
    }

    /** The node that has no parent. */
    public int root() {
        return nodeAt(0);
    }

    /** The node's first child. */
    public int firstChild(int node) {
        int number = index.find(node);
        if (number < 0 || number + 1 >= index.count || index.parents[number + 1] != number) {
            return ABSENT;
        }
        return index.offsets[number + 1];
    }

    /** The child of the same parent that follows the node. */
    public int nextSibling(int node) {
        int number = index.find(node);
        return number < 0 ? ABSENT : nodeAt(index.siblings[number]);
    }

    /** The node's parent; the root has none. */
    public int parent(int node) {
        int number = index.find(node);
        return number < 0 ? ABSENT : nodeAt(index.parents[number]);
    }

    /** The node that follows in document order: the way to visit them all. */
    public int nextNode(int node) {
        int number = index.find(node);
        return number < 0 ? ABSENT : nodeAt(number + 1);
    }

    /** Where the node's name starts in the blob; it ends with a NUL. */
    public int nameOffset(int node) {
        return isNode(node) ? index.structure + node + 4 : ABSENT;
    }

    /** Bytes of the node's name, unit address included. */
    public int nameLength(int node) {
        int at = nameOffset(node);
        return at < 0 ? ABSENT : text.length(at);
    }

    /** Whether the node's name is this one; its unit address may be left out. */
    public boolean isNamed(int node, String name) {
        int next = text.after(nameOffset(node), name, 0, name.length());
        return next == 0 || next == '@';
    }

    /** The child with this name; the unit address may be left out, and the first match is taken. */
    public int child(int node, String name) {
        return TextPath.child(this, node, name, 0, name.length());
    }

    /** The node at an absolute path; unit addresses may be left out. */
    public int path(String path) {
        return TextPath.walk(this, path);
    }

    /** The node with this phandle. 0 and ffffffff name none. */
    public int byPhandle(int phandle) {
        if (phandle == 0 || phandle == -1) {
            return ABSENT;
        }
        for (int number = 0; number < index.count; number++) {
            if (index.phandles[number] == phandle) {
                return index.offsets[number];
            }
        }
        return ABSENT;
    }

    /** The node's phandle, 0 if it has none. */
    public int phandle(int node) {
        int number = index.find(node);
        return number < 0 ? 0 : index.phandles[number];
    }

    /** The node's first property. */
    public int firstProperty(int node) {
        return isNode(node) ? index.propertyFrom(index.afterName(node)) : ABSENT;
    }

    /** The property that follows in the same node. Takes only what {@code firstProperty} or this method gave. */
    public int nextProperty(int property) {
        return isProperty(property) ? index.propertyFrom(index.afterValue(property)) : ABSENT;
    }

    /** The node's property with this name. */
    public int property(int node, String name) {
        int property = firstProperty(node);
        while (property >= 0 && !text.is(propertyNameOffset(property), name)) {
            property = nextProperty(property);
        }
        return property;
    }

    /** As {@link #property(int, String)}, for callers that keep the name as bytes. */
    public int property(int node, byte[] name) {
        int property = firstProperty(node);
        while (property >= 0 && !text.is(propertyNameOffset(property), name)) {
            property = nextProperty(property);
        }
        return property;
    }

    private boolean isProperty(int property) {
        return index.isProperty(property);
    }

    /** Where the property's name starts in the blob; it ends with a NUL. */
    public int propertyNameOffset(int property) {
        return isProperty(property) ? index.strings + word(index.structure + property + 8) : ABSENT;
    }

    /** Where the property's value starts in the blob. */
    public int valueOffset(int property) {
        return isProperty(property) ? index.structure + property + 12 : ABSENT;
    }

    /** Bytes of the property's value. */
    public int valueLength(int property) {
        return isProperty(property) ? word(index.structure + property + 4) : ABSENT;
    }

    /** How many whole 32-bit cells the value has; 0 for a property that is absent. */
    public int cellCount(int property) {
        return isProperty(property) ? valueLength(property) / 4 : 0;
    }

    /** One 32-bit cell of the value, 0 to ffffffff, or {@link #ABSENT}. */
    public long cell(int property, int number) {
        if (number < 0 || number >= cellCount(property)) {
            return ABSENT;
        }
        return word(valueOffset(property) + 4 * number) & 0xffff_ffffL;
    }

    /**
     * A number of {@code width} cells (0 to 2) that starts at a cell of the value. 0 cells give 0.
     *
     * @return 0 to 2<sup>63</sup>−1, {@link #ABSENT}, or {@link #MALFORMED} for a greater number or width
     */
    public long cells(int property, int number, int width) {
        if (width < 0 || width > 2) {
            return MALFORMED;
        }
        if (width == 0) {
            return 0;
        }
        long high = cell(property, number);
        if (high < 0 || width == 1) {
            return high;
        }
        long low = cell(property, number + 1);
        if (low < 0) {
            return low;
        }
        return high > 0x7fff_ffffL ? MALFORMED : (high << 32) | low;
    }

    /** A property that is one number of one or two cells, as {@code linux,initrd-start} is. */
    public long number(int property) {
        if (!isProperty(property)) {
            return ABSENT;
        }
        int length = valueLength(property);
        return length == 4 || length == 8 ? cells(property, 0, length / 4) : MALFORMED;
    }

    /** Whether the value is exactly this string. */
    public boolean isString(int property, String expected) {
        return isProperty(property)
                && valueLength(property) == expected.length() + 1
                && text.is(valueOffset(property), expected);
    }

    private boolean isString(int property, byte[] expected) {
        return valueLength(property) == expected.length + 1 && text.is(valueOffset(property), expected);
    }

    /** Whether the value is a list of strings and this is one of them, as a {@code compatible}. */
    public boolean contains(int property, String string) {
        int at = nextString(property, ABSENT);
        while (at >= 0 && !text.is(at, string)) {
            at = nextString(property, at);
        }
        return at >= 0;
    }

    /**
     * Walks a list of strings: where the one after {@code previous} starts in the blob, the first one for
     * {@link #ABSENT}. A last string that has no NUL is not part of the list.
     */
    public int nextString(int property, int previous) {
        int start = valueOffset(property);
        if (start < 0 || (previous >= 0 && (previous < start || previous >= index.totalSize))) {
            return ABSENT;
        }
        int end = start + valueLength(property);
        int at = previous < 0 ? start : previous + text.length(previous) + 1;
        int nul = at;
        while (nul < end && blob[nul] != 0) {
            nul++;
        }
        return nul < end ? at : ABSENT;
    }

    /** Whether the node lists this {@code compatible}. */
    public boolean isCompatible(int node, String compatible) {
        return contains(property(node, index.names.compatible), compatible);
    }

    /** The first node after this one, in document order, that lists a {@code compatible}; {@link #ABSENT} to start. */
    public int nextCompatible(int after, String compatible) {
        int node = after < 0 ? root() : nextNode(after);
        while (node >= 0 && !isCompatible(node, compatible)) {
            node = nextNode(node);
        }
        return node;
    }

    /** Whether the node and all above it may be used: no {@code status}, or {@code okay} or {@code ok}. */
    public boolean isEnabled(int node) {
        int number = index.find(node);
        if (number < 0) {
            return false;
        }
        while (number >= 0) {
            int status = property(index.offsets[number], index.names.status);
            if (status >= 0 && !isString(status, index.names.okay) && !isString(status, index.names.ok)) {
                return false;
            }
            number = index.parents[number];
        }
        return true;
    }

    /** How many pairs the memory reservation block has (Devicetree Specification v0.4 §5.3). */
    public int reservationCount() {
        return index.reservations;
    }

    /** First byte of a reserved region, or {@link #ABSENT}. */
    public long reservationAddress(int number) {
        return number < 0 || number >= index.reservations ? ABSENT : doubleWord(index.reservationBlock + 16 * number);
    }

    /** Bytes of a reserved region, or {@link #ABSENT}. */
    public long reservationSize(int number) {
        return number < 0 || number >= index.reservations
                ? ABSENT
                : doubleWord(index.reservationBlock + 16 * number + 8);
    }

    /** Whether the NUL-terminated text at an offset of the blob is this one. */
    public boolean equalsAt(int offset, String expected) {
        return text.is(offset, expected);
    }

    FlatText text() {
        return text;
    }

    private int word(int offset) {
        return FlatIndex.word(blob, offset);
    }

    private long doubleWord(int offset) {
        return ((long) word(offset) << 32) | (word(offset + 4) & 0xffff_ffffL);
    }

    Names names() {
        return index.names;
    }
}

package cortado.fdt;

/**
 * The one pass over a blob that may trust nothing: checks the header, the reservation block and every token of the
 * structure block (Devicetree Specification v0.4 §5.2–5.4), and notes where the nodes are. Whatever it accepts,
 * {@link FlatTree} may walk without looking at bounds again.
 */
final class FlatIndex {
    /** Nodes of the largest tree that is read; the largest of Debian's arm64 trees has under 2,000. */
    static final int MAX_NODES = 8192;
    /** Levels below the root. */
    static final int MAX_DEPTH = 32;

    static final int BEGIN_NODE = 1;
    static final int END_NODE = 2;
    static final int PROPERTY = 3;
    static final int NOP = 4;
    static final int END = 9;

    private static final int HEADER_SIZE = 40;
    private static final int MAGIC = 0xd00d_feed;

    final Names names = new Names();
    /** In blob bytes: where the structure and strings blocks and the reservation block start. */
    int structure;

    int strings;
    int reservationBlock;
    int totalSize;
    int bootCpu;
    int reservations;
    /** Nodes in document order: ascending offsets, the number of the parent, of the next sibling (−1: none). */
    int count;

    int[] offsets = {};
    int[] parents = {};
    int[] siblings = {};
    int[] phandles = {};
    int status;
    int fault;

    private final byte[] blob;
    private int structureEnd;
    private int stringsEnd;
    private final int[] open = new int[MAX_DEPTH + 1];
    private final int[] lastChild = new int[MAX_DEPTH + 1];

    FlatIndex(byte[] blob) {
        this.blob = blob;
        status = header();
        if (status == FlatStatus.OK) {
            status = reservationBlock();
        }
        if (status == FlatStatus.OK) {
            status = walk(false);
        }
        if (status == FlatStatus.OK) {
            offsets = new int[count];
            parents = new int[count];
            siblings = new int[count];
            phandles = new int[count];
            status = walk(true);
        }
        if (status != FlatStatus.OK) {
            count = 0;
            reservations = 0;
        }
    }

    private int header() {
        if (blob.length < HEADER_SIZE || word(blob, 0) != MAGIC) {
            return FlatStatus.NOT_A_TREE;
        }
        int version = word(blob, 20);
        if (version < 17 || word(blob, 24) > 17) {
            fault = 20;
            return FlatStatus.VERSION;
        }
        totalSize = word(blob, 4);
        structure = word(blob, 8);
        strings = word(blob, 12);
        reservationBlock = word(blob, 16);
        bootCpu = word(blob, 28);
        int stringsSize = word(blob, 32);
        int structureSize = word(blob, 36);
        fault = 4;
        if (totalSize < HEADER_SIZE || totalSize > blob.length) {
            totalSize = 0;
            return FlatStatus.HEADER;
        }
        if (!inside(structure, structureSize) || (structure & 3) != 0 || !inside(strings, stringsSize)) {
            return FlatStatus.HEADER;
        }
        structureEnd = structure + structureSize;
        stringsEnd = strings + stringsSize;
        fault = 0;
        return FlatStatus.OK;
    }

    private boolean inside(int offset, int size) {
        return offset >= HEADER_SIZE && offset <= totalSize && size >= 0 && size <= totalSize - offset;
    }

    private int reservationBlock() {
        int at = reservationBlock;
        if (at < HEADER_SIZE || (at & 7) != 0) {
            fault = 16;
            return FlatStatus.HEADER;
        }
        while (at <= totalSize - 16) {
            if ((word(blob, at + 8) | word(blob, at + 12)) == 0 && (word(blob, at) | word(blob, at + 4)) == 0) {
                return FlatStatus.OK;
            }
            reservations++;
            at += 16;
        }
        fault = reservationBlock;
        return FlatStatus.RESERVATIONS;
    }

    /** Checks every token; the second time, when all is known to be well, also fills the arrays. */
    private int walk(boolean record) {
        int at = structure;
        int depth = -1;
        int found = 0;
        boolean propertiesMayFollow = false;
        while (at <= structureEnd - 4) {
            fault = at;
            switch (word(blob, at)) {
                case BEGIN_NODE -> {
                    if (depth < 0 && found > 0) {
                        return FlatStatus.STRUCTURE;
                    }
                    if (depth == MAX_DEPTH || found == MAX_NODES) {
                        return FlatStatus.TOO_LARGE;
                    }
                    int end = nul(at + 4, structureEnd);
                    if (end < 0) {
                        return FlatStatus.STRUCTURE;
                    }
                    depth++;
                    if (record) {
                        begin(found, depth, at - structure);
                    }
                    found++;
                    propertiesMayFollow = true;
                    at = align(end + 1);
                }
                case END_NODE -> {
                    if (depth < 0) {
                        return FlatStatus.STRUCTURE;
                    }
                    depth--;
                    propertiesMayFollow = false;
                    at += 4;
                }
                case PROPERTY -> {
                    int problem = propertiesMayFollow ? property(at) : FlatStatus.STRUCTURE;
                    if (problem != FlatStatus.OK) {
                        return problem;
                    }
                    if (record) {
                        notePhandle(open[depth], at);
                    }
                    at = align(at + 12 + word(blob, at + 4));
                }
                case NOP -> at += 4;
                case END -> {
                    if (depth >= 0 || found == 0) {
                        return FlatStatus.STRUCTURE;
                    }
                    count = found;
                    fault = 0;
                    return FlatStatus.OK;
                }
                default -> {
                    return FlatStatus.STRUCTURE;
                }
            }
        }
        return FlatStatus.STRUCTURE;
    }

    private int property(int at) {
        if (at > structureEnd - 12) {
            return FlatStatus.STRUCTURE;
        }
        int length = word(blob, at + 4);
        if (length < 0 || length > structureEnd - at - 12) {
            return FlatStatus.STRUCTURE;
        }
        int name = word(blob, at + 8);
        if (name < 0 || name >= stringsEnd - strings || nul(strings + name, stringsEnd) < 0) {
            return FlatStatus.STRING;
        }
        return FlatStatus.OK;
    }

    private void begin(int number, int depth, int offset) {
        offsets[number] = offset;
        siblings[number] = -1;
        parents[number] = depth == 0 ? -1 : open[depth - 1];
        if (depth > 0 && lastChild[depth] >= 0) {
            siblings[lastChild[depth]] = number;
        }
        lastChild[depth] = number;
        open[depth] = number;
        if (depth < MAX_DEPTH) {
            lastChild[depth + 1] = -1;
        }
    }

    private void notePhandle(int number, int at) {
        int name = strings + word(blob, at + 8);
        if (word(blob, at + 4) == 4 && (isName(name, names.phandle) || isName(name, names.linuxPhandle))) {
            phandles[number] = word(blob, at + 12);
        }
    }

    private boolean isName(int offset, byte[] text) {
        return text.length < stringsEnd - offset
                && Names.matches(blob, offset, text)
                && blob[offset + text.length] == 0;
    }

    private int nul(int from, int end) {
        int at = from;
        while (at < end && blob[at] != 0) {
            at++;
        }
        return at < end ? at : -1;
    }

    /** The structure block is 4-aligned in the blob, so aligning a blob offset aligns the offset within it. */
    private static int align(int at) {
        return (at + 3) & ~3;
    }

    /** The number of the node whose token is at this offset of the structure block, or −1. */
    int find(int node) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (offsets[middle] == node) {
                return middle;
            }
            if (offsets[middle] < node) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Whether a property that can be read without leaving its blocks is at this offset of the structure block. */
    boolean isProperty(int offset) {
        int end = structureEnd - structure;
        if (count == 0 || offset < 0 || (offset & 3) != 0 || offset > end - 12) {
            return false;
        }
        int at = structure + offset;
        int length = word(blob, at + 4);
        int name = word(blob, at + 8);
        return word(blob, at) == PROPERTY
                && length >= 0
                && length <= end - offset - 12
                && name >= 0
                && name < stringsEnd - strings;
    }

    int afterName(int node) {
        return align(nul(structure + node + 4, structureEnd) + 1) - structure;
    }

    int afterValue(int property) {
        return align(structure + property + 12 + word(blob, structure + property + 4)) - structure;
    }

    /** The property at this offset or, after tokens without meaning, behind it; ABSENT at anything else. */
    int propertyFrom(int offset) {
        int at = offset;
        while (at <= structureEnd - structure - 4 && word(blob, structure + at) == NOP) {
            at += 4;
        }
        return isProperty(at) ? at : FlatTree.ABSENT;
    }

    static int word(byte[] bytes, int at) {
        return (bytes[at] << 24)
                | ((bytes[at + 1] & 0xff) << 16)
                | ((bytes[at + 2] & 0xff) << 8)
                | (bytes[at + 3] & 0xff);
    }
}

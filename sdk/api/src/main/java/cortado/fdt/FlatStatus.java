package cortado.fdt;

/** Why {@link FlatTree} refused a blob. */
public final class FlatStatus {
    private FlatStatus() {}

    public static final int OK = 0;
    /** Shorter than a header, or does not start with d00dfeed. */
    public static final int NOT_A_TREE = -1;
    /** A version that a reader of version 17 cannot read. */
    public static final int VERSION = -2;
    /** The header's offsets and sizes do not lie within its total size, or that not within the array. */
    public static final int HEADER = -3;
    /** The memory reservation block has no end. */
    public static final int RESERVATIONS = -4;
    /** A token, name or value that is unknown, out of place or cut off. */
    public static final int STRUCTURE = -5;
    /** A property's name that is not in the strings block. */
    public static final int STRING = -6;
    /** More than {@link FlatIndex#MAX_NODES} nodes, or deeper than {@link FlatIndex#MAX_DEPTH}. */
    public static final int TOO_LARGE = -7;

    /** A sentence fragment for people. */
    public static String text(int status) {
        return switch (status) {
            case OK -> "ok";
            case NOT_A_TREE -> "not a device tree: no d00dfeed at its start";
            case VERSION -> "a device-tree version that cannot be read as version 17";
            case HEADER -> "the header's offsets and sizes do not fit the blob";
            case RESERVATIONS -> "the memory reservation block has no end";
            case STRUCTURE -> "a node or property is cut off or out of place";
            case STRING -> "a property's name lies outside the strings block";
            case TOO_LARGE -> "too many nodes, or nodes nested too deeply";
            default -> "device-tree status " + status;
        };
    }
}

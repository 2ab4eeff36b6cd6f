package cortado.fdt;

/**
 * An interrupt as Arm's GIC is told of it: a type, a number and flags (Linux bindings arm,gic.yaml and arm,gic-v3.yaml,
 * {@code interrupts}). The INTID is the number that the GIC itself uses (IHI 0048B §2.2.1).
 */
public final class GicInterrupt {
    private GicInterrupt() {}

    private static final int SPI = 0;
    private static final int PPI = 1;
    private static final int FIRST_PPI = 16;
    private static final int FIRST_SPI = 32;
    /** INTIDs from 1020 on have special meanings. */
    private static final int SPIS = 1020 - FIRST_SPI;

    private static final int EDGE_RISING = 1;
    private static final int EDGE_FALLING = 2;
    private static final int TRIGGERS = 0xf;

    /** Whether a node with this {@code compatible} numbers interrupts this way. */
    public static boolean isGic(FlatTree tree, int node) {
        return isVersion2(tree, node) || isVersion3(tree, node);
    }

    /** A GICv2: distributor and memory-mapped CPU interface, {@code reg} in that order. */
    public static boolean isVersion2(FlatTree tree, int node) {
        return tree.isCompatible(node, "arm,gic-400")
                || tree.isCompatible(node, "arm,cortex-a15-gic")
                || tree.isCompatible(node, "arm,cortex-a7-gic")
                || tree.isCompatible(node, "arm,cortex-a9-gic");
    }

    /** A GICv3 or v4: distributor and redistributors. */
    public static boolean isVersion3(FlatTree tree, int node) {
        return tree.isCompatible(node, "arm,gic-v3");
    }

    /** The INTID of a specifier, 16 to 1019; UNSUPPORTED for the extended ranges, MALFORMED for a number too great. */
    public static int intid(int[] specifier) {
        int number = specifier[1];
        return switch (specifier[0]) {
            case SPI -> number < 0 || number >= SPIS ? FlatTree.MALFORMED : FIRST_SPI + number;
            case PPI -> number < 0 || number >= FIRST_SPI - FIRST_PPI ? FlatTree.MALFORMED : FIRST_PPI + number;
            default -> FlatTree.UNSUPPORTED;
        };
    }

    /** Whether a specifier asks for an edge-triggered interrupt; otherwise it is level-sensitive. */
    public static boolean isEdge(int[] specifier) {
        int trigger = specifier[2] & TRIGGERS;
        return trigger == EDGE_RISING || trigger == EDGE_FALLING || trigger == (EDGE_RISING | EDGE_FALLING);
    }
}

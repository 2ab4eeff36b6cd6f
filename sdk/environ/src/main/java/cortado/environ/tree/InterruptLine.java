package cortado.environ.tree;

/**
 * One interrupt of a node.
 *
 * @param index among the node's interrupts
 * @param controller the node of the controller it goes to, or a negative code of {@link cortado.fdt.FlatTree}
 * @param intid the GIC's number for it, or a negative code: UNSUPPORTED where the controller is not a GIC
 * @param edge whether it is edge-triggered
 */
public record InterruptLine(int index, int controller, int intid, boolean edge) {
    /** Whether the kernel can grant it. */
    public boolean isGranted() {
        return intid >= 0;
    }

    @Override
    public String toString() {
        return isGranted() ? intid + (edge ? " edge" : "") : "unresolved";
    }
}

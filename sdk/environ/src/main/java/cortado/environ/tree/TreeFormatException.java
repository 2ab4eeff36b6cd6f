package cortado.environ.tree;

import cortado.fdt.FlatStatus;

/** A blob that is not a device tree. */
public final class TreeFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    TreeFormatException(int status, int offset) {
        super("the device tree cannot be read: " + FlatStatus.text(status) + " (at byte " + offset + ")");
    }
}

package cortado.fdt;

/**
 * The names that the specification gives a meaning, as bytes. They live in an object, not in static fields, so that
 * reading a tree never runs a class initialiser.
 */
final class Names {
    final byte[] addressCells = ascii("#address-cells");
    final byte[] sizeCells = ascii("#size-cells");
    final byte[] interruptCells = ascii("#interrupt-cells");
    final byte[] compatible = ascii("compatible");
    final byte[] status = ascii("status");
    final byte[] okay = ascii("okay");
    final byte[] ok = ascii("ok");
    final byte[] phandle = ascii("phandle");
    final byte[] linuxPhandle = ascii("linux,phandle");
    final byte[] reg = ascii("reg");
    final byte[] ranges = ascii("ranges");
    final byte[] dmaRanges = ascii("dma-ranges");
    final byte[] interrupts = ascii("interrupts");
    final byte[] interruptsExtended = ascii("interrupts-extended");
    final byte[] interruptParent = ascii("interrupt-parent");
    final byte[] interruptController = ascii("interrupt-controller");
    final byte[] interruptMap = ascii("interrupt-map");
    final byte[] interruptMapMask = ascii("interrupt-map-mask");
    final byte[] iommuMap = ascii("iommu-map");
    final byte[] busRange = ascii("bus-range");
    final byte[] aliases = ascii("aliases");

    static byte[] ascii(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /** Whether the bytes at an offset, all of them inside the array, are these. */
    static boolean matches(byte[] bytes, int offset, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (bytes[offset + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}

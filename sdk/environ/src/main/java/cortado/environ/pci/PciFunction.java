package cortado.environ.pci;

/**
 * A function of a PCI device.
 *
 * @param requester its id on the bus: device in bits 7:3, function in 2:0
 * @param vendor who made it, 16 bits
 * @param device what it is, 16 bits
 * @param pin the interrupt that it raises, 1 to 4 for INTA to INTD, or 0
 */
public record PciFunction(int requester, int vendor, int device, int pin) {
    /** What drivers call it (PCI Bus Binding to IEEE 1275 §2.5): {@code pci1af4,1042}. */
    public String compatible() {
        return "pci" + Integer.toHexString(vendor) + "," + Integer.toHexString(device);
    }

    /** Its place on the bus, as a node of a tree would say it: {@code 1,0}. */
    public String place() {
        return Integer.toHexString(requester >> 3) + "," + (requester & 7);
    }
}

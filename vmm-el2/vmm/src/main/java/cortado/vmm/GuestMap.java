package cortado.vmm;

/** Where things are in a guest's physical memory. The same on every board. */
public final class GuestMap {
    private GuestMap() {}

    /** GIC distributor. */
    public static final long GICD = 0x0800_0000L;
    /** GICv2: the CPU interface, two pages. */
    public static final long GICC = 0x0801_0000L;

    public static final long GICC_SIZE = 0x2000;
    /** GICv3: the redistributors, 128 KiB a CPU. */
    public static final long GICR = 0x080a_0000L;

    public static final long UART = 0x0900_0000L;
    /** SPI number of the UART, and of the first virtio device; the others follow. */
    public static final int UART_SPI = 1;

    public static final int VIRTIO_SPI = 16;
    /** The first virtio device; the others follow, a page each. */
    public static final long VIRTIO = 0x0a00_0000L;

    public static final long VIRTIO_STRIDE = 0x1000;
    /** Virtio devices of one guest at most. */
    public static final int VIRTIO_DEVICES = 16;

    public static final long RAM = 0x4000_0000L;
    /** An arm64 kernel starts at a multiple of this. */
    public static final long KERNEL_ALIGNMENT = 0x20_0000L;

    /** The number in the interrupt controller of a shared peripheral interrupt. */
    public static int number(int spi) {
        return 32 + spi;
    }
}

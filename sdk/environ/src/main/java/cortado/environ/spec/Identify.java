package cortado.environ.spec;

/**
 * A register that tells apart devices with one {@code compatible}, as a virtio transport's DeviceID does: the driver is
 * bound only where the register reads so. It is read once, at boot, before the driver starts.
 *
 * @param block the register block, an index into {@code reg}
 * @param offset of the 32-bit register in the block
 * @param value what it reads where the driver fits
 */
public record Identify(int block, int offset, int value) {}

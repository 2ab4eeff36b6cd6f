package cortado.vmm;

import cortado.api.Folio;
import java.util.Objects;

/**
 * The guest's RAM, by guest-physical address. Every address and length may come from the guest: what does not lie
 * wholly inside, or is not aligned to its width where that matters, throws {@link GuestException} and touches nothing.
 * The guest may change the bytes at any moment, so read a value once and check that copy.
 */
public final class GuestMemory {
    private final long base;
    private final long size;
    private final Ram ram;

    /** The RAM that starts at {@code base} of the guest's address space and is {@code folio}. */
    public GuestMemory(long base, Folio folio) {
        this(base, new FolioRam(folio));
    }

    /** RAM in an array, for tests. */
    public GuestMemory(long base, byte[] bytes) {
        this(base, new ArrayRam(bytes));
    }

    private GuestMemory(long base, Ram ram) {
        this.base = base;
        this.size = ram.size();
        this.ram = ram;
    }

    /** Guest-physical address of the first byte. */
    public long base() {
        return base;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Whether {@code length} bytes from {@code address} on are RAM; an empty range inside or at the end is. */
    public boolean contains(long address, long length) {
        long offset = address - base;
        return length >= 0 && offset >= 0 && length <= size && offset <= size - length;
    }

    /** Loads a byte, zero-extended. */
    public int load8(long address) {
        return ram.load8(offset(address, 1));
    }

    /** Loads two bytes, zero-extended; aligned, one access. */
    public int load16(long address) {
        return ram.load16(aligned(address, 2));
    }

    /** Loads four bytes; aligned, one access. */
    public int load32(long address) {
        return ram.load32(aligned(address, 4));
    }

    /** Loads eight bytes; aligned, one access. */
    public long load64(long address) {
        return ram.load64(aligned(address, 8));
    }

    /** Stores the low byte. */
    public void store8(long address, int value) {
        ram.store8(offset(address, 1), value);
    }

    /** Stores the low two bytes; aligned, one access. */
    public void store16(long address, int value) {
        ram.store16(aligned(address, 2), value);
    }

    /** Stores four bytes; aligned, one access. */
    public void store32(long address, int value) {
        ram.store32(aligned(address, 4), value);
    }

    /** Stores eight bytes; aligned, one access. */
    public void store64(long address, long value) {
        ram.store64(aligned(address, 8), value);
    }

    /** Copies out of the guest. */
    public void read(long address, byte[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        ram.read(offset(address, length), target, from, length);
    }

    /** Copies into the guest. */
    public void write(long address, byte[] source, int from, int length) {
        Objects.checkFromIndexSize(from, length, source.length);
        ram.write(offset(address, length), source, from, length);
    }

    /** Orders all earlier accesses before all later ones, as the guest's CPUs see them. */
    public void barrier() {
        ram.barrier();
    }

    private long aligned(long address, int width) {
        if ((address & (width - 1)) != 0) {
            throw new GuestException(
                    "address 0x" + Long.toHexString(address) + " is not aligned to " + width + " bytes");
        }
        return offset(address, width);
    }

    private long offset(long address, int length) {
        if (!contains(address, length)) {
            throw new GuestException(length + " bytes at 0x" + Long.toHexString(address) + " are not in the " + size
                    + " bytes of RAM at 0x" + Long.toHexString(base));
        }
        return address - base;
    }
}

package cortado.api;

import cortado.abi.Call;
import cortado.abi.FolioFlag;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.platform.Platform;
import java.util.Objects;

/**
 * Physically contiguous memory as an object: created here or received, mapped on demand, shared by sending the handle.
 * Offsets are checked; memory shared with another process or a device may change at any moment.
 */
public final class Folio extends Handle {
    private final long size;
    /** Where it is mapped, 0 while it is not. */
    private long address;

    /** Whether the mapping may be written. */
    private boolean writable;

    /**
     * Takes over a handle that came in a message.
     *
     * @throws StatusException WRONG_TYPE if it stands for something else, device registers included, where a load can
     *     end the process; it is then closed
     */
    public Folio(Handle handle) {
        super(handle.move());
        Platform platform = Platform.current();
        long result = platform.call(Call.FOLIO_INFO, number(), 0, 0, 0);
        if (result >= 0 && (platform.secondResult() & FolioFlag.DEVICE) != 0) {
            result = Status.WRONG_TYPE;
        }
        if (result < 0) {
            super.close();
        }
        this.size = StatusException.check("folio size", result);
    }

    /** Zeroed memory of at least {@code bytes}, rounded up to whole pages. */
    public static Folio create(long bytes) {
        return create(bytes, 0);
    }

    /** As {@link #create(long)}, uncached, for a device: {@link #dmaAddress()} tells where the device finds it. */
    public static Folio createDma(long bytes) {
        return create(bytes, FolioFlag.DMA);
    }

    /**
     * Memory whose pages come to be when they are first touched, here or by a guest: {@link FolioFlag#SPARSE}.
     *
     * @param bytes at most {@link cortado.abi.Limits#SPARSE_FOLIO}
     */
    public static Folio createSparse(long bytes) {
        return create(bytes, FolioFlag.SPARSE);
    }

    private static Folio create(long bytes, int flags) {
        return new Folio(new Handle((int) StatusException.check(
                "create folio of " + bytes + " bytes",
                Platform.current().call(Call.FOLIO_CREATE, bytes, flags, 0, 0))));
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** The bus address of the first byte, for the device that this process drives. */
    public long dmaAddress() {
        return StatusException.check(
                "folio bus address", Platform.current().call(Call.FOLIO_DMA_ADDRESS, number(), 0, 0, 0));
    }

    /** The byte at {@code offset}, zero-extended. Wider loads and stores are single accesses where aligned. */
    public int load8(long offset) {
        return Platform.current().load8(at(offset, 1));
    }

    public int load16(long offset) {
        return Platform.current().load16(at(offset, 2));
    }

    public int load32(long offset) {
        return Platform.current().load32(at(offset, 4));
    }

    public long load64(long offset) {
        return Platform.current().load64(at(offset, 8));
    }

    public void store8(long offset, int value) {
        Platform.current().store8(atForStore(offset, 1), value);
    }

    public void store16(long offset, int value) {
        Platform.current().store16(atForStore(offset, 2), value);
    }

    public void store32(long offset, int value) {
        Platform.current().store32(atForStore(offset, 4), value);
    }

    public void store64(long offset, long value) {
        Platform.current().store64(atForStore(offset, 8), value);
    }

    /** Copies out of the folio. */
    public void read(long offset, byte[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        Platform.current().copyToArray(at(offset, length), target, from, length);
    }

    /** Copies into the folio. */
    public void write(long offset, byte[] source, int from, int length) {
        Objects.checkFromIndexSize(from, length, source.length);
        Platform.current().copyFromArray(source, from, atForStore(offset, length), length);
    }

    /**
     * Gives the pages of a range of a sparse folio their memory now, so that no access to them can end the process.
     *
     * @throws StatusException NO_MEMORY or QUOTA_EXCEEDED; then nothing has changed
     */
    public void commit(long offset, long length) {
        StatusException.check(
                "commit " + length + " bytes of a folio",
                Platform.current().call(Call.FOLIO_COMMIT, at(offset, length), length, 0, 0));
    }

    /** Orders earlier accesses before later ones, as the device and other processes see them. */
    public void barrier() {
        Platform.current().barrier();
    }

    /** Unmaps and closes. */
    @Override
    public void close() {
        if (address != 0) {
            Platform.current().call(Call.FOLIO_UNMAP, address, 0, 0, 0);
            address = 0;
        }
        super.close();
    }

    private long atForStore(long offset, int width) {
        long place = at(offset, width);
        if (!writable) {
            throw new StatusException("store to a folio that may only be read", Status.ACCESS_DENIED);
        }
        return place;
    }

    private long at(long offset, long width) {
        if (offset < 0 || width > size || offset > size - width) {
            throw new IndexOutOfBoundsException("offset " + offset + " with " + width + " bytes in a folio of " + size);
        }
        if (address == 0) {
            Platform platform = Platform.current();
            StatusException.check("look at folio", platform.call(Call.HANDLE_INFO, number(), 0, 0, 0));
            writable = (platform.secondResult() & Rights.WRITE) != 0;
            int rights = writable ? Rights.READ | Rights.WRITE : Rights.READ;
            address = StatusException.check("map folio", platform.call(Call.FOLIO_MAP, number(), 0, size, rights));
        }
        return address + offset;
    }
}

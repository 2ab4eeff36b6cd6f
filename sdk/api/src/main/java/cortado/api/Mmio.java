package cortado.api;

import cortado.abi.Call;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.platform.Platform;

/** A device's register block, granted by the environ. Offsets are in bytes, aligned to the access, and checked. */
public final class Mmio extends Handle {
    /** Where its pages are mapped, and where in them the block starts. */
    private final long mapped;

    private final long address;
    private final long size;
    /** Whether the handle lets registers be written. */
    private final boolean writable;

    /**
     * Maps a granted block.
     *
     * @param handle the folio that stands for whole pages of registers
     * @param offset where in it the block starts
     * @param size bytes of the block
     */
    public Mmio(Handle handle, long offset, long size) {
        super(handle.move());
        Platform platform = Platform.current();
        long pages = StatusException.check("register block", platform.call(Call.FOLIO_INFO, number(), 0, 0, 0));
        if (offset < 0 || size < 0 || offset > pages - size) {
            throw new IllegalArgumentException("registers at " + offset + " with " + size + " bytes in " + pages);
        }
        this.size = size;
        StatusException.check("look at registers", platform.call(Call.HANDLE_INFO, number(), 0, 0, 0));
        this.writable = (platform.secondResult() & Rights.WRITE) != 0;
        int rights = writable ? Rights.READ | Rights.WRITE : Rights.READ;
        this.mapped = StatusException.check("map registers", platform.call(Call.FOLIO_MAP, number(), 0, pages, rights));
        this.address = mapped + offset;
    }

    /** Bytes of the block. */
    public long size() {
        return size;
    }

    /** Reads a register, zero-extended. */
    public int read(Register register) {
        if (register.access() == Register.Access.WRITE_ONLY) {
            throw new IllegalArgumentException(register.name() + " may only be written");
        }
        return switch (register.width()) {
            case 1 -> read8(register.offset());
            case 2 -> read16(register.offset());
            default -> read32(register.offset());
        };
    }

    /** Writes a register. */
    public void write(Register register, int value) {
        switch (register.access()) {
            case READ_ONLY -> throw new IllegalArgumentException(register.name() + " may only be read");
            case WRITE_ONLY, READ_WRITE -> {}
        }
        switch (register.width()) {
            case 1 -> write8(register.offset(), value);
            case 2 -> write16(register.offset(), value);
            default -> write32(register.offset(), value);
        }
    }

    public int read8(int offset) {
        return Platform.current().load8(at(offset, 1));
    }

    public int read16(int offset) {
        return Platform.current().load16(at(offset, 2));
    }

    public int read32(int offset) {
        return Platform.current().load32(at(offset, 4));
    }

    public void write8(int offset, int value) {
        Platform.current().store8(atForStore(offset, 1), value);
    }

    public void write16(int offset, int value) {
        Platform.current().store16(atForStore(offset, 2), value);
    }

    public void write32(int offset, int value) {
        Platform.current().store32(atForStore(offset, 4), value);
    }

    /** Orders register accesses against memory shared with the device. */
    public void barrier() {
        Platform.current().barrier();
    }

    /**
     * The device has been reset and touches no memory any more: what earlier drivers gave it becomes free. To be called
     * before the device is told of any memory; until then, memory of those drivers counts against this process.
     */
    public void quiet() {
        StatusException.check(
                "release the device's memory", Platform.current().call(Call.DEVICE_QUIET, number(), 0, 0, 0));
    }

    /** Unmaps and closes. */
    @Override
    public void close() {
        if (isOpen()) {
            Platform.current().call(Call.FOLIO_UNMAP, mapped, 0, 0, 0);
        }
        super.close();
    }

    private long atForStore(int offset, int width) {
        if (!writable) {
            throw new StatusException("write to registers that may only be read", Status.ACCESS_DENIED);
        }
        return at(offset, width);
    }

    private long at(int offset, int width) {
        if (offset < 0 || offset > size - width || offset % width != 0) {
            throw new IndexOutOfBoundsException("register at " + offset + " in a block of " + size + " bytes");
        }
        return address + offset;
    }
}

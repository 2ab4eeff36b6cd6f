package cortado.vmm.virtio;

import cortado.abi.LittleEndian;
import cortado.vmm.GuestMemory;
import java.nio.charset.StandardCharsets;

/** The block device: virtio 1.2 §5.2. Requests are served in order, each whole before the next. */
public final class VirtioBlk extends VirtioDevice {
    private static final int ID = 2;

    /** Features: §5.2.3. */
    private static final long SEG_MAX = 1 << 2;

    private static final long RO = 1 << 5;
    private static final long FLUSH = 1 << 9;

    /** Request types: §5.2.6. */
    private static final int TYPE_IN = 0;

    private static final int TYPE_OUT = 1;
    private static final int TYPE_FLUSH = 4;
    private static final int TYPE_GET_ID = 8;

    private static final int STATUS_OK = 0;
    private static final int STATUS_IOERR = 1;
    private static final int STATUS_UNSUPP = 2;

    private static final int SECTOR = 512;
    private static final int HEADER = 16;
    private static final int SERIAL = 20;
    /** Sectors moved at a time. */
    private static final int PART = 64;
    /** Header and status take a descriptor each. */
    private static final int SEGMENTS = VirtQueue.LARGEST - 2;

    private final Disk disk;
    private final byte[] serial;
    private final byte[] buffer = new byte[SECTOR * PART];
    private final byte[] small = new byte[SERIAL];
    /** Data bytes of the request at hand that were written to the guest. */
    private long delivered;

    /**
     * A disk for the guest.
     *
     * @param serial its name in the guest's /dev/disk/by-id, at most 20 bytes
     */
    public VirtioBlk(GuestMemory memory, Disk disk, String serial) {
        super(memory, ID, 1, SEG_MAX | FLUSH | (disk.readOnly() ? RO : 0));
        this.disk = disk;
        this.serial = serial.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    int configurationSize() {
        return 24;
    }

    /** §5.2.4: capacity, size_max, seg_max, geometry, blk_size. */
    @Override
    int configuration(int offset) {
        if (offset < 8) {
            return (int) (disk.sectors() >>> (8 * offset));
        }
        if (offset >= 12 && offset < 16) {
            return SEGMENTS >>> (8 * (offset - 12));
        }
        return offset >= 20 ? SECTOR >>> (8 * (offset - 20)) : 0;
    }

    @Override
    void serve(int index) {
        VirtQueue queue = queue(index);
        for (int requests = 0; requests < VirtQueue.LARGEST; requests++) {
            Chain chain = queue.take();
            if (chain == null) {
                return;
            }
            chain.read(0, small, 0, HEADER);
            int type = LittleEndian.i32(small, 0);
            long sector = LittleEndian.i64(small, 8);
            delivered = 0;
            int status = perform(chain, type, sector);
            small[0] = (byte) status;
            chain.write(chain.writable() - 1, small, 0, 1); // the last byte, wherever the driver put it
            queue.finish(delivered + 1);
        }
    }

    private int perform(Chain chain, int type, long sector) {
        return switch (type) {
            case TYPE_IN -> in(chain, sector);
            case TYPE_OUT -> out(chain, sector);
            case TYPE_FLUSH -> disk.flush() ? STATUS_OK : STATUS_IOERR;
            case TYPE_GET_ID -> identify(chain);
            default -> STATUS_UNSUPP;
        };
    }

    private boolean outside(long sector, long bytes) {
        return bytes < 0
                || bytes % SECTOR != 0
                || sector < 0
                || sector > disk.sectors()
                || bytes / SECTOR > disk.sectors() - sector;
    }

    private int in(Chain chain, long sector) {
        long bytes = chain.writable() - 1;
        if (outside(sector, bytes)) {
            return STATUS_IOERR;
        }
        while (delivered < bytes) {
            int count = (int) Math.min(PART, (bytes - delivered) / SECTOR);
            if (!disk.read(sector + delivered / SECTOR, buffer, count)) {
                return STATUS_IOERR;
            }
            chain.write(delivered, buffer, 0, count * SECTOR);
            delivered += (long) count * SECTOR;
        }
        return STATUS_OK;
    }

    private int out(Chain chain, long sector) {
        long bytes = chain.readable() - HEADER;
        if (disk.readOnly() || outside(sector, bytes)) {
            return STATUS_IOERR;
        }
        for (long done = 0; done < bytes; ) {
            int count = (int) Math.min(PART, (bytes - done) / SECTOR);
            chain.read(HEADER + done, buffer, 0, count * SECTOR);
            if (!disk.write(sector + done / SECTOR, buffer, count)) {
                return STATUS_IOERR;
            }
            done += (long) count * SECTOR;
        }
        return STATUS_OK;
    }

    private int identify(Chain chain) {
        for (int i = 0; i < SERIAL; i++) {
            small[i] = i < serial.length ? serial[i] : 0;
        }
        chain.write(0, small, 0, SERIAL);
        delivered = SERIAL;
        return STATUS_OK;
    }
}

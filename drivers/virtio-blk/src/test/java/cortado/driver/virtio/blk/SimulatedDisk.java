package cortado.driver.virtio.blk;

import static cortado.driver.virtio.blk.BlkLayout.*;

import cortado.abi.LittleEndian;
import cortado.driver.virtio.SimulatedVirtio;
import cortado.driver.virtio.VirtioRegister;
import java.util.List;

/** A disk in an array: virtio 1.2 §5.2. */
final class SimulatedDisk extends SimulatedVirtio {
    private final byte[] content;
    private int flushes;
    /** The unit that cannot be read or written, -1 if all can. */
    private long broken = -1;

    private int status = STATUS_OK;

    SimulatedDisk(boolean legacy, int units, int blockSize, long features) {
        super(VirtioRegister.DEVICE_BLOCK, legacy, features, configuration(units, blockSize));
        content = new byte[units * UNIT];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i / UNIT * 31 + i);
        }
    }

    private static byte[] configuration(long units, int blockSize) {
        byte[] configuration = new byte[60];
        LittleEndian.put64(configuration, CAPACITY, units);
        LittleEndian.put32(configuration, BLOCK_SIZE, blockSize);
        return configuration;
    }

    synchronized byte[] content() {
        return content.clone();
    }

    synchronized int flushes() {
        return flushes;
    }

    synchronized void breakUnit(long unit) {
        broken = unit;
    }

    /** Answers every request with this status from now on. */
    synchronized void answer(int value) {
        status = value;
    }

    @Override
    protected int process(List<Buffer> chain) {
        Buffer header = chain.getFirst();
        Buffer last = chain.getLast();
        if (header.writable() || header.length() != HEADER_SIZE || !last.writable() || last.length() != 1) {
            throw new IllegalStateException("a request is a header, data and a status byte: " + chain);
        }
        byte[] fields = bytes(header.address(), HEADER_SIZE);
        int type = LittleEndian.i32(fields, HEADER_TYPE);
        long unit = LittleEndian.i64(fields, HEADER_SECTOR);
        int written = 1;
        int result = status;
        for (Buffer data : chain.subList(1, chain.size() - 1)) {
            long end = unit + data.length() / UNIT;
            if (end * UNIT > content.length || (unit <= broken && broken < end)) {
                result = STATUS_IO_ERROR;
            } else if (type == TYPE_IN) {
                byte[] piece = new byte[data.length()];
                System.arraycopy(content, (int) unit * UNIT, piece, 0, piece.length);
                store(data.address(), piece);
                written += piece.length;
            } else {
                System.arraycopy(bytes(data.address(), data.length()), 0, content, (int) unit * UNIT, data.length());
            }
            unit = end;
        }
        if (type == TYPE_FLUSH) {
            flushes++;
        }
        store(last.address(), new byte[] {(byte) result});
        return written;
    }
}

package cortado.vmm;

import cortado.abi.LittleEndian;

/** Guest memory in an array: for guests that are played by a test. */
final class ArrayRam implements Ram {
    private final byte[] bytes;

    ArrayRam(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int load8(long offset) {
        return LittleEndian.u8(bytes, (int) offset);
    }

    @Override
    public int load16(long offset) {
        return LittleEndian.u16(bytes, (int) offset);
    }

    @Override
    public int load32(long offset) {
        return LittleEndian.i32(bytes, (int) offset);
    }

    @Override
    public long load64(long offset) {
        return LittleEndian.i64(bytes, (int) offset);
    }

    @Override
    public void store8(long offset, int value) {
        bytes[(int) offset] = (byte) value;
    }

    @Override
    public void store16(long offset, int value) {
        LittleEndian.put16(bytes, (int) offset, value);
    }

    @Override
    public void store32(long offset, int value) {
        LittleEndian.put32(bytes, (int) offset, value);
    }

    @Override
    public void store64(long offset, long value) {
        LittleEndian.put64(bytes, (int) offset, value);
    }

    @Override
    public void read(long offset, byte[] target, int from, int length) {
        System.arraycopy(bytes, (int) offset, target, from, length);
    }

    @Override
    public void write(long offset, byte[] source, int from, int length) {
        System.arraycopy(source, from, bytes, (int) offset, length);
    }

    @Override
    public void barrier() {
        // One thread plays both sides.
    }
}

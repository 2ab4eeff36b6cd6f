package cortado.server.supervisor;

/** Memory of a test. */
final class RamOfBytes implements Slots.Ram {
    private final byte[] bytes;

    RamOfBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void read(long offset, byte[] target, int from, int length) {
        System.arraycopy(bytes, (int) offset, target, from, length);
    }

    @Override
    public void write(long offset, byte[] source, int from, int length) {
        System.arraycopy(source, from, bytes, (int) offset, length);
    }
}

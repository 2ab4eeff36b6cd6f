package cortado.server.supervisor;

/** Memory of a test. */
record RamOfBytes(byte[] bytes) implements Slots.Ram {
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

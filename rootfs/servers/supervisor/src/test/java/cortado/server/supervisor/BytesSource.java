package cortado.server.supervisor;

/** An archive in an array. */
final class BytesSource implements Archive.Source {
    private final byte[] bytes;

    BytesSource(byte[] bytes) {
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
}

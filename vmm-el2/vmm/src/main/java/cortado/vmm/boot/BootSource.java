package cortado.vmm.boot;

import cortado.api.Folio;

/** The bytes of a kernel or an initial RAM disk, wherever they are. */
public interface BootSource {
    /** Bytes. */
    long size();

    /** Copies out a range that exists. */
    void read(long offset, byte[] target, int from, int length);

    /** Nothing at all: no initial RAM disk. */
    static BootSource none() {
        return of(new byte[0]);
    }

    /** An array. */
    static BootSource of(byte[] bytes) {
        return new BootSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void read(long offset, byte[] target, int from, int length) {
                System.arraycopy(bytes, (int) offset, target, from, length);
            }
        };
    }

    /** A part of a folio. */
    static BootSource of(Folio folio, long start, long size) {
        return new BootSource() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long offset, byte[] target, int from, int length) {
                folio.read(start + offset, target, from, length);
            }
        };
    }
}

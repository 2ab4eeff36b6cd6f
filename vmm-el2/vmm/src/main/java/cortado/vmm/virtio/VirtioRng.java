package cortado.vmm.virtio;

import cortado.vmm.GuestMemory;

/** The entropy device: virtio 1.2 §5.4. */
public final class VirtioRng extends VirtioDevice {
    /** Where randomness comes from. */
    public interface Source {
        /** Fills the first {@code length} bytes. */
        void fill(byte[] target, int length);
    }

    private static final int ID = 4;
    /** Bytes for one request: a driver asks again for more (§5.4.6.1). */
    private static final int MOST = 256;

    private final Source source;
    private final byte[] buffer = new byte[MOST];

    public VirtioRng(GuestMemory memory, Source source) {
        super(memory, ID, 1, 0);
        this.source = source;
    }

    @Override
    void serve(int index) {
        VirtQueue queue = queue(index);
        for (int requests = 0; requests < VirtQueue.LARGEST; requests++) {
            Chain chain = queue.take();
            if (chain == null) {
                return;
            }
            int length = (int) Math.min(MOST, chain.writable());
            source.fill(buffer, length);
            chain.write(0, buffer, 0, length);
            queue.finish(length);
        }
    }
}

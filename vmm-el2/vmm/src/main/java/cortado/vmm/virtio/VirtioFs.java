package cortado.vmm.virtio;

import cortado.vmm.GuestException;
import cortado.vmm.GuestMemory;
import cortado.vmm.fuse.FuseServer;
import cortado.vmm.fuse.GuestFiles;
import java.nio.charset.StandardCharsets;

/** The file system device: virtio 1.2 §5.11. The guest mounts it by its tag. */
public final class VirtioFs extends VirtioDevice {
    private static final int ID = 26;
    /** Queue 0 is for FORGET and the like, 1 for all else. */
    private static final int QUEUES = 2;

    private static final int TAG = 36;

    private final byte[] tag;
    private final byte[] request = new byte[FuseServer.LONGEST];
    private final byte[] answer = new byte[FuseServer.LONGEST];
    private final FuseServer server;

    /**
     * Files for the guest.
     *
     * @param tag what the guest mounts, 1 to 36 bytes of UTF-8
     */
    public VirtioFs(GuestMemory memory, String tag, GuestFiles files) {
        super(memory, ID, QUEUES, 0);
        this.tag = tag.getBytes(StandardCharsets.UTF_8);
        if (this.tag.length == 0 || this.tag.length > TAG) {
            throw new IllegalArgumentException(
                    "the tag '" + tag + "' has " + this.tag.length + " bytes, not 1 to " + TAG);
        }
        server = new FuseServer(files, answer);
    }

    @Override
    int configurationSize() {
        return TAG + 4;
    }

    /** §5.11.4: tag, num_request_queues. */
    @Override
    int configuration(int offset) {
        return offset < tag.length ? tag[offset] : offset == TAG ? QUEUES - 1 : 0;
    }

    @Override
    void serve(int index) {
        VirtQueue queue = queue(index);
        for (int requests = 0; requests < VirtQueue.LARGEST; requests++) {
            Chain chain = queue.take();
            if (chain == null) {
                return;
            }
            if (chain.readable() > request.length) {
                throw new GuestException("a FUSE request of " + chain.readable() + " bytes, longer than agreed");
            }
            int length = (int) chain.readable();
            chain.read(0, request, 0, length);
            int answered = server.serve(request, length, chain.writable());
            chain.write(0, answer, 0, answered);
            queue.finish(answered);
        }
    }
}

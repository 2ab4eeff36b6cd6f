package cortado.vmm.agent;

import cortado.vmm.ByteSource;
import java.util.ArrayDeque;

/** Frames on their way to the guest, which takes them as it has room. */
final class OutQueue {
    /** Where input stops being taken; what the host asks for itself goes on. */
    private static final int ENOUGH = 2 * FrameType.LARGEST;

    private final ByteSource port;
    private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
    /** How much of the first frame has been sent. */
    private int sent;

    private int queued;

    OutQueue(ByteSource port) {
        this.port = port;
    }

    void add(byte[] frame) {
        frames.add(frame);
        queued += frame.length;
        flush();
    }

    void flush() {
        while (!frames.isEmpty()) {
            byte[] first = frames.peek();
            int taken = port.send(first, sent, first.length - sent);
            sent += taken;
            queued -= taken;
            if (sent < first.length) {
                return;
            }
            frames.remove();
            sent = 0;
        }
    }

    /** How much more input it takes. */
    int room() {
        return Math.max(0, ENOUGH - queued);
    }

    void clear() {
        frames.clear();
        queued = 0;
        sent = 0;
    }
}

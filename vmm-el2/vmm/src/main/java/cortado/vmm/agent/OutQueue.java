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

    /** Whether {@link #flush} is at work: a port may report room while it is being given bytes. */
    private boolean flushing;

    OutQueue(ByteSource port) {
        this.port = port;
    }

    void add(byte[] frame) {
        frames.add(frame);
        queued += frame.length;
        flush();
    }

    void flush() {
        if (flushing) {
            return;
        }
        flushing = true;
        while (!frames.isEmpty() && sendFirst()) {
            frames.poll();
            sent = 0;
        }
        flushing = false;
    }

    /** Sends what is left of the first frame; false if the port has no room for all of it. */
    private boolean sendFirst() {
        byte[] first = frames.peek();
        int taken = port.send(first, sent, first.length - sent);
        sent += taken;
        queued -= taken;
        return sent == first.length;
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

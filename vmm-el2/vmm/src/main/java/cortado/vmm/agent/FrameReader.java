package cortado.vmm.agent;

/**
 * Cuts the guest's byte stream into frames. Lengths come from the guest: nothing is kept beyond a header and
 * {@link FrameType#LARGEST_NOTICE} bytes, and output is passed on as it comes.
 */
final class FrameReader {
    /** Takes what was read. */
    interface Sink {
        /** A frame begins; whether it may, is decided before its payload is waited for. */
        void begin(FrameType type, int stream, int command, int length);

        /** The frame that began is whole; its payload is lent. Not called for {@link FrameType#OUTPUT}. */
        void notice(FrameType type, int stream, int command, byte[] payload, int length);

        /** A part of the payload of {@link FrameType#OUTPUT}; lent. */
        void output(int stream, int command, byte[] bytes, int from, int length);
    }

    private final Sink sink;
    private final byte[] header = new byte[FrameType.HEADER];
    private final byte[] payload = new byte[FrameType.LARGEST_NOTICE];
    /** Bytes of the header that have come; all of them while a payload is read. */
    private int headerFilled;

    private int payloadFilled;
    private int payloadLength;
    private FrameType type;

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    /**
     * Reads on.
     *
     * @throws AgentException if the stream cannot be the protocol's
     */
    void accept(byte[] bytes, int from, int length) {
        int end = from + length;
        while (from < end) {
            from += headerFilled < FrameType.HEADER ? takeHeader(bytes, from, end) : takePayload(bytes, from, end);
        }
    }

    private int takeHeader(byte[] bytes, int from, int end) {
        int count = Math.min(FrameType.HEADER - headerFilled, end - from);
        System.arraycopy(bytes, from, header, headerFilled, count);
        headerFilled += count;
        if (headerFilled == FrameType.HEADER) {
            begin();
        }
        return count;
    }

    private void begin() {
        type = FrameType.fromGuest(header[0] & 0xff);
        if (type == null) {
            throw new AgentException("the guest sent a frame of the unknown type " + (header[0] & 0xff));
        }
        payloadLength = Payload.int32(header, 4);
        int most = type == FrameType.OUTPUT ? FrameType.LARGEST - FrameType.HEADER : FrameType.LARGEST_NOTICE;
        if (payloadLength < 0 || payloadLength > most) {
            throw new AgentException("the guest sent " + type + " with a length of "
                    + Integer.toUnsignedString(payloadLength) + "; at most " + most + " was expected");
        }
        payloadFilled = 0;
        sink.begin(type, stream(), command(), payloadLength);
        finish();
    }

    private int takePayload(byte[] bytes, int from, int end) {
        int count = Math.min(payloadLength - payloadFilled, end - from);
        if (type == FrameType.OUTPUT) {
            sink.output(stream(), command(), bytes, from, count);
        } else {
            System.arraycopy(bytes, from, payload, payloadFilled, count);
        }
        payloadFilled += count;
        finish();
        return count;
    }

    private void finish() {
        if (payloadFilled < payloadLength) {
            return;
        }
        headerFilled = 0;
        if (type != FrameType.OUTPUT) {
            sink.notice(type, stream(), command(), payload, payloadLength);
        }
    }

    private int stream() {
        return header[1] & 0xff;
    }

    private int command() {
        return Payload.int16(header, 2);
    }
}

package cortado.api;

import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import java.nio.charset.StandardCharsets;

/**
 * One message: a type, an id, up to {@link Limits#MESSAGE_PAYLOAD} bytes and up to {@link Limits#MESSAGE_HANDLES}
 * handles. Written front to back with {@code put…}, read front to back with {@code take…}; reusable, so that an event
 * loop needs only one. A message from elsewhere is untrusted: reading past its end throws {@link MessageException}.
 */
public final class Message {
    private final byte[] bytes = new byte[MessageLayout.SIZE];
    /** The put handles, so that a send that succeeds can mark them as moved. */
    private final Handle[] pending = new Handle[Limits.MESSAGE_HANDLES];
    /** Where the next take reads, from the payload's start. */
    private int taken;
    /** Where the next taken handle is. */
    private int handlesTaken;

    /** Whether the handles in it came from a peer, and are closed unless they are taken. */
    private boolean received;

    /**
     * Starts over: this type, this id, no payload and no handles. Handles that came with it and were not taken are
     * closed; handles that were put and not sent stay the caller's.
     */
    public Message reset(int type, int id) {
        drop();
        LittleEndian.put32(bytes, MessageLayout.TYPE, type);
        LittleEndian.put32(bytes, MessageLayout.ID, id);
        LittleEndian.put32(bytes, MessageLayout.LENGTH, 0);
        LittleEndian.put32(bytes, MessageLayout.HANDLE_COUNT, 0);
        rewind();
        received = false;
        return this;
    }

    /** A {@link cortado.abi.MessageType}. */
    public int type() {
        return LittleEndian.i32(bytes, MessageLayout.TYPE);
    }

    /** What a reply repeats; 0 where none is expected. */
    public int id() {
        return LittleEndian.i32(bytes, MessageLayout.ID);
    }

    /** Payload bytes. */
    public int length() {
        return LittleEndian.i32(bytes, MessageLayout.LENGTH);
    }

    /** Payload bytes not taken yet. */
    public int remaining() {
        return length() - taken;
    }

    /** Payload bytes that still fit. */
    public int room() {
        return Limits.MESSAGE_PAYLOAD - length();
    }

    /** Handles that came, or were put. */
    public int handleCount() {
        return LittleEndian.i32(bytes, MessageLayout.HANDLE_COUNT);
    }

    public Message putInt(int value) {
        int at = grow(4);
        LittleEndian.put32(bytes, at, value);
        return this;
    }

    public Message putLong(long value) {
        int at = grow(8);
        LittleEndian.put64(bytes, at, value);
        return this;
    }

    public Message putBytes(byte[] source, int offset, int length) {
        int at = grow(length);
        System.arraycopy(source, offset, bytes, at, length);
        return this;
    }

    /** UTF-8 with its length before it. */
    public Message putText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length + 4 > room()) {
            throw new MessageException("a text of " + encoded.length + " bytes does not fit in a message");
        }
        return putInt(encoded.length).putBytes(encoded, 0, encoded.length);
    }

    /** The handle moves with the message, once it is sent. */
    public Message putHandle(Handle handle) {
        int count = handleCount();
        if (count == Limits.MESSAGE_HANDLES) {
            throw new MessageException("a message carries at most " + Limits.MESSAGE_HANDLES + " handles");
        }
        pending[count] = handle;
        LittleEndian.put32(bytes, MessageLayout.HANDLES + 4 * count, handle.number());
        LittleEndian.put32(bytes, MessageLayout.HANDLE_COUNT, count + 1);
        return this;
    }

    public int takeInt() {
        return LittleEndian.i32(bytes, advance(4));
    }

    public long takeLong() {
        return LittleEndian.i64(bytes, advance(8));
    }

    public byte[] takeBytes(int length) {
        byte[] copy = new byte[length < 0 || length > remaining() ? 0 : length];
        int at = advance(length);
        System.arraycopy(bytes, at, copy, 0, length);
        return copy;
    }

    /** Takes what is left, or as much as fits, into {@code target}; returns how many bytes. */
    public int takeInto(byte[] target, int offset, int capacity) {
        int length = Math.min(capacity, remaining());
        System.arraycopy(bytes, advance(length), target, offset, length);
        return length;
    }

    public String takeText() {
        return new String(takeBytes(takeInt()), StandardCharsets.UTF_8);
    }

    /** The next handle that came; it is the caller's to close. */
    public Handle takeHandle() {
        if (!received || handlesTaken >= handleCount()) {
            throw new MessageException("the message carries only " + handleCount() + " handles");
        }
        return new Handle(LittleEndian.i32(bytes, MessageLayout.HANDLES + 4 * handlesTaken++));
    }

    /** Closes the handles that came and were not taken: for messages that are not understood. */
    public void drop() {
        while (received && handlesTaken < handleCount()) {
            takeHandle().close();
        }
    }

    /** Moves the content, handles included, to a new message, for one that must wait; this one is empty afterwards. */
    public Message detach() {
        Message detached = new Message();
        System.arraycopy(bytes, 0, detached.bytes, 0, bytes.length);
        System.arraycopy(pending, 0, detached.pending, 0, pending.length);
        detached.taken = taken;
        detached.handlesTaken = handlesTaken;
        detached.received = received;
        received = false;
        reset(0, 0);
        return detached;
    }

    /** Closes the handles that were put and not sent: for requests that are given up. */
    public void discard() {
        for (Handle handle : pending) {
            if (handle != null) {
                handle.close();
            }
        }
        reset(0, 0);
    }

    byte[] bytes() {
        return bytes;
    }

    /** After a send: the handles have gone. */
    void moved() {
        received = false;
        for (int i = 0; i < pending.length; i++) {
            if (pending[i] != null) {
                pending[i].move();
                pending[i] = null;
            }
        }
    }

    /** After a receive: reading starts at the front. */
    void arrived() {
        rewind();
        received = true;
    }

    private void rewind() {
        taken = 0;
        handlesTaken = 0;
        for (int i = 0; i < pending.length; i++) {
            pending[i] = null;
        }
    }

    private int grow(int by) {
        int length = length();
        if (by < 0 || by > Limits.MESSAGE_PAYLOAD - length) {
            throw new MessageException(
                    by + " more bytes do not fit: a message holds " + Limits.MESSAGE_PAYLOAD + ", " + length + " used");
        }
        LittleEndian.put32(bytes, MessageLayout.LENGTH, length + by);
        return MessageLayout.PAYLOAD + length;
    }

    private int advance(int by) {
        if (by < 0 || by > remaining()) {
            throw new MessageException(
                    "the message ends after " + length() + " bytes, but " + by + " more were expected");
        }
        int at = MessageLayout.PAYLOAD + taken;
        taken += by;
        return at;
    }
}

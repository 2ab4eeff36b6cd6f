package cortado.app.shell;

import cortado.abi.Signals;
import cortado.api.Poll;
import cortado.api.StatusException;
import cortado.api.service.FileTree;
import cortado.api.stream.ChannelOutput;

/** Bytes from a file or the keyboard on their way to a program's input, as fast as the program takes them. */
final class Feed {
    /** Keys that wait for a program that does not read. */
    private static final int WAITING_MOST = 16 * 1024;

    private static final int PIECE = 4096;

    private final Poll poll;
    private final ChannelOutput to;
    /** Null for a feed from the keyboard. */
    private final FileTree.OpenFile file;

    private byte[] waiting = new byte[PIECE];
    private int start;
    private int end;
    private long offset;
    private boolean last;
    private boolean open = true;

    Feed(Poll poll, ChannelOutput to, FileTree.OpenFile file) {
        this.poll = poll;
        this.to = to;
        this.file = file;
    }

    /** Whether more can be added. */
    boolean isOpen() {
        return open && !last;
    }

    /** Adds what was typed; false if there is no room. */
    boolean add(byte[] bytes) {
        if (end - start + bytes.length > WAITING_MOST) {
            return false;
        }
        if (bytes.length > waiting.length - end) {
            byte[] larger = new byte[Math.max(PIECE, 2 * (end - start + bytes.length))];
            System.arraycopy(waiting, start, larger, 0, end - start);
            waiting = larger;
            end -= start;
            start = 0;
        }
        System.arraycopy(bytes, 0, waiting, end, bytes.length);
        end += bytes.length;
        return true;
    }

    /** Nothing more is added. */
    void finish() {
        last = true;
    }

    /** Sends what there is room for, and asks the poll to tell of more room. */
    void flow() {
        boolean room = open;
        while (room && open) {
            if (start == end && !refill()) {
                break;
            }
            room = send();
        }
        if (!open) {
            return;
        }
        if (start == end && last) {
            close();
        } else {
            poll.add(to.channel(), start < end ? Signals.WRITABLE : 0, this);
        }
    }

    /** Takes more from the file; false if there is nothing now. */
    private boolean refill() {
        start = 0;
        end = 0;
        if (file != null && !last) {
            end = file.read(offset, waiting, 0, PIECE);
            offset += end;
            last = end == 0;
        }
        return end > 0;
    }

    /** Whether all of it went. */
    private boolean send() {
        try {
            start += to.tryWrite(waiting, start, end - start);
            return start == end;
        } catch (StatusException e) { // the program reads no more
            close();
            return false;
        }
    }

    void close() {
        if (open) {
            open = false;
            poll.remove(to.channel());
            to.close();
            if (file != null) {
                file.close();
            }
        }
    }
}

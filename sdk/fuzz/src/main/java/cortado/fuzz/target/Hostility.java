package cortado.fuzz.target;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.Rights;
import cortado.api.Channel;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.Timer;
import cortado.platform.Platform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What a hostile client puts into a channel, by the bytes of an input: any message, with handles of all kinds. */
final class Hostility {
    /** Message types that inputs reach: those that there are, and some that there are not. */
    private static final int TYPES = 20;

    private static final int IDS = 10;
    private static final int HANDLES = 6;

    private final byte[] message = new byte[MessageLayout.SIZE];
    private final Predicate<byte[]> spared;

    /** @param spared the messages, as {@link MessageLayout} has them, that are not sent after all */
    Hostility(Predicate<byte[]> spared) {
        this.spared = spared;
    }

    /** Sends what the next bytes say. */
    void send(int channel, InputBytes script, boolean withHandles) {
        Arrays.fill(message, (byte) 0);
        LittleEndian.put32(message, MessageLayout.TYPE, script.next() % TYPES);
        LittleEndian.put32(message, MessageLayout.ID, script.next() % IDS);
        int length = Math.min(script.next() * 2, Limits.MESSAGE_PAYLOAD);
        LittleEndian.put32(message, MessageLayout.LENGTH, length);
        for (int i = 0; i < length && !script.isEmpty(); i++) {
            message[MessageLayout.PAYLOAD + i] = (byte) script.next();
        }
        int handles = withHandles ? script.next() % (Limits.MESSAGE_HANDLES + 1) : 0;
        if (!spared.test(message)) {
            send(channel, script, handles);
        }
    }

    private void send(int channel, InputBytes script, int count) {
        List<Handle> handles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Handle handle = handle(script.next() % HANDLES);
            handles.add(handle);
            LittleEndian.put32(message, MessageLayout.HANDLES + 4 * i, handle.number());
        }
        LittleEndian.put32(message, MessageLayout.HANDLE_COUNT, count);
        long result = Platform.current().callBuffer2(Call.CHANNEL_SEND, channel, message, 0, 0);
        for (Handle handle : handles) {
            if (result == 0) {
                handle.move();
            } else {
                handle.close();
            }
        }
    }

    /** Takes a message, if there is one by then, and forgets it. */
    void receive(int channel, long deadline) {
        Platform.current().callBuffer2(Call.CHANNEL_RECEIVE, channel, message, message.length, Math.max(0, deadline));
    }

    private static Handle handle(int kind) {
        return switch (kind) {
            case 0 -> Folio.create(8192);
            case 1 -> lesser(Folio.create(4096), Rights.READ | Rights.MAP | Rights.TRANSFER);
            case 2 -> lesser(Folio.create(4096), Rights.TRANSFER);
            case 3 -> new Timer();
            case 4 -> {
                Channel.Pair pair = Channel.pair();
                pair.second().close();
                yield pair.first();
            }
            default -> lesser(new Timer(), Rights.TRANSFER);
        };
    }

    private static Handle lesser(Handle handle, int rights) {
        Handle lesser = handle.duplicate(rights);
        handle.close();
        return lesser;
    }
}

package cortado.app.bench;

import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.MessageType;

/** A message without payload, ready in memory. */
final class RawMessage {
    private RawMessage() {}

    static byte[] withId(int id) {
        byte[] message = new byte[MessageLayout.SIZE];
        LittleEndian.put32(message, MessageLayout.TYPE, MessageType.CALL);
        LittleEndian.put32(message, MessageLayout.ID, id);
        return message;
    }

    static int id(byte[] message) {
        return LittleEndian.i32(message, MessageLayout.ID);
    }
}

package cortado.api;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import java.nio.charset.StandardCharsets;

/** The two ways to answer a request. */
public final class Replies {
    /** Bytes of an ERROR's sentence: what its status and the sentence's length leave of a message. */
    private static final int SENTENCE_MOST = Limits.MESSAGE_PAYLOAD - 8;

    private static final String ELLIPSIS = "\u2026";

    private Replies() {}

    /** Turns a received request into the start of its answer. */
    public static Message reply(Message request, int type) {
        return request.reset(type, request.id());
    }

    /** Turns a received request into an ERROR answer. */
    public static Message error(Message request, int status, String sentence) {
        return request.reset(MessageType.ERROR, request.id()).putInt(status).putText(shorten(sentence));
    }

    /** A sentence that takes too many bytes in UTF-8 loses its end, of which an ellipsis tells. */
    private static String shorten(String sentence) {
        byte[] bytes = sentence.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= SENTENCE_MOST) {
            return sentence;
        }
        int end = SENTENCE_MOST - ELLIPSIS.getBytes(StandardCharsets.UTF_8).length;
        while ((bytes[end] & 0xc0) == 0x80) { // not in the middle of a character
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + ELLIPSIS;
    }

    /** Throws what an ERROR answer tells; does nothing for any other. */
    public static void throwIfError(Message answer) {
        if (answer.type() == MessageType.ERROR) {
            int status = answer.takeInt();
            throw StatusException.saying(status, answer.takeText());
        }
    }
}

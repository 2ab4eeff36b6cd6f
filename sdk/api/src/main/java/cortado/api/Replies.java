package cortado.api;

import cortado.abi.Limits;
import cortado.abi.MessageType;

/** The two ways to answer a request. */
public final class Replies {
    private Replies() {}

    /** Turns a received request into the start of its answer. */
    public static Message reply(Message request, int type) {
        return request.reset(type, request.id());
    }

    /** Turns a received request into an ERROR answer. */
    public static Message error(Message request, int status, String sentence) {
        return request.reset(MessageType.ERROR, request.id()).putInt(status).putText(shorten(sentence));
    }

    /** A sentence that is too long for a message loses its end. */
    private static String shorten(String sentence) {
        int most = (Limits.MESSAGE_PAYLOAD - 8) / 3; // a char takes at most three bytes
        return sentence.length() <= most ? sentence : sentence.substring(0, most);
    }

    /** Throws what an ERROR answer tells; does nothing for any other. */
    public static void throwIfError(Message answer) {
        if (answer.type() == MessageType.ERROR) {
            int status = answer.takeInt();
            throw StatusException.saying(status, answer.takeText());
        }
    }
}

package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.MessageLayout;

/** A message on its way: the bytes as they were sent, and the references that its handles became. */
final class Message {
    /** As it will be received; the places of handles are zero until that happens. */
    final byte[] bytes = new byte[MessageLayout.SIZE];

    /** Payload bytes. */
    int length;

    int id;
    int handleCount;
    /** Object words. */
    final int[] objects = new int[Limits.MESSAGE_HANDLES];

    final int[] rights = new int[Limits.MESSAGE_HANDLES];
    /** The process that counts it as in flight, as long as that has {@link #senderId}. */
    int sender;

    int senderId;
    /** The one behind it in its queue or in the pool. */
    Message next;
}

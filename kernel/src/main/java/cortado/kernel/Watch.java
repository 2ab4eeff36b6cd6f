package cortado.kernel;

/** One handle that a poll watches. In three lists at once: its object's, its poll's and its poll's ready ones. */
final class Watch {
    Poll poll;
    KernelObject object;
    /** The handle in the poll's process. */
    int handle;
    /** The {@link cortado.abi.Signals} that are waited for. */
    int signals;

    long key;

    Watch nextOfObject;
    Watch previousOfObject;
    /** Also links the pool's free ones. */
    Watch nextOfPoll;

    Watch previousOfPoll;
    /** It may hold a signal that is waited for; whether it does is looked up when events are fetched. */
    boolean ready;

    Watch nextReady;
    Watch previousReady;
}

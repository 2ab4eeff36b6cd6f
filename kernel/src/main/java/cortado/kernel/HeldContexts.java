package cortado.kernel;

/** Contexts that would be ready if the CPU share of their process were not used up, in no order. */
final class HeldContexts {
    private Context first;
    /** When the first of them may go on; {@link Long#MAX_VALUE} if there are none. */
    private long release = Long.MAX_VALUE;

    long release() {
        return release;
    }

    void add(Context context) {
        context.held = true;
        context.share.held++;
        context.previous = null;
        context.next = first;
        if (first != null) {
            first.previous = context;
        }
        first = context;
        release = Math.min(release, context.share.end());
    }

    void remove(Context context) {
        context.held = false;
        if (context.previous == null) {
            first = context.next;
        } else {
            context.previous.next = context.next;
        }
        if (context.next != null) {
            context.next.previous = context.previous;
        }
        context.next = null;
        context.previous = null;
    }

    /** Takes out one whose next period can begin, or returns null: then {@link #release} is behind {@code now}. */
    Context take(long now) {
        release = Long.MAX_VALUE;
        for (Context context = first; context != null; context = context.next) {
            if (context.share.end() <= now) {
                remove(context);
                release = now;
                return context;
            }
            release = Math.min(release, context.share.end());
        }
        return null;
    }
}

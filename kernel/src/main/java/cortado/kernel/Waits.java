package cortado.kernel;

/**
 * Calls that wait. The context is linked to what it waits for and becomes ready when that may have come; the call then
 * tries again in the context's own address space, and either delivers its result or waits on.
 */
final class Waits {
    private final Scheduler scheduler;
    private final Deadlines deadlines;

    Waits(Scheduler scheduler, Deadlines deadlines) {
        this.scheduler = scheduler;
        this.deadlines = deadlines;
    }

    /** Waits for what the context's operation says. */
    void park(Context context) {
        link(context);
        scheduler.park(context);
    }

    /** Remembers what a context is about to wait for. */
    void link(Context context) {
        if (context.operation == Context.POLL) {
            context.poll.waiter = context;
        } else {
            context.channel.addWaiter(context);
        }
        if (context.deadline != Long.MAX_VALUE) {
            deadlines.set(context.slot, context.deadline);
        }
    }

    /** What a waiting context waits for may have come. */
    void wake(Context context) {
        unlink(context);
        scheduler.ready(context);
    }

    /** As {@link #wake(Context)}; {@code next} puts it ahead of its equals: the one that called it is about to wait. */
    void wake(Context context, boolean next) {
        unlink(context);
        if (next) {
            scheduler.readyNext(context);
        } else {
            scheduler.ready(context);
        }
    }

    /** The deadline of a waiting context has passed. */
    void expire(Context context) {
        context.expired = true;
        wake(context);
    }

    /** Forgets what a waiting context waits for. */
    void unlink(Context context) {
        if (context.operation == Context.POLL) {
            context.poll.waiter = null;
            if (context.runs != null) {
                context.runs.runner = null;
                context.runs = null;
            }
        } else {
            context.channel.removeWaiter(context);
        }
        if (context.deadline != Long.MAX_VALUE) {
            deadlines.cancel(context.slot);
        }
    }
}

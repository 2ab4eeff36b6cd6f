package cortado.kernel;

import cortado.abi.HandleType;

/**
 * Finds channel ends whose only handles lie in messages that no one can ever receive: two ends, each queued at the
 * other, keep themselves alive when everyone has gone. Counting references does not see that; so when a process ends or
 * channels run short, while handles of channels are on their way at all, everything that can still be received is
 * marked, and the rest discarded.
 */
final class LostChannels {
    private final Objects objects;
    /** Reachable ends whose queues are still to be looked through. */
    private Channel pending;

    LostChannels(Objects objects) {
        this.objects = objects;
    }

    /** Closes what is lost; true if that was anything. */
    boolean collect() {
        if (objects.endsInFlight() == 0) {
            return false;
        }
        ChannelPool channels = objects.channels;
        for (int i = 0; i < ChannelPool.ENDS; i++) {
            Channel end = channels.get(i);
            end.reachable = false;
            if (end.references > end.inFlight) {
                reach(end);
            }
        }
        while (pending != null) {
            Channel end = pending;
            pending = end.nextReachable;
            for (Message message = end.first; message != null; message = message.next) {
                reachHandles(message);
            }
        }
        return discard();
    }

    private void reachHandles(Message message) {
        for (int i = 0; i < message.handleCount; i++) {
            if (KernelObject.type(message.objects[i]) == HandleType.CHANNEL) {
                Channel end = objects.channels.get(KernelObject.number(message.objects[i]));
                if (!end.reachable) {
                    reach(end);
                }
            }
        }
    }

    private void reach(Channel end) {
        end.reachable = true;
        end.nextReachable = pending;
        pending = end;
    }

    /** A lost end is only held by messages at lost ends: emptying their queues ends them all. */
    private boolean discard() {
        boolean found = false;
        for (int i = 0; i < ChannelPool.ENDS; i++) {
            Channel end = objects.channels.get(i);
            if (!end.reachable && end.references > 0) {
                found = true;
                objects.empty(end);
            }
        }
        objects.settle();
        return found;
    }
}

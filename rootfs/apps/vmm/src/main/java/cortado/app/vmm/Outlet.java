package cortado.app.vmm;

import cortado.abi.Signals;
import cortado.api.Channel;
import cortado.api.StatusException;
import cortado.api.stream.ChannelOutput;
import cortado.vmm.VirtualMachine;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** One of the program's output streams on its way out: what its reader has no room for waits here. */
final class Outlet {
    /** Whoever is told that nobody reads any more. */
    interface Broken {
        void broken();
    }

    private final VirtualMachine machine;
    private final ChannelOutput out;
    private final Broken listener;
    /** Lets the guest write so many bytes more. */
    private final IntConsumer grant;

    private byte[] waiting = new byte[0];
    private boolean open;
    private boolean ending;

    /** @param channel where it leads, or null for nowhere */
    Outlet(VirtualMachine machine, Channel channel, Broken listener, IntConsumer grant) {
        this.machine = machine;
        this.out = channel == null ? null : new ChannelOutput(channel);
        this.listener = listener;
        this.grant = grant;
        this.open = channel != null;
    }

    /** Whether everything has gone. */
    boolean isEmpty() {
        return waiting.length == 0;
    }

    /** Sends bytes, now or when there is room. */
    void send(byte[] bytes, int from, int length) {
        if (!open) {
            grant.accept(length);
            return;
        }
        if (waiting.length > 0) {
            int before = waiting.length;
            waiting = Arrays.copyOf(waiting, before + length);
            System.arraycopy(bytes, from, waiting, before, length);
            return;
        }
        waiting = Arrays.copyOfRange(bytes, from, from + length);
        flow();
        if (waiting.length > 0) {
            machine.watch(out.channel(), Signals.WRITABLE, signals -> flow());
        }
    }

    /** Nothing more comes: the reader is told once it has everything. */
    void end() {
        ending = true;
        if (isEmpty()) {
            close();
        }
    }

    private void flow() {
        int sent;
        try {
            sent = out.tryWrite(waiting, 0, waiting.length);
        } catch (StatusException e) { // nobody reads it any more
            sent = waiting.length;
            close();
            listener.broken();
        }
        waiting = Arrays.copyOfRange(waiting, sent, waiting.length);
        if (sent > 0) {
            grant.accept(sent);
        }
        if (isEmpty() && open) {
            machine.unwatch(out.channel());
            if (ending) {
                close();
            }
        }
    }

    void close() {
        if (open) {
            open = false;
            machine.unwatch(out.channel());
            out.close();
        }
    }
}

package cortado.vmm.virtio;

import cortado.vmm.ByteRing;
import cortado.vmm.ByteSink;
import cortado.vmm.ByteSource;

/**
 * One port of a {@link VirtioConsole}: a stream of bytes in each direction. What is sent before the guest has opened
 * its end waits for that.
 */
public final class ConsolePort implements ByteSource {
    /** Bytes to the guest that wait for a buffer of its driver. */
    private static final int WAITING = 4096;

    final int number;
    final String name;
    /** What the host has sent and the guest has no buffer for yet. */
    final ByteRing toGuest = new ByteRing(WAITING);

    private final VirtioConsole console;
    private ByteSink sink = (bytes, from, length) -> length;
    private Runnable listener;
    private boolean open;
    /** Bytes of the request at hand that the sink has taken already. */
    private long sent;
    /** The host is in {@link #send}: what its call makes room for, it learns from the result. */
    private boolean sending;
    /** The sink is in its turn: it is offered no more meanwhile. */
    private boolean delivering;

    ConsolePort(VirtioConsole console, int number, String name) {
        this.console = console;
        this.number = number;
        this.name = name;
    }

    /** Where the guest's bytes go from now on. */
    public void to(ByteSink newSink) {
        sink = newSink;
    }

    /** Whether the guest has opened its end. */
    public boolean isOpen() {
        return open;
    }

    @Override
    public int send(byte[] bytes, int from, int length) {
        int taken = toGuest.put(bytes, from, length);
        if (taken > 0 && !sending) {
            sending = true;
            console.pokeReceive(this);
            sending = false;
        }
        return taken;
    }

    @Override
    public int room() {
        return toGuest.room();
    }

    @Override
    public void resume() {
        if (!delivering) {
            console.pokeTransmit(this);
        }
    }

    @Override
    public void whenRoom(Runnable newListener) {
        listener = newListener;
    }

    void open(boolean nowOpen) {
        if (open != nowOpen) {
            open = nowOpen;
            if (!open) {
                toGuest.clear();
            }
            sink.opened(open);
        }
    }

    /** The driver was reset. */
    void reset() {
        sent = 0;
        open(false);
    }

    /** Hands a request of the guest to the sink; false if the sink did not take all of it yet. */
    boolean deliver(Chain chain, byte[] buffer) {
        while (sent < chain.readable()) {
            int part = (int) Math.min(buffer.length, chain.readable() - sent);
            chain.read(sent, buffer, 0, part);
            delivering = true;
            int accepted = sink.accept(buffer, 0, part);
            delivering = false;
            sent += accepted;
            if (accepted < part) {
                return false;
            }
        }
        sent = 0;
        return true;
    }

    void madeRoom() {
        if (listener != null && !sending) {
            listener.run();
        }
    }
}

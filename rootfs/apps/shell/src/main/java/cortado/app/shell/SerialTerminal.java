package cortado.app.shell;

import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.service.Serial;

/** The terminal at the far end of a serial line. */
final class SerialTerminal implements Terminal {
    private static final int BUFFER = 512;

    private final Serial serial;
    private final byte[] input = new byte[BUFFER];
    private int taken;
    private int filled;
    /** The connection that the screen's content came through. */
    private Channel shown;

    SerialTerminal(Serial serial) {
        this.serial = serial;
        this.shown = serial.channel(Clock.FOREVER);
    }

    /** The channel whose READABLE says that input waits. */
    Channel channel() {
        return serial.channel(Clock.FOREVER);
    }

    @Override
    public int read(long deadline) {
        if (taken == filled) {
            taken = 0;
            filled = serial.read(input, 0, input.length, deadline);
            if (reconnected()) {
                return RECONNECTED;
            }
            if (filled == 0) {
                return NOTHING;
            }
        }
        return input[taken++] & 0xff;
    }

    private boolean reconnected() {
        Channel current = serial.channel(Clock.FOREVER);
        boolean changed = current != shown;
        shown = current;
        return changed;
    }

    @Override
    public boolean interrupted() {
        if (taken > 0) {
            System.arraycopy(input, taken, input, 0, filled - taken);
            filled -= taken;
            taken = 0;
        }
        channel(); // whose driver may have been replaced since
        int got = filled < input.length ? serial.read(input, filled, input.length - filled, Clock.NOW) : 0;
        filled += got;
        for (int i = filled - 1; i >= 0; i--) {
            if (input[i] == Key.control('c')) {
                taken = i + 1;
                return true;
            }
        }
        return false;
    }

    @Override
    public void write(byte[] bytes) {
        serial.write(bytes, 0, bytes.length, Clock.FOREVER);
    }

    @Override
    public void drain() {
        serial.drain(Clock.after(1_000));
    }
}

package cortado.vmm;

/**
 * The guest's serial port, for its first and last words: Arm DDI 0183G, chapter 3. Sending takes no time: the transmit
 * FIFO is always empty, unless the sink is behind.
 */
public final class Pl011 implements MmioDevice, ByteSource {
    private static final int SIZE = 0x1000;

    private static final int DR = 0x00;
    private static final int FR = 0x18;
    private static final int IBRD = 0x24;
    private static final int FBRD = 0x28;
    private static final int LCR_H = 0x2c;
    private static final int CR = 0x30;
    private static final int IFLS = 0x34;
    private static final int IMSC = 0x38;
    private static final int RIS = 0x3c;
    private static final int MIS = 0x40;
    private static final int ICR = 0x44;
    /** Peripheral and PrimeCell ID registers: §3.3.15 to §3.3.22. */
    private static final int PERIPH_ID = 0xfe0;

    private static final int[] ID = {0x11, 0x10, 0x34, 0x00, 0x0d, 0xf0, 0x05, 0xb1};

    private static final int RX_EMPTY = 1 << 4;
    private static final int TX_FULL = 1 << 5;
    private static final int TX_EMPTY = 1 << 7;

    private static final int RX = 1 << 4;
    private static final int TX = 1 << 5;
    private static final int RX_TIMEOUT = 1 << 6;

    /** Bytes to the guest that wait; more than a FIFO, so that pasted text arrives. */
    private static final int WAITING = 1024;
    /** Bytes from the guest that wait for the sink. */
    private static final int LINE = 256;

    private final IrqLine line;
    private final ByteRing toGuest = new ByteRing(WAITING);
    private final ByteRing fromGuest = new ByteRing(LINE);
    private final byte[] chunk = new byte[LINE];
    private ByteSink sink = (bytes, from, length) -> length;
    private Runnable listener;
    private int mask;
    private int raised;
    private int control = 0x300;
    private int lineControl;
    private int levels = 0x12;
    private int integerBaud;
    private int fractionalBaud;

    public Pl011(IrqLine line) {
        this.line = line;
    }

    /** Where the guest's bytes go from now on. They come in lines, or at {@link #flush}. */
    public void to(ByteSink newSink) {
        sink = newSink;
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public long read(int cpu, int offset, int width) {
        return switch (offset) {
            case DR -> receive();
            case FR -> (toGuest.size() == 0 ? RX_EMPTY : 0) | (fromGuest.room() == 0 ? TX_FULL : TX_EMPTY);
            case IBRD -> integerBaud;
            case FBRD -> fractionalBaud;
            case LCR_H -> lineControl;
            case CR -> control;
            case IFLS -> levels;
            case IMSC -> mask;
            case RIS -> raised;
            case MIS -> raised & mask;
            default -> offset >= PERIPH_ID && offset % 4 == 0 ? ID[(offset - PERIPH_ID) / 4] : 0;
        };
    }

    @Override
    public void write(int cpu, int offset, int width, long value) {
        int low = (int) value;
        switch (offset) {
            case DR -> transmit(low & 0xff);
            case IBRD -> integerBaud = low & 0xffff;
            case FBRD -> fractionalBaud = low & 0x3f;
            case LCR_H -> lineControl = low & 0xff;
            case CR -> control = low & 0xffff;
            case IFLS -> levels = low & 0x3f;
            case IMSC -> mask = low & 0x7ff;
            case ICR -> raised &= ~low;
            default -> {
                return;
            }
        }
        update();
    }

    private int receive() {
        int value = toGuest.take();
        if (value < 0) {
            return 0;
        }
        if (toGuest.size() == 0) {
            raised &= ~(RX | RX_TIMEOUT);
        }
        update();
        if (listener != null) {
            listener.run();
        }
        return value;
    }

    private void transmit(int value) {
        chunk[0] = (byte) value;
        fromGuest.put(chunk, 0, 1);
        if (value == '\n' || fromGuest.room() == 0) {
            flush();
        }
        raised |= TX;
    }

    /** Whether {@link #flush} has something to do. */
    boolean hasUnsent() {
        return fromGuest.size() > 0;
    }

    /** Hands the sink what the guest sent and no line end has followed. */
    public void flush() {
        int length = fromGuest.peek(chunk, 0, LINE);
        fromGuest.drop(sink.accept(chunk, 0, length));
    }

    private void update() {
        line.set((raised & mask) != 0);
    }

    @Override
    public int send(byte[] bytes, int from, int length) {
        int taken = toGuest.put(bytes, from, length);
        if (taken > 0) {
            raised |= RX | RX_TIMEOUT;
            update();
        }
        return taken;
    }

    @Override
    public int room() {
        return toGuest.room();
    }

    @Override
    public void resume() {
        flush();
        raised |= TX;
        update();
    }

    @Override
    public void whenRoom(Runnable newListener) {
        listener = newListener;
    }
}

package cortado.fuzz.device;

import static cortado.driver.sdhci.SdhciRegister.*;

import java.util.Map;

/**
 * A standard SD host controller with a high-capacity card in its slot: commands act at once, blocks go through a buffer
 * of one, and every register may read as the script wants.
 */
public final class FuzzedCard extends FuzzedDevice {
    private static final int BLOCK_BYTES = 512;
    /** The card's status between transfers, and ready for data (SD Physical Layer 3.01 §4.10.1). */
    private static final int TRANSFER_STATE = 4 << 9 | 0x100;
    /** What it answers to ACMD41: ready, high capacity, 2.7 to 3.6 V. */
    private static final long READY = 0xc0ff_8000L;

    private static final long ADDRESS = 0x4567_0500L;
    /** CSD version 2 (§5.3.3) without its last 8 bits: 1,024 blocks. */
    private static final long CSD_VERSION_2 = 1 << 22;

    private final long[] response = new long[4];
    private long status;
    /** Bytes of the transfer that runs that are still to pass the buffer. */
    private int left;

    private boolean reading;

    public FuzzedCard() {
        super(Map.of((long) CAPABILITIES.offset(), 52L << 8, (long) VERSION.offset(), 2L << 16));
    }

    @Override
    protected void reset() {
        status = 0;
        left = 0;
    }

    @Override
    protected boolean wantsAttention() {
        return (status & register(SIGNAL_ENABLE.offset())) != 0;
    }

    @Override
    protected long good(long offset) {
        if (offset >= RESPONSE.offset() && offset < BUFFER.offset()) {
            return response[(int) (offset - RESPONSE.offset()) / 4 % response.length];
        } else if (offset == PRESENT_STATE.offset()) {
            long buffer = left == 0 ? 0 : DATA_INHIBIT | (reading ? BUFFER_READABLE : BUFFER_WRITABLE);
            return buffer | CARD_INSERTED | CARD_STABLE | CARD_LEVEL | WRITE_ENABLED;
        } else if (offset == STATUS.offset()) {
            return status;
        } else if (offset == BUFFER.offset()) {
            move();
            return 0x5a5a_5a5aL ^ left;
        } else if (offset == CLOCK_CONTROL.offset()) {
            long clock = register(offset) & ~(long) (RESET_ALL | RESET_COMMAND | RESET_DATA);
            return (clock & CLOCK_INTERNAL) == 0 ? clock : clock | CLOCK_STABLE;
        }
        return register(offset);
    }

    @Override
    protected void written(long offset, long value) {
        if (offset == STATUS.offset()) {
            status &= ~value;
        } else if (offset == COMMAND.offset()) {
            command(value);
        } else if (offset == BUFFER.offset()) {
            move();
        } else if (offset == CLOCK_CONTROL.offset() && (value & (RESET_ALL | RESET_DATA)) != 0) {
            left = 0;
        }
    }

    private void command(long word) {
        response[0] = switch ((int) (word >>> NUMBER_SHIFT) & 0x3f) {
            case 3 -> ADDRESS;
            case 8 -> register(ARGUMENT.offset());
            case 9 -> 0;
            case 41 -> READY;
            default -> TRANSFER_STATE;
        };
        response[3] = CSD_VERSION_2;
        status |= COMMAND_COMPLETE;
        if ((word & WITH_DATA) != 0) {
            int blocks = (word & MODE_SEVERAL) != 0 ? (int) (register(BLOCK.offset()) >>> 16 & 0xffff) : 1;
            left = blocks * BLOCK_BYTES;
            reading = (word & MODE_READ) != 0;
            ready();
        }
        if (script().strays()) {
            status = script().value(4);
        }
    }

    private void ready() {
        status |= left == 0 ? TRANSFER_COMPLETE : reading ? READ_READY : WRITE_READY;
    }

    /** A word passes the buffer. */
    private void move() {
        if (left > 0) {
            left -= 4;
            if (left % BLOCK_BYTES == 0) {
                ready();
            }
        }
    }
}

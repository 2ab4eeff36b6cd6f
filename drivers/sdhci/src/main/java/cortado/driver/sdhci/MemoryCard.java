package cortado.driver.sdhci;

import static cortado.driver.sdhci.SdCommand.*;

import cortado.api.Clock;
import cortado.api.DeviceException;

/** An SD memory card: what it is, and where its blocks are (SD Physical Layer Simplified Specification 3.01 §4.2). */
final class MemoryCard {
    /** Clock while cards are identified, and of the default speed (§4.2.1, §6.6.6), in Hz. */
    private static final int IDENTIFY = 400_000;

    private static final int DEFAULT_SPEED = 25_000_000;
    /** A card has this long to start (§4.2.3). */
    private static final long START_MILLISECONDS = 1_000;

    /** CMD8: 2.7 to 3.6 V, and a pattern (§4.3.13). */
    static final int INTERFACE_CONDITION = 0x1aa;
    /** ACMD41: 2.7 to 3.6 V (§5.1). */
    static final int VOLTAGES = 0x00ff_8000;
    /** ACMD41: the host knows high capacity; the card has it. */
    static final int HIGH_CAPACITY = 1 << 30;
    /** ACMD41: the card is ready. */
    static final int READY = 1 << 31;
    /** ACMD6: four data lines. */
    static final int FOUR_LINES = 2;

    /** Card status (§4.10.1): every error there is. */
    static final int STATUS_ERRORS = 0xfdff_e008;
    /** Card status: its state, and the one between transfers. */
    static final int STATE_SHIFT = 9;

    static final int STATE_TRANSFER = 4;

    /** A block takes at most 250 ms to write (§4.6.2.2). */
    private static final long WRITE_MILLISECONDS = 500;

    private final HostController host;
    private final boolean highCapacity;
    private final int address;
    private final long blocks;

    /**
     * Finds out what is in the slot.
     *
     * @throws DeviceException if it is no memory card that answers
     */
    MemoryCard(HostController host) {
        this.host = host;
        host.clock(IDENTIFY);
        host.pause(1); // 74 clocks before the first command (§6.4.1)
        try {
            host.command(GO_IDLE, 0);
            highCapacity = start();
            host.command(ALL_SEND_CID, 0);
            address = host.command(SEND_RELATIVE_ADDRESS, 0) & 0xffff_0000;
            host.command(SEND_CSD, address);
            blocks = blocks(host.response(1), host.response(2), host.response(3));
            host.command(SELECT, address);
            if (!highCapacity) {
                host.command(SET_BLOCK_LENGTH, HostController.BLOCK_SIZE);
            }
            application(SET_BUS_WIDTH, FOUR_LINES, address);
        } catch (CommandException | DeviceException e) {
            // The BCM2711's controller falls silent without a card, others say that there was no response.
            throw new DeviceException("there is no memory card in the slot that answers: " + e.getMessage());
        }
        host.wide();
        host.clock(DEFAULT_SPEED);
    }

    /** Starts the card; whether it counts in blocks and not in bytes. */
    private boolean start() throws CommandException {
        boolean second = knowsInterfaceCondition();
        long deadline = Clock.after(START_MILLISECONDS);
        while (true) {
            int conditions = application(SEND_OPERATING_CONDITION, VOLTAGES | (second ? HIGH_CAPACITY : 0), 0);
            if ((conditions & READY) != 0) {
                return (conditions & HIGH_CAPACITY) != 0;
            }
            if (Clock.nanos() >= deadline) {
                throw new CommandException("it does not become ready");
            }
            host.pause(10);
        }
    }

    /** Cards of version 2 or later answer, older ones are silent. */
    private boolean knowsInterfaceCondition() throws CommandException {
        int echo;
        try {
            echo = host.command(SEND_INTERFACE_CONDITION, INTERFACE_CONDITION);
        } catch (CommandException e) {
            return false;
        }
        if ((echo & 0xfff) != INTERFACE_CONDITION) {
            throw new CommandException("it does not work with 3.3 V");
        }
        return true;
    }

    private int application(SdCommand command, int argument, int card) throws CommandException {
        host.command(APPLICATION, card);
        return host.command(command, argument);
    }

    /** Blocks of 512 bytes, out of a CSD (§5.3) that lies in the response registers without its last 8 bits. */
    static long blocks(int word1, int word2, int word3) {
        int version = word3 >>> 22 & 3;
        if (version == 1) {
            return ((word1 >>> 8 & 0x3f_ffff) + 1L) << 10;
        }
        if (version != 0) {
            throw new DeviceException(
                    "the card describes its size in version " + (version + 1) + " of the CSD; 1 or 2 was expected");
        }
        int size = (word2 & 3) << 10 | word1 >>> 22;
        int bits = (word1 >>> 7 & 7) + 2 + (word2 >>> 8 & 0xf);
        return ((size + 1L) << bits) / HostController.BLOCK_SIZE;
    }

    /** Its size in blocks. */
    long blocks() {
        return blocks;
    }

    /** Starts to read or write blocks. */
    void begin(boolean read, long block, int count) throws CommandException {
        SdCommand command = count == 1 ? read ? READ_SINGLE : WRITE_SINGLE : read ? READ_SEVERAL : WRITE_SEVERAL;
        host.begin(command, (int) (highCapacity ? block : block * HostController.BLOCK_SIZE), count);
    }

    /**
     * Makes sure that the card has done what it was last told, and waits for the next command.
     *
     * @throws CommandException if it reports an error
     */
    void settle() throws CommandException {
        long deadline = Clock.after(WRITE_MILLISECONDS);
        int status = host.command(SEND_STATUS, address);
        while ((status & STATUS_ERRORS) == 0 && (status >>> STATE_SHIFT & 0xf) != STATE_TRANSFER) {
            if (Clock.nanos() >= deadline) {
                throw new DeviceException("the card stays busy");
            }
            host.pause(1);
            status = host.command(SEND_STATUS, address);
        }
        if ((status & STATUS_ERRORS) != 0) {
            throw new CommandException("the card reports the errors 0x" + Integer.toHexString(status & STATUS_ERRORS));
        }
    }

    /** Ends a transfer that failed, so that another can be begun. */
    void recover() {
        host.recover();
        try {
            host.command(STOP, 0);
        } catch (CommandException e) {
            // It had ended the transfer itself.
            host.recover();
        }
        try {
            settle();
        } catch (CommandException e) {
            // Errors of what failed are reported once, and gone then.
            return;
        }
    }
}

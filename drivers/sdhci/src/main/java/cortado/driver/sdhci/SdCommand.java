package cortado.driver.sdhci;

import static cortado.driver.sdhci.SdhciRegister.*;

/** Commands of SD memory cards (SD Physical Layer Simplified Specification 3.01 §4.7.4), as COMMAND takes them. */
public enum SdCommand {
    /** All cards to the idle state. */
    GO_IDLE(0, 0),
    /** All cards tell who they are. */
    ALL_SEND_CID(2, RESPONSE_136 | CHECK_CRC),
    /** The card chooses an address and tells it. */
    SEND_RELATIVE_ADDRESS(3, RESPONSE_48 | CHECK_CRC | CHECK_INDEX),
    /** ACMD6: how many data lines are used. */
    SET_BUS_WIDTH(6, RESPONSE_48 | CHECK_CRC | CHECK_INDEX),
    /** The card of an address listens from now on. */
    SELECT(7, RESPONSE_48_BUSY | CHECK_CRC | CHECK_INDEX),
    /** A card of version 2 or later echoes the voltage and a pattern. */
    SEND_INTERFACE_CONDITION(8, RESPONSE_48 | CHECK_CRC | CHECK_INDEX),
    /** The card tells its size. */
    SEND_CSD(9, RESPONSE_136 | CHECK_CRC),
    /** Ends a transfer. */
    STOP(12, RESPONSE_48_BUSY | CHECK_CRC | CHECK_INDEX),
    /** The card tells how it is. */
    SEND_STATUS(13, RESPONSE_48 | CHECK_CRC | CHECK_INDEX),
    /** Bytes of a block, for cards whose block is not always 512. */
    SET_BLOCK_LENGTH(16, RESPONSE_48 | CHECK_CRC | CHECK_INDEX),
    /** One block from the card. */
    READ_SINGLE(17, RESPONSE_48 | CHECK_CRC | CHECK_INDEX | WITH_DATA | MODE_READ),
    /** Blocks from the card, until the controller sends STOP. */
    READ_SEVERAL(
            18,
            RESPONSE_48 | CHECK_CRC | CHECK_INDEX | WITH_DATA | MODE_READ | MODE_SEVERAL | MODE_COUNT | MODE_AUTO_STOP),
    /** One block to the card. */
    WRITE_SINGLE(24, RESPONSE_48 | CHECK_CRC | CHECK_INDEX | WITH_DATA),
    /** Blocks to the card, until the controller sends STOP. */
    WRITE_SEVERAL(25, RESPONSE_48 | CHECK_CRC | CHECK_INDEX | WITH_DATA | MODE_SEVERAL | MODE_COUNT | MODE_AUTO_STOP),
    /** ACMD41: what the card may be driven with; it answers what it can, and whether it is ready (R3 has no CRC). */
    SEND_OPERATING_CONDITION(41, RESPONSE_48),
    /** The next command is one of the application's. */
    APPLICATION(55, RESPONSE_48 | CHECK_CRC | CHECK_INDEX);

    private final int number;
    private final int word;

    SdCommand(int number, int word) {
        this.number = number;
        this.word = word | number << NUMBER_SHIFT;
    }

    /** Its number, from 0 to 63. */
    public int number() {
        return number;
    }

    /** What starts it in {@link SdhciRegister#COMMAND}. */
    public int word() {
        return word;
    }

    /** Whether it uses the data lines, for data or to say that the card is busy. */
    boolean usesData() {
        boolean busy = (word & RESPONSE_48_BUSY) == RESPONSE_48_BUSY;
        // CMD12 is sent because the data lines are in use.
        return (word & WITH_DATA) != 0 || (busy && this != STOP);
    }
}

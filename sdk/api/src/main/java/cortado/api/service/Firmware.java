package cortado.api.service;

import cortado.abi.MessageType;
import cortado.api.Environ;
import cortado.api.Message;

/**
 * Client of the board's firmware, service {@value #NAME}: CALL ({@code int} property) → REPLY (the property's value:
 * {@code int}s), or ERROR NOT_SUPPORTED from a firmware that does not know it.
 */
public final class Firmware implements AutoCloseable {
    public static final String NAME = "firmware";

    /** {@code int}: seconds since 1970 when the firmware was built. */
    public static final int FIRMWARE_REVISION = 1;
    /** {@code int}. */
    public static final int BOARD_MODEL = 2;
    /** {@code int}: the revision code printed on Raspberry Pi's list of boards. */
    public static final int BOARD_REVISION = 3;
    /** {@code int, int}: the 64-bit serial number, low word first. */
    public static final int BOARD_SERIAL = 4;
    /** {@code int, int}: first address and bytes of the memory that the CPUs own. */
    public static final int ARM_MEMORY = 5;
    /** {@code int, int}: first address and bytes of the memory that the VideoCore owns. */
    public static final int VIDEOCORE_MEMORY = 6;
    /** {@code int}: the chip's temperature in thousandths of a degree Celsius. */
    public static final int TEMPERATURE = 7;
    /** {@code int}: above it the firmware slows the clocks, in thousandths of a degree Celsius. */
    public static final int TEMPERATURE_LIMIT = 8;
    /** {@code int}: the CPU clock in Hz. */
    public static final int ARM_CLOCK = 9;
    /** {@code int, int}: six bytes in network order, then two of padding. */
    public static final int MAC_ADDRESS = 10;

    /** {@code int}: the clock of the older SD host controller in Hz. */
    public static final int EMMC_CLOCK = 11;
    /** {@code int}: the clock of the BCM2711's SD host controller EMMC2 in Hz. */
    public static final int EMMC2_CLOCK = 12;

    /** How many properties there are; they are numbered from 1. */
    public static final int PROPERTIES = 12;

    private final Connection connection;

    public Firmware(Environ environ) {
        this.connection = new Connection(environ, NAME);
    }

    /** The property's value: one or two {@code int}s. */
    public int[] get(int property, long deadline) {
        Message reply =
                connection.ask(MessageType.CALL, MessageType.REPLY, request -> request.putInt(property), deadline);
        int[] value = new int[reply.remaining() / 4];
        for (int i = 0; i < value.length; i++) {
            value[i] = reply.takeInt();
        }
        return value;
    }

    @Override
    public void close() {
        connection.close();
    }
}

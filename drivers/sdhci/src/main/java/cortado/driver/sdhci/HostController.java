package cortado.driver.sdhci;

import static cortado.driver.sdhci.SdhciRegister.*;

import cortado.abi.LittleEndian;
import cortado.api.Clock;
import cortado.api.DeviceException;
import cortado.api.Mmio;
import cortado.api.Poll;
import cortado.api.Register;

/** The controller: commands go to the card, and blocks through its buffer. It is given no way to memory. */
final class HostController {
    /** Bytes of a block. */
    static final int BLOCK_SIZE = 512;

    /** Commands are answered, and resets done, within microseconds. */
    private static final long PATIENCE_MILLISECONDS = 200;
    /** The largest divisor of version 3.00, which counts in steps of two. */
    private static final int MOST_STEPS = 1023;

    private final Mmio registers;
    private final BaseClock clock;
    private final Poll time = new Poll();
    private int hostControl = POWER;

    HostController(Mmio registers, BaseClock clock) {
        this.registers = registers;
        this.clock = clock;
        reset(RESET_ALL);
        registers.write(STATUS_ENABLE, ERRORS | COMMAND_COMPLETE | TRANSFER_COMPLETE | READ_READY | WRITE_READY);
        registers.write(SIGNAL_ENABLE, 0);
        registers.write(HOST_CONTROL, hostControl);
    }

    /** The bits of PRESENT_STATE; those that the specification reserves may be anything. */
    int state() {
        return registers.read(PRESENT_STATE);
    }

    /** Whether the card's lock is open. */
    boolean isWritable() {
        return (registers.read(PRESENT_STATE) & WRITE_ENABLED) != 0;
    }

    /** Drives the card with the fastest clock that is not faster than this. */
    void clock(int hertz) {
        registers.write(CLOCK_CONTROL, 0);
        registers.write(CLOCK_CONTROL, TIMEOUT_LONGEST | divisor(hertz) | CLOCK_INTERNAL);
        await(CLOCK_CONTROL, CLOCK_STABLE, CLOCK_STABLE, "its clock does not become stable");
        registers.write(CLOCK_CONTROL, TIMEOUT_LONGEST | divisor(hertz) | CLOCK_INTERNAL | CLOCK_TO_CARD);
    }

    /** The divisor's bits in CLOCK_CONTROL: a power of two up to version 2.00, steps of two from then on. */
    private int divisor(int hertz) {
        boolean old = (registers.read(VERSION) >> 16 & 0xff) < 2;
        int named = registers.read(CAPABILITIES) >> 8 & (old ? 0x3f : 0xff);
        long base = clock.hertz(named);
        int steps = (int) Math.min(MOST_STEPS, (base + 2L * hertz - 1) / (2L * hertz));
        if (old) {
            steps = Math.min(0x80, Integer.highestOneBit(2 * steps - 1));
        }
        return (steps & 0xff) << 8 | (steps >> 8) << 6;
    }

    /** Uses four data lines from now on. */
    void wide() {
        hostControl |= FOUR_BITS;
        registers.write(HOST_CONTROL, hostControl);
    }

    /** Lets time pass where the specification asks for it. */
    void pause(long milliseconds) {
        time.next(Clock.after(milliseconds));
    }

    /**
     * Sends a command without data and waits for its answer.
     *
     * @return the first word of the response
     */
    int command(SdCommand command, int argument) throws CommandException {
        send(command, argument);
        return registers.read(RESPONSE);
    }

    /** A word of the last response. */
    int response(int index) {
        return registers.read(RESPONSE.at(index));
    }

    /** Starts a transfer; from here on {@link #events} tell how it goes. */
    void begin(SdCommand command, int argument, int blocks) throws CommandException {
        registers.write(BLOCK, BLOCK_SIZE | blocks << 16);
        send(command, argument);
        registers.write(SIGNAL_ENABLE, ERRORS | TRANSFER_COMPLETE | READ_READY | WRITE_READY);
    }

    private void send(SdCommand command, int argument) throws CommandException {
        int inhibited = COMMAND_INHIBIT | (command.usesData() ? DATA_INHIBIT : 0);
        await(PRESENT_STATE, inhibited, 0, "it does not become free for CMD" + command.number());
        registers.write(STATUS, -1);
        registers.write(ARGUMENT, argument);
        registers.write(COMMAND, command.word());
        long deadline = Clock.after(PATIENCE_MILLISECONDS);
        while (true) {
            int status = registers.read(STATUS);
            if ((status & ERRORS) != 0) {
                recover();
                throw new CommandException("CMD" + command.number() + " failed: " + error(status));
            }
            if ((status & COMMAND_COMPLETE) != 0) {
                registers.write(STATUS, COMMAND_COMPLETE);
                return;
            }
            if (Clock.nanos() >= deadline) {
                throw new DeviceException("the SD host says nothing about CMD" + command.number());
            }
        }
    }

    /** What happened since the last time, as bits of STATUS. */
    int events() {
        int status = registers.read(STATUS);
        registers.write(STATUS, status);
        return status;
    }

    /** Whether a block can be read. */
    boolean isReadable() {
        return (registers.read(PRESENT_STATE) & BUFFER_READABLE) != 0;
    }

    /** Whether a block can be written. */
    boolean isWritableNow() {
        return (registers.read(PRESENT_STATE) & BUFFER_WRITABLE) != 0;
    }

    /** Takes a block out of the buffer. */
    void read(byte[] into, int at) {
        for (int i = 0; i < BLOCK_SIZE; i += 4) {
            LittleEndian.put32(into, at + i, registers.read(BUFFER));
        }
    }

    /** Puts a block into the buffer. */
    void write(byte[] from, int at) {
        for (int i = 0; i < BLOCK_SIZE; i += 4) {
            registers.write(BUFFER, LittleEndian.i32(from, at + i));
        }
    }

    /** No more interrupts: the transfer is over. */
    void end() {
        registers.write(SIGNAL_ENABLE, 0);
        registers.write(STATUS, -1);
    }

    /** Gets the controller out of whatever it was doing after an error (§3.10). */
    void recover() {
        end();
        reset(RESET_COMMAND);
        reset(RESET_DATA);
    }

    /** An error's bits in words. */
    static String error(int status) {
        String[] words = {
            "no response", "response damaged", "response cut short", "response to another command", "no data",
            "data damaged", "data cut short", "too much current", "CMD12 failed", "DMA failed"
        };
        for (int i = 0; i < words.length; i++) {
            if ((status & COMMAND_TIMEOUT << i) != 0) {
                return words[i];
            }
        }
        return "no error";
    }

    private void reset(int what) {
        registers.write(CLOCK_CONTROL, registers.read(CLOCK_CONTROL) | what);
        await(CLOCK_CONTROL, what, 0, "it does not end its reset");
    }

    /** The specification has no interrupt for what is awaited here, and it takes microseconds. */
    private void await(Register register, int bits, int value, String otherwise) {
        long deadline = Clock.after(PATIENCE_MILLISECONDS);
        while ((registers.read(register) & bits) != value) {
            if (Clock.nanos() >= deadline) {
                throw new DeviceException("the SD host hangs: " + otherwise);
            }
        }
    }
}

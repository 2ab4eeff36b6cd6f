package cortado.driver.sdhci;

import static cortado.driver.sdhci.SdhciRegister.*;

import cortado.testkit.Hardware;
import java.util.Random;

/** A host controller with a memory card: commands act at once, blocks go through a buffer of one. */
final class SimulatedCard implements Hardware {
    private static final int SIZE = HostController.BLOCK_SIZE;
    private static final int STATE_IDLE = 0;
    private static final int STATE_READY = 1;
    private static final int STATE_IDENTIFIED = 2;
    private static final int STATE_STANDBY = 3;
    private static final int ADDRESS = 0x4567_0000;

    private final byte[] content;
    private final boolean highCapacity;
    private final Model model;
    private final int[] response = new int[4];
    private int block;
    private int argument;
    private int hostControl;
    private int clock;
    private int status;
    private int statusEnable;
    private int signalEnable;

    private int state = STATE_IDLE;
    private boolean application;
    private int asked;
    private int errors;
    /** The transfer that runs: its next byte in the content, and the blocks to go; 0 if none runs. */
    private int at;

    private int left;
    private boolean reading;

    private boolean inserted = true;
    /** Reads of PRESENT_STATE until the contact has stopped bouncing after a reset. */
    private int bounces = 3;

    private int bouncing;
    /** The controller works on a command that it will never finish. */
    private boolean stuck;

    private boolean locked;
    private boolean memory = true;
    private boolean silent;
    /** The sector that cannot be read or written, -1 if all can. */
    private long broken = -1;
    /** The sector that the card takes, and then says that it failed; -1 if none. */
    private long refused = -1;

    private int commands;
    /** Which reads come back with other bits; null if none do. */
    private Random noise;

    SimulatedCard(int sectors, boolean highCapacity) {
        this(sectors, highCapacity, Model.QEMU);
    }

    SimulatedCard(int sectors, boolean highCapacity, Model model) {
        this.model = model;
        this.content = new byte[sectors * SIZE];
        this.highCapacity = highCapacity;
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i / SIZE * 31 + i);
        }
    }

    synchronized byte[] content() {
        return content.clone();
    }

    synchronized void pull() {
        inserted = false;
    }

    /** The contact bounces for that many reads after each reset. */
    synchronized void bounce(int reads) {
        bounces = reads;
        bouncing = reads;
    }

    synchronized void lock() {
        locked = true;
    }

    /** What is in the slot answers, but not as a memory card. */
    synchronized void beSomethingElse() {
        memory = false;
    }

    /** From now on blocks neither come nor go. */
    synchronized void setSilent(boolean value) {
        silent = value;
    }

    synchronized void breakSector(long sector) {
        broken = sector;
    }

    synchronized void refuseSector(long sector) {
        refused = sector;
    }

    /** Data lines that host and card use. */
    synchronized int lines() {
        return (hostControl & FOUR_BITS) != 0 ? 4 : 1;
    }

    /** The card's clock in kHz. */
    synchronized int kilohertz() {
        int steps = (clock >> 8 & 0xff) | ((clock >> 6 & 3) << 8);
        return (clock & CLOCK_TO_CARD) == 0 ? 0 : model.base() / (2 * steps);
    }

    synchronized int commands() {
        return commands;
    }

    @Override
    public boolean isInterrupting() {
        return (status & signalEnable) != 0;
    }

    /** From now on every sixteenth read, or so, returns something else. */
    synchronized void lie(Random random) {
        noise = random;
    }

    @Override
    public synchronized long read(long offset, int width) {
        long value = readTruly(offset, width);
        return noise == null || noise.nextInt(16) != 0 ? value : value ^ (noise.nextInt() & 0xffff_ffffL);
    }

    private long readTruly(long offset, int width) {
        if (width != 4) {
            throw new IllegalStateException("the controller of a BCM2835 takes words only");
        }
        if (offset >= RESPONSE.offset() && offset < BUFFER.offset()) {
            return response[(int) (offset - RESPONSE.offset()) / 4];
        }
        return switch ((int) offset) {
            case 0x20 -> nextWord();
            case 0x24 -> present();
            case 0x28 -> hostControl;
            case 0x2c -> clock;
            case 0x30 -> status | ((status & ERRORS) != 0 ? ERROR : 0);
            case 0x40 -> model.capabilities;
            case 0xfc -> model.version << 16;
            default -> 0;
        };
    }

    private int present() {
        int buffer = left == 0 || silent ? 0 : reading ? BUFFER_READABLE : BUFFER_WRITABLE;
        int busy = (stuck ? COMMAND_INHIBIT : 0) | (left > 0 ? DATA_INHIBIT : 0);
        return (model.idle & ~(locked ? WRITE_ENABLED : 0)) | contact() | buffer | busy;
    }

    private int contact() {
        if (!model.detects) {
            return 0; // in the idle bits
        }
        if (bouncing > 0) {
            bouncing--;
            return bouncing % 2 == 0 ? CARD_LEVEL : 0;
        }
        return CARD_STABLE | (inserted ? CARD_INSERTED | CARD_LEVEL : 0);
    }

    @Override
    public synchronized void write(long offset, int width, long value) {
        if (width != 4) {
            throw new IllegalStateException("the controller of a BCM2835 takes words only");
        }
        int word = (int) value;
        switch ((int) offset) {
            case 0x04 -> block = word;
            case 0x08 -> argument = word;
            case 0x0c -> command(word);
            case 0x20 -> takeWord(word);
            case 0x28 -> hostControl = word;
            case 0x2c -> clock(word);
            case 0x30 -> status &= ~word;
            case 0x34 -> statusEnable = word;
            case 0x38 -> signalEnable = word;
            default -> throw new IllegalStateException("a write to " + Long.toHexString(offset));
        }
    }

    private void clock(int word) {
        if ((word & (RESET_ALL | RESET_DATA)) != 0) {
            left = 0;
        }
        if ((word & RESET_ALL) != 0) {
            hostControl = 0;
            signalEnable = 0;
            status = 0;
            bouncing = bounces;
        }
        if ((word & (RESET_ALL | RESET_COMMAND)) != 0) {
            stuck = false;
        }
        clock = word & ~(RESET_ALL | RESET_COMMAND | RESET_DATA);
        if ((clock & CLOCK_INTERNAL) != 0) {
            clock |= CLOCK_STABLE;
        }
    }

    private void raise(int bits) {
        status |= bits & statusEnable;
    }

    private void command(int word) {
        int number = word >>> NUMBER_SHIFT;
        commands++;
        if (!inserted && !model.detects) {
            stuck = true;
            return;
        }
        boolean known = inserted && memory && (clock & CLOCK_TO_CARD) != 0 && (hostControl & POWER) == POWER;
        boolean acted = known && (application ? applied(number) : done(number, word));
        application = acted && number == SdCommand.APPLICATION.number();
        raise(acted || number == 0 ? COMMAND_COMPLETE : COMMAND_TIMEOUT);
    }

    private boolean applied(int number) {
        if (number == SdCommand.SEND_OPERATING_CONDITION.number() && state == STATE_IDLE) {
            // Ready when it is asked for the third time; high capacity only for hosts that know it.
            boolean ready = ++asked >= 3;
            boolean high = highCapacity && (argument & MemoryCard.HIGH_CAPACITY) != 0;
            response[0] = MemoryCard.VOLTAGES | (ready ? MemoryCard.READY : 0) | (high ? MemoryCard.HIGH_CAPACITY : 0);
            state = ready ? STATE_READY : STATE_IDLE;
            return true;
        }
        return number == SdCommand.SET_BUS_WIDTH.number() && state == MemoryCard.STATE_TRANSFER && argument == 2;
    }

    private boolean done(int number, int word) {
        switch (number) {
            case 0 -> {
                state = STATE_IDLE;
                asked = 0;
                left = 0;
                return true;
            }
            case 8 -> {
                response[0] = argument;
                return highCapacity;
            }
            case 2 -> {
                return advance(STATE_READY, STATE_IDENTIFIED);
            }
            case 3 -> {
                response[0] = ADDRESS | 0x500;
                return advance(STATE_IDENTIFIED, STATE_STANDBY);
            }
            case 9 -> {
                describe();
                return state == STATE_STANDBY && argument == ADDRESS;
            }
            case 7 -> {
                return argument == ADDRESS && advance(STATE_STANDBY, MemoryCard.STATE_TRANSFER);
            }
            case 12 -> {
                left = 0;
                return true;
            }
            case 13 -> {
                response[0] = state << MemoryCard.STATE_SHIFT | 0x100 | errors;
                errors = 0;
                return argument == ADDRESS;
            }
            case 16 -> {
                return argument == SIZE;
            }
            case 55 -> {
                return argument == (state == MemoryCard.STATE_TRANSFER ? ADDRESS : 0);
            }
            case 17, 18, 24, 25 -> {
                return begin(word);
            }
            default -> {
                return false;
            }
        }
    }

    private boolean advance(int from, int to) {
        boolean right = state == from;
        state = right ? to : state;
        return right;
    }

    /** A CSD without its last 8 bits. */
    private void describe() {
        int sectors = content.length / SIZE;
        response[0] = 0;
        if (highCapacity) {
            response[1] = (sectors / 1024 - 1) << 8;
            response[2] = 0;
            response[3] = 1 << 22;
        } else {
            // Blocks of 1024 bytes, in units of 4.
            int size = sectors / 8 - 1;
            response[1] = size << 22;
            response[2] = 10 << 8 | size >> 10;
            response[3] = 0;
        }
    }

    private boolean begin(int word) {
        boolean several = (word & MODE_SEVERAL) != 0;
        if (state != MemoryCard.STATE_TRANSFER
                || (block & 0xfff) != SIZE
                || several != ((word & (MODE_COUNT | MODE_AUTO_STOP)) == (MODE_COUNT | MODE_AUTO_STOP))) {
            throw new IllegalStateException("a transfer that the controller cannot do: " + Integer.toHexString(word));
        }
        at = highCapacity ? argument * SIZE : argument;
        left = several ? block >>> 16 : 1;
        reading = (word & MODE_READ) != 0;
        ready();
        return true;
    }

    private void ready() {
        if (silent) {
            return;
        }
        if (at / SIZE == broken) {
            left = 0;
            raise(COMMAND_TIMEOUT << 4);
        } else {
            raise(reading ? READ_READY : WRITE_READY);
        }
    }

    private void advance() {
        at += 4;
        if (at % SIZE != 0) {
            return;
        }
        if (!reading && at / SIZE - 1 == refused) {
            errors = 1 << 20;
        }
        left--;
        if (left == 0) {
            raise(TRANSFER_COMPLETE);
        } else {
            ready();
        }
    }

    private int nextWord() {
        if (left == 0 || !reading) {
            if (noise != null) {
                return 0;
            }
            throw new IllegalStateException("nothing to read");
        }
        int word = 0;
        for (int i = 3; i >= 0; i--) {
            word = word << 8 | (content[at + i] & 0xff);
        }
        advance();
        return word;
    }

    private void takeWord(int word) {
        if (left == 0 || reading) {
            if (noise != null) {
                return;
            }
            throw new IllegalStateException("nothing to write");
        }
        for (int i = 0; i < 4; i++) {
            content[at + i] = (byte) (word >> (8 * i));
        }
        advance();
    }
}

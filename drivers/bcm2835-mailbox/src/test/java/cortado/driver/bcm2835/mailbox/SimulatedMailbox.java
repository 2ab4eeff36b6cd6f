package cortado.driver.bcm2835.mailbox;

import static cortado.driver.bcm2835.mailbox.MailboxRegister.*;

import cortado.abi.LittleEndian;
import cortado.kernel.simulated.SimulatedRam;
import cortado.testkit.Hardware;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** A VideoCore that answers property requests, as far as a test has taught it to. */
final class SimulatedMailbox implements Hardware {
    private static final int DEPTH = 8;

    private final Map<Integer, int[]> values = new HashMap<>();
    private final ArrayDeque<Integer> answers = new ArrayDeque<>();
    private SimulatedRam ram;
    private int configuration;
    private int code = PropertyLayout.SUCCESS;
    private boolean silent;
    private boolean endless;
    /** Whether tags that are not known are acknowledged with a value of no bytes, as QEMU's model does. */
    private boolean polite;
    /** Whether the tags about restarts are known. */
    private boolean restarts;

    private int rebootFlags;
    private boolean notified;

    /** Answers a tag with these words from now on. */
    synchronized SimulatedMailbox teach(int tag, int... words) {
        values.put(tag, words);
        return this;
    }

    /** Acknowledges what it does not know from now on. */
    synchronized void setPolite() {
        polite = true;
    }

    /** Knows about restarts from now on, and takes flags or forgets them. */
    synchronized void teachRestarts(boolean takesFlags) {
        restarts = true;
        rebootFlags = takesFlags ? 0 : -1;
    }

    /** What the next start would do, were the chip reset now. */
    synchronized String nextStart() {
        return (rebootFlags & 1) == 0 || rebootFlags < 0 ? "usual" : notified ? "spare" : "spare, unannounced";
    }

    /** A word waits that nobody asked for. */
    synchronized void say(int word) {
        answers.add(word);
    }

    synchronized void setSilent(boolean value) {
        silent = value;
    }

    /** The code of the whole buffer in answers. */
    synchronized void setCode(int value) {
        code = value;
    }

    /** Never runs empty again. */
    synchronized void setEndless() {
        endless = true;
        answers.add(1);
    }

    @Override
    public void connect(SimulatedRam memory) {
        ram = memory;
    }

    @Override
    public synchronized boolean isInterrupting() {
        return (configuration & INTERRUPT_ON_DATA) != 0 && !answers.isEmpty();
    }

    @Override
    public synchronized long read(long offset, int width) {
        if (offset == STATUS.offset()) {
            return (answers.isEmpty() ? EMPTY : 0) | (answers.size() >= DEPTH ? FULL : 0);
        } else if (offset == WRITE_STATUS.offset()) {
            return EMPTY;
        } else if (offset == READ.offset()) {
            if (endless) {
                return answers.peek();
            }
            return answers.isEmpty() ? 0 : answers.remove();
        }
        return configuration;
    }

    @Override
    public synchronized void write(long offset, int width, long value) {
        if (offset == CONFIGURATION.offset()) {
            configuration = (int) value;
        } else if (offset == WRITE.offset() && !silent) {
            answer((int) value);
        }
    }

    private void answer(int word) {
        if ((word & CHANNEL) != CHANNEL_PROPERTY) {
            throw new IllegalStateException("the driver wrote to channel " + (word & CHANNEL));
        }
        long buffer = word & 0xffff_fff0L;
        if (load(buffer + PropertyLayout.CODE) != PropertyLayout.REQUEST) {
            throw new IllegalStateException("the driver asked with code " + load(buffer + PropertyLayout.CODE));
        }
        int room = load(buffer + PropertyLayout.VALUE_SIZE);
        int size = load(buffer + PropertyLayout.SIZE);
        if (size != PropertyLayout.VALUE + room + 4 || load(buffer + size - 4) != PropertyLayout.END) {
            throw new IllegalStateException("the driver's buffer of " + size + " bytes does not end after one tag");
        }
        int[] value = value(load(buffer + PropertyLayout.TAG), load(buffer + PropertyLayout.VALUE));
        if (value != null) {
            for (int i = 0; i < value.length && 4 * i < room; i++) {
                store(buffer + PropertyLayout.VALUE + 4L * i, value[i]);
            }
            store(buffer + PropertyLayout.VALUE_CODE, PropertyLayout.ANSWERED | 4 * value.length);
        }
        store(buffer + PropertyLayout.CODE, code);
        answers.add(word);
    }

    private int[] value(int tag, int word) {
        if (restarts && tag == 0x0003_8064) {
            rebootFlags = rebootFlags < 0 ? -1 : word;
            return new int[] {word};
        } else if (restarts && tag == 0x0003_0064) {
            return new int[] {Math.max(0, rebootFlags)};
        } else if (restarts && tag == 0x0003_0048) {
            notified = true;
            return new int[0];
        }
        return values.getOrDefault(tag, polite ? new int[0] : null);
    }

    private int load(long address) {
        byte[] bytes = new byte[4];
        ram.read(address, bytes, 0, 4);
        return LittleEndian.i32(bytes, 0);
    }

    private void store(long address, int value) {
        byte[] bytes = new byte[4];
        LittleEndian.put32(bytes, 0, value);
        ram.write(address, bytes, 0, 4);
    }
}

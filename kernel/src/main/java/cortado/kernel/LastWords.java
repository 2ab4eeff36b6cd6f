package cortado.kernel;

import cortado.abi.LastWordsLayout;
import cortado.abi.LittleEndian;

/**
 * Keeps what a panicking kernel says in memory that a restart of the machine leaves alone. Callable without the lock,
 * by the one CPU that panics first. What does not fit is left out: the beginning says most.
 */
public final class LastWords {
    private static final int MOST = LastWordsLayout.SIZE - LastWordsLayout.TEXT;

    private final Machine machine;
    private final long physical;
    private final byte[] header = new byte[LastWordsLayout.TEXT];
    private final byte[] letter = new byte[1];
    private final LogLine time = new LogLine();
    private int length;

    /** @param physical address of the memory */
    LastWords(Machine machine, long physical) {
        this.machine = machine;
        this.physical = physical;
    }

    /** Begins a text in the place of any other, with the time. */
    public void begin() {
        length = 0;
        long micros = machine.now() / 1000;
        time.start()
                .put(LastWordsLayout.BEFORE_TIME)
                .putDecimal(micros / 1_000_000)
                .put(".");
        for (long unit = 100_000; unit > 1 && micros % 1_000_000 < unit; unit /= 10) {
            time.put("0");
        }
        time.putDecimal(micros % 1_000_000).put(LastWordsLayout.AFTER_TIME).put("\n");
        for (int i = 0; i < time.length(); i++) {
            put(time.text()[i]);
        }
    }

    /** Adds a letter; the end of a line makes sure that what there is so far is found. */
    public void put(int value) {
        if (length < MOST) {
            letter[0] = (byte) value;
            machine.writePhysical(physical + LastWordsLayout.TEXT + length, letter, 0, 1);
            length++;
        }
        if (value == '\n') {
            settle();
        }
    }

    private void settle() {
        LittleEndian.put32(header, LastWordsLayout.SIGNATURE, LastWordsLayout.MAGIC);
        LittleEndian.put32(header, LastWordsLayout.START, length);
        LittleEndian.put32(header, LastWordsLayout.LENGTH, length);
        machine.writePhysical(physical, header, 0, header.length);
        machine.cleanCache(physical, LastWordsLayout.SIZE);
    }
}

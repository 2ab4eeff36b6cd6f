package cortado.driver.bcm2835.mailbox;

import static cortado.driver.bcm2835.mailbox.MailboxRegister.*;

import cortado.api.DeviceException;
import cortado.api.Folio;
import cortado.api.Mmio;

/** The device: one property at a time goes in, and its value comes out when the interrupt says so. */
final class Mailbox {
    /** Words that wait at most in a mailbox that works: it is 8 deep. */
    private static final int MOST_WORDS = 64;

    private final Mmio registers;
    private final Folio buffer = Folio.createDma(256);
    /** What stands for the buffer in the mailbox. */
    private final int word;

    Mailbox(Mmio registers) {
        this.registers = registers;
        long address = buffer.dmaAddress();
        if (address < 0 || address > 0xffff_ffffL || address % PropertyLayout.ALIGN != 0) {
            throw new DeviceException(
                    "the firmware cannot reach a buffer at bus address 0x" + Long.toHexString(address));
        }
        word = (int) address | CHANNEL_PROPERTY;
        registers.write(CONFIGURATION, 0);
        drain();
        registers.write(CONFIGURATION, INTERRUPT_ON_DATA);
    }

    /** The firmware has nothing left to do for earlier drivers. */
    void quiet() {
        registers.quiet();
    }

    /** Throws away answers to what was asked earlier. */
    void drain() {
        for (int i = 0; i < MOST_WORDS; i++) {
            if ((registers.read(STATUS) & EMPTY) != 0) {
                return;
            }
            registers.read(READ);
        }
        throw new DeviceException("the mailbox never runs empty");
    }

    /** Asks; false if the mailbox is full, which it never is for long. */
    boolean ask(Property property) {
        if ((registers.read(WRITE_STATUS) & FULL) != 0) {
            return false;
        }
        int end = PropertyLayout.VALUE + 4 * property.words();
        buffer.store32(PropertyLayout.SIZE, end + 4);
        buffer.store32(PropertyLayout.CODE, PropertyLayout.REQUEST);
        buffer.store32(PropertyLayout.TAG, property.tag());
        buffer.store32(PropertyLayout.VALUE_SIZE, 4 * property.words());
        buffer.store32(PropertyLayout.VALUE_CODE, 0);
        for (int i = 0; i < property.words(); i++) {
            buffer.store32(PropertyLayout.VALUE + 4 * i, i == 0 ? Math.max(0, property.instance()) : 0);
        }
        buffer.store32(end, PropertyLayout.END);
        registers.barrier();
        registers.write(WRITE, word);
        return true;
    }

    /** Takes what came; whether our buffer was among it. Words for others are dropped: nobody else asks. */
    boolean answered() {
        boolean answered = false;
        for (int i = 0; i < MOST_WORDS; i++) {
            if ((registers.read(STATUS) & EMPTY) != 0) {
                registers.barrier();
                return answered;
            }
            answered |= registers.read(READ) == word;
        }
        throw new DeviceException("the mailbox never runs empty");
    }

    /** The value in the buffer, or null if the firmware does not know the property. */
    int[] value(Property property) {
        int code = buffer.load32(PropertyLayout.CODE);
        int valueCode = buffer.load32(PropertyLayout.VALUE_CODE);
        if (code != PropertyLayout.SUCCESS && code != PropertyLayout.FAILURE) {
            throw new DeviceException("the firmware gave a buffer back with code 0x" + Integer.toHexString(code));
        }
        if (code == PropertyLayout.FAILURE || (valueCode & PropertyLayout.ANSWERED) == 0) {
            return null;
        }
        if ((valueCode & ~PropertyLayout.ANSWERED) < property.leastBytes()) {
            return null; // firmware that knows of the tag only by name
        }
        int skip = property.instance() >= 0 ? 1 : 0;
        int[] value = new int[property.words() - skip];
        for (int i = 0; i < value.length; i++) {
            value[i] = buffer.load32(PropertyLayout.VALUE + 4 * (i + skip));
        }
        return value;
    }
}

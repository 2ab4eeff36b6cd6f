package cortado.fuzz.device;

import static cortado.driver.bcm2835.mailbox.MailboxRegister.*;

import cortado.abi.LittleEndian;
import cortado.driver.bcm2835.mailbox.PropertyLayout;
import java.util.ArrayDeque;
import java.util.Map;

/** A VideoCore's mailbox: answers each buffer of properties with a value, or writes anything into it. */
public final class FuzzedMailbox extends FuzzedDevice {
    private static final int DEPTH = 8;

    private final ArrayDeque<Long> waiting = new ArrayDeque<>();

    public FuzzedMailbox() {
        super(Map.of());
    }

    @Override
    protected void reset() {
        waiting.clear();
    }

    @Override
    protected boolean wantsAttention() {
        return !waiting.isEmpty() && (register(CONFIGURATION.offset()) & INTERRUPT_ON_DATA) != 0;
    }

    @Override
    protected long good(long offset) {
        if (offset == STATUS.offset()) {
            return waiting.isEmpty() ? EMPTY : 0;
        } else if (offset == WRITE_STATUS.offset()) {
            return 0;
        } else if (offset == READ.offset()) {
            return waiting.isEmpty() ? 0 : waiting.remove();
        }
        return register(offset);
    }

    @Override
    protected void written(long offset, long value) {
        if (offset == WRITE.offset() && waiting.size() < DEPTH) {
            answer(value & ~0xfL & 0xffff_ffffL);
            waiting.add(script().register(value, 4));
        }
    }

    private void answer(long buffer) {
        int size = LittleEndian.i32(bytes(buffer + PropertyLayout.VALUE_SIZE, 4), 0);
        put(buffer + PropertyLayout.VALUE_CODE, PropertyLayout.ANSWERED | size);
        put(buffer + PropertyLayout.CODE, PropertyLayout.SUCCESS);
        while (script().strays()) {
            put(buffer + 4L * (script().next() % 16), (int) script().value(4));
        }
    }

    private void put(long address, int value) {
        byte[] bytes = new byte[4];
        LittleEndian.put32(bytes, 0, (int) script().register(value, 4));
        store(address, bytes);
    }
}

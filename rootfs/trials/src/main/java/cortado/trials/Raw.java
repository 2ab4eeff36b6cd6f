package cortado.trials;

import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.MessageType;
import cortado.platform.Platform;

/** System calls with nothing between them and the kernel. */
final class Raw {
    /** Addresses that are not this process's to read or write, and what they are. */
    record BadAddress(String what, long address) {}

    static final BadAddress[] BAD_ADDRESSES = {
        new BadAddress("null", 0),
        new BadAddress("the null page", 8),
        new BadAddress("the kernel's first page", Deeds.KERNEL),
        new BadAddress("the kernel's last bytes", -8),
        new BadAddress("the last address", -1),
        new BadAddress("the end of user space", 1L << 39),
        new BadAddress("the last user bytes", (1L << 39) - 8),
        new BadAddress("the largest number", Long.MAX_VALUE),
        new BadAddress("the smallest number", Long.MIN_VALUE),
        new BadAddress("an unmapped odd place", 0x12_3456_7891L),
    };

    private static long kept;

    private Raw() {}

    /** Makes a value count, so that what computes it is not optimised away. */
    static void keep(long value) {
        kept += value;
    }

    /** The sum of what was kept. */
    static long kept() {
        return kept;
    }

    /** Any call. */
    static long call(int number, long a, long b, long c, long d) {
        return Platform.current().call(number, a, b, c, d);
    }

    /** What the last call left in its second result. */
    static long second() {
        return Platform.current().secondResult();
    }

    /** A call whose second argument points to the buffer. */
    static long callBuffer2(int number, long a, byte[] buffer, long c, long d) {
        return Platform.current().callBuffer2(number, a, buffer, c, d);
    }

    /** A message without payload that carries these handles. */
    static byte[] message(int... handles) {
        byte[] message = new byte[MessageLayout.SIZE];
        LittleEndian.put32(message, MessageLayout.TYPE, MessageType.DATA);
        LittleEndian.put32(message, MessageLayout.HANDLE_COUNT, handles.length);
        for (int i = 0; i < handles.length && i < 4; i++) {
            LittleEndian.put32(message, MessageLayout.HANDLES + 4 * i, handles[i]);
        }
        return message;
    }
}

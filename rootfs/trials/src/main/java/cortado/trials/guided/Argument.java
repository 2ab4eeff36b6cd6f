package cortado.trials.guided;

import cortado.abi.Rights;

/** The kinds of an argument, and what a kind and a value of 16 bits stand for. */
final class Argument {
    private Argument() {}

    /** A result of an earlier step: slot {@code 2 * step}, or one more for its second. */
    static final int RESULT = 0;
    /** A handle that the executor was started with. */
    static final int GIVEN = 1;
    /** An address in the buffer. */
    static final int BUFFER = 2;
    /** So many nanoseconds from now. */
    static final int DEADLINE = 3;

    static final int SMALL = 4;
    static final int NEGATIVE = 5;
    /** Page numbers as addresses and lengths. */
    static final int PAGES = 6;

    static final int POWER = 7;
    static final int RIGHTS = 8;
    static final int WIDE = 9;
    /** An address that is nobody's, or not the process's. */
    static final int BAD = 10;

    static final int FOREVER = 11;
    static final int KINDS = 12;

    private static final long[] BAD_ADDRESSES = {
        0,
        8,
        0xffff_ffff_8000_0000L,
        0xffff_ff80_0000_0000L,
        -8,
        -1,
        1L << 39,
        (1L << 39) - 8,
        (1L << 39) - 4096,
        Long.MAX_VALUE - 4095,
        Long.MIN_VALUE,
        0x12_3456_7891L,
    };

    /** The value of an argument that depends on nothing but itself. */
    static long plain(int kind, int value) {
        return switch (kind % KINDS) {
            case NEGATIVE -> -(long) value;
            case PAGES -> (long) value << 12;
            case POWER -> 1L << value;
            case RIGHTS -> value & Rights.ALL;
            case WIDE -> value * 0x0001_0001_0001_0001L;
            case BAD -> BAD_ADDRESSES[value % BAD_ADDRESSES.length];
            case FOREVER -> Long.MAX_VALUE;
            default -> value;
        };
    }

    static String text(int kind) {
        return switch (kind % KINDS) {
            case RESULT -> "result";
            case GIVEN -> "given";
            case BUFFER -> "buffer";
            case DEADLINE -> "deadline";
            case NEGATIVE -> "minus";
            case PAGES -> "pages";
            case POWER -> "power of two";
            case RIGHTS -> "rights";
            case WIDE -> "wide";
            case BAD -> "bad address";
            case FOREVER -> "for ever";
            default -> "number";
        };
    }
}

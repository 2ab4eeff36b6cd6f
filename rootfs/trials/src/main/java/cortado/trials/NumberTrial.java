package cortado.trials;

import cortado.abi.Call;
import cortado.abi.Status;

/** System calls that do not exist, and every one that does with arguments that make no sense. */
final class NumberTrial {
    private static final long[] WILD = {
        -1, 1, 0xdead_beefL, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final Checks checks;

    NumberTrial(Checks checks) {
        this.checks = checks;
    }

    void run() {
        for (int number : new int[] {-1, Call.COUNT, Call.COUNT + 1, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            checks.status("system call " + number, Raw.call(number, 0, 0, 0, 0), Status.BAD_CALL);
        }
        for (int number = 0; number < Call.COUNT; number++) {
            if (refuses(number)) {
                wild(number);
            }
        }
    }

    /** Calls that take no handle cannot refuse one. */
    private static boolean refuses(int number) {
        return switch (number) {
            case Call.NULL,
                    Call.LOG_WRITE,
                    Call.CLOCK,
                    Call.EXIT,
                    Call.YIELD,
                    Call.CHANNEL_CREATE,
                    Call.POLL_CREATE,
                    Call.TIMER_CREATE,
                    Call.FOLIO_CREATE,
                    Call.MEMORY_RESERVE -> false;
            default -> true;
        };
    }

    private void wild(int number) {
        int accepted = 0;
        for (long first : WILD) {
            for (long second : WILD) {
                if (Raw.call(number, first, second, first, second) >= 0) {
                    accepted++;
                }
            }
        }
        checks.same("wild arguments that system call " + number + " took for good", 0, accepted);
    }
}

package cortado.trials;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.MessageLayout;
import cortado.abi.Rights;
import cortado.abi.StartLayout;
import cortado.api.Clock;
import cortado.metal.Metal;
import cortado.platform.Platform;

/**
 * Makes system calls with arguments that are a third sensible, a third nearly so and a third anything: handles that it
 * has, had and never had, its own memory and other places. It may well end itself by them.
 */
final class Player {
    private static final int KNOWN = 32;
    private static final int BUFFER = 4 * Limits.PAGE;
    /** Nanoseconds that a sensible call waits at most. */
    private static final int PATIENCE = 50_000;
    /** Of so many calls that are likely to end the player, one is made. */
    private static final int RARELY = 200;

    private final long[] known = new long[KNOWN];
    private int next;
    /** Memory that no collector moves; whoever unmaps it ends the player, which is fair. */
    private long buffer;

    private long random;

    Player(long seed) {
        random = seed * 0x9e37_79b9_7f4a_7c15L | 1;
        Platform platform = Platform.current();
        int given = platform.load32(platform.startBlock() + StartLayout.HANDLE_COUNT);
        for (int i = 0; i < given && i < Limits.START_HANDLES; i++) {
            remember(platform.load32(platform.startBlock() + StartLayout.HANDLES + 4L * i));
        }
        map();
    }

    private void map() {
        long folio = Raw.call(Call.FOLIO_CREATE, BUFFER, 0, 0, 0);
        if (folio > 0) {
            buffer = Raw.call(Call.FOLIO_MAP, folio, 0, BUFFER, Rights.READ | Rights.WRITE);
            remember(folio);
        }
        if (buffer <= 0) {
            throw new IllegalStateException("no memory for messages: " + folio + ", " + buffer);
        }
    }

    void play(long calls) {
        for (long i = 0; i < calls; i++) {
            int number = below(Call.COUNT + 2) - 1;
            boolean ending = number == Call.EXIT || number == Call.FOLIO_UNMAP;
            if (!ending || below(RARELY) == 0) {
                call(number);
            }
        }
    }

    private void call(int number) {
        if (below(2) == 0) {
            message();
        }
        long result;
        if (below(3) == 0) {
            result = sensible(number);
        } else {
            result = Raw.call(number, argument(), argument(), argument(), argument());
        }
        if (result > 0) {
            keep(number, result);
        }
    }

    private void keep(int number, long result) {
        switch (number) {
            case Call.CHANNEL_CREATE -> {
                remember(result);
                remember(Raw.second());
            }
            case Call.POLL_CREATE, Call.FOLIO_CREATE, Call.TIMER_CREATE, Call.HANDLE_DUPLICATE -> remember(result);
            default -> {}
        }
    }

    private long sensible(int number) {
        long handle = handle();
        long deadline = Clock.nanos() + below(PATIENCE);
        return switch (number) {
            case Call.LOG_WRITE -> below(50) == 0 ? Raw.call(number, buffer, below(40), 3, 0) : 0;
            case Call.CHANNEL_RECEIVE, Call.CHANNEL_CALL, Call.CHANNEL_REPLY_RECEIVE ->
                Raw.call(number, handle, buffer, MessageLayout.SIZE, deadline);
            case Call.POLL_ADD -> Raw.call(number, handle, handle(), 1L << below(5), random());
            case Call.POLL_REMOVE -> Raw.call(number, handle, handle(), 0, 0);
            case Call.POLL_WAIT -> Raw.call(number, handle, buffer, 1 + below(64), deadline);
            case Call.FOLIO_CREATE -> Raw.call(number, 1 + below(40_000), below(2), 0, 0);
            case Call.FOLIO_MAP ->
                Raw.call(number, handle, 0, Limits.PAGE, Rights.READ | (below(2) == 0 ? 0 : Rights.WRITE));
            case Call.TIMER_SET -> Raw.call(number, handle, deadline, 0, 0);
            case Call.HANDLE_DUPLICATE -> Raw.call(number, handle, Rights.ALL & ~(1L << below(12)), 0, 0);
            default -> Raw.call(number, handle, buffer, below(300), deadline);
        };
    }

    private void message() {
        Metal.store32(buffer + MessageLayout.TYPE, below(16));
        Metal.store32(buffer + MessageLayout.ID, below(4));
        Metal.store32(buffer + MessageLayout.LENGTH, below(8) == 0 ? (int) random() : below(Limits.MESSAGE_PAYLOAD));
        int handles = below(4) == 0 ? below(6) : 0;
        Metal.store32(buffer + MessageLayout.HANDLE_COUNT, handles);
        for (int i = 0; i < handles && i < Limits.MESSAGE_HANDLES; i++) {
            Metal.store32(buffer + MessageLayout.HANDLES + 4L * i, (int) handle());
        }
    }

    private long argument() {
        return switch (below(12)) {
            case 0, 1, 2, 3 -> handle();
            case 4, 5 -> buffer;
            case 6 -> buffer + below(BUFFER << 1);
            case 7 -> Clock.nanos() + below(PATIENCE);
            case 8 -> below(5000);
            case 9 -> Raw.BAD_ADDRESSES[below(Raw.BAD_ADDRESSES.length)].address();
            case 10 -> below(4) == 0 ? random() : random() >>> below(64);
            default -> -below(100);
        };
    }

    private long handle() {
        int which = below(KNOWN + 2);
        return which < KNOWN ? known[which] : random();
    }

    private void remember(long handle) {
        known[next++ % KNOWN] = handle;
    }

    private int below(int bound) {
        return (int) Long.remainderUnsigned(random() >>> 16, bound);
    }

    /** The generator xorshift64 (Marsaglia, Journal of Statistical Software 8(14), 2003). */
    private long random() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return random;
    }
}

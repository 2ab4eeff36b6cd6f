package cortado.trials;

import cortado.abi.Call;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.api.HandleInfo;
import cortado.api.Subprocess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tries every system call with handles that are forged, stale, another process's, of the wrong type or without a right,
 * and asks for memory, registers and interrupts that it was not given. Each attempt must fail with the right status,
 * and the kernel must have noted that it refused it.
 */
final class AuthorityTrial {
    private static final long[] FORGED = {-1, 1, 0x7777, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE};
    /** Addresses of the kernel's half, and the first that is no user's. */
    private static final long[] KERNELS = {Limits.USER_END, 0xffff_ffc0_0000_0000L, -Limits.PAGE};

    private final Checks checks;
    private final List<HandleInfo> foreign;
    private final long[] own = new long[HandleType.COUNT];
    private long peer;
    private long stale;
    private long buffer;
    private int attempts;

    /** @param others handles of other processes, as these number them */
    AuthorityTrial(Checks checks, List<HandleInfo> others) {
        this.checks = checks;
        this.foreign = new ArrayList<>(others);
    }

    void run() {
        int before = Subprocess.self().info().handles();
        acquire();
        List<HandleInfo> mine = Subprocess.self().handles();
        foreign.removeIf(other -> mine.stream().anyMatch(one -> one.handle() == other.handle()));
        checks.that("there are others' handles to try", !foreign.isEmpty(), Integer.toString(foreign.size()));
        for (int call = 0; call < Call.COUNT; call++) {
            CallTable.Line line = CallTable.of(call);
            checks.that("system call " + call + " is in the table", line != null, Call.text(call));
            if (line != null) {
                attempt(line, mine);
            }
        }
        reachBeyond();
        carry();
        for (long handle : new long[] {own[HandleType.CHANNEL], peer, own[HandleType.POLL], own[HandleType.TIMER]}) {
            Raw.call(Call.HANDLE_CLOSE, handle, 0, 0, 0);
        }
        Raw.call(Call.FOLIO_UNMAP, buffer, 0, 0, 0);
        Raw.call(Call.HANDLE_CLOSE, own[HandleType.FOLIO], 0, 0, 0);
        checks.same("handles", before, Subprocess.self().info().handles());
        checks.that("attempts", attempts > 10 * Call.COUNT, Integer.toString(attempts));
    }

    private void acquire() {
        own[HandleType.CHANNEL] = Raw.call(Call.CHANNEL_CREATE, 0, 0, 0, 0);
        peer = Raw.second();
        own[HandleType.POLL] = Raw.call(Call.POLL_CREATE, 0, 0, 0, 0);
        own[HandleType.FOLIO] = Raw.call(Call.FOLIO_CREATE, Limits.PAGE, 0, 0, 0);
        own[HandleType.TIMER] = Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        buffer = Raw.call(Call.FOLIO_MAP, own[HandleType.FOLIO], 0, Limits.PAGE, Rights.READ | Rights.WRITE);
        checks.that("it has memory of its own", buffer > 0, Long.toHexString(buffer));
        stale = Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        Raw.call(Call.HANDLE_CLOSE, stale, 0, 0, 0);
    }

    private void attempt(CallTable.Line line, List<HandleInfo> mine) {
        String name = Call.text(line.call());
        for (CallTable.Slot slot : line.slots()) {
            for (long number : FORGED) {
                refused(name + " with a forged handle " + number, with(line, slot, number), Status.BAD_HANDLE);
            }
            refused(name + " with a stale handle", with(line, slot, stale), Status.BAD_HANDLE);
            for (HandleInfo other : foreign) {
                if (slot.type() == HandleType.NONE || slot.type() == other.type()) {
                    refused(
                            name + " with another's " + HandleType.text(other.type()),
                            with(line, slot, other.handle()),
                            Status.BAD_HANDLE);
                }
            }
            for (HandleInfo one : mine) {
                if (slot.type() != HandleType.NONE && isWrong(slot, one.type())) {
                    refused(
                            name + " with a " + HandleType.text(one.type()),
                            with(line, slot, one.handle()),
                            Status.WRONG_TYPE);
                }
            }
            lessRights(name, line, slot);
        }
        for (int position : line.addresses()) {
            for (long address : KERNELS) {
                long[] arguments = arguments(line);
                arguments[position] = address;
                if (line.call() == Call.LOG_WRITE) {
                    arguments[1] = 8;
                }
                refused(
                        name + " at the kernel's " + Long.toHexString(address),
                        of(line, arguments),
                        Status.BAD_ADDRESS);
            }
        }
    }

    /** A poll watches interrupts, timers and processes as well as channels. */
    private static boolean isWrong(CallTable.Slot slot, int type) {
        boolean watched = slot.position() == 1
                && (type == HandleType.INTERRUPT || type == HandleType.TIMER || type == HandleType.PROCESS);
        return type != slot.type() && !watched;
    }

    private void lessRights(String name, CallTable.Line line, CallTable.Slot slot) {
        long handle = slot.type() == HandleType.NONE ? own[HandleType.TIMER] : own[slot.type()];
        for (int bit = 1; handle != 0 && bit < Rights.ALL; bit <<= 1) {
            if ((slot.rights() & bit) != 0) {
                Raw.call(Call.HANDLE_INFO, handle, 0, 0, 0);
                long rights = Raw.second() & ~(long) bit;
                long lesser = Raw.call(Call.HANDLE_DUPLICATE, handle, rights, 0, 0);
                refused(
                        name + " without the right " + Rights.text(bit),
                        with(line, slot, lesser),
                        Status.ACCESS_DENIED);
                Raw.call(Call.HANDLE_CLOSE, lesser, 0, 0, 0);
            }
        }
    }

    /** Memory that is not in a folio of its own: the kernel's, other processes', devices'. */
    private void reachBeyond() {
        long folio = own[HandleType.FOLIO];
        for (CallTable.Reach reach : CallTable.BEYOND) {
            refused(
                    "map " + reach.what(),
                    () -> Raw.call(Call.FOLIO_MAP, folio, reach.offset(), reach.length(), Rights.READ),
                    Status.OUT_OF_RANGE);
        }
        for (int flags : CallTable.FORBIDDEN_FLAGS) {
            attempts++;
            checks.status(
                    "make a folio with flags " + flags,
                    Raw.call(Call.FOLIO_CREATE, Limits.PAGE, flags, 0, 0),
                    Status.INVALID_ARGUMENT);
        }
    }

    /** A message cannot carry what its sender does not have, or may not give away. */
    private void carry() {
        long channel = own[HandleType.CHANNEL];
        long timer = own[HandleType.TIMER];
        long kept = Raw.call(Call.HANDLE_DUPLICATE, timer, Rights.ALL & ~Rights.TRANSFER & owned(timer), 0, 0);
        refused("send a handle that may not be given away", send(channel, kept), Status.ACCESS_DENIED);
        Raw.call(Call.HANDLE_CLOSE, kept, 0, 0, 0);
        refused("send a forged handle", send(channel, 0x7777), Status.BAD_HANDLE);
        refused("send a stale handle", send(channel, stale), Status.BAD_HANDLE);
        for (HandleInfo other : foreign) {
            refused(
                    "send another's " + HandleType.text(other.type()),
                    send(channel, other.handle()),
                    Status.BAD_HANDLE);
        }
    }

    private static LongSupplier send(long channel, long handle) {
        return () -> Raw.callBuffer2(Call.CHANNEL_SEND, channel, Raw.message((int) handle), 0, 0);
    }

    private static long owned(long handle) {
        Raw.call(Call.HANDLE_INFO, handle, 0, 0, 0);
        return Raw.second();
    }

    private LongSupplier with(CallTable.Line line, CallTable.Slot slot, long handle) {
        long[] arguments = arguments(line);
        arguments[slot.position()] = handle;
        return of(line, arguments);
    }

    private static LongSupplier of(CallTable.Line line, long[] arguments) {
        return () -> Raw.call(line.call(), arguments[0], arguments[1], arguments[2], arguments[3]);
    }

    /** The arguments of a line, with own handles in its slots. */
    private long[] arguments(CallTable.Line line) {
        long[] arguments = line.arguments();
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i] == CallTable.BUFFER ? buffer : arguments[i];
        }
        for (CallTable.Slot slot : line.slots()) {
            arguments[slot.position()] = slot.type() == HandleType.NONE ? own[HandleType.TIMER] : own[slot.type()];
        }
        return arguments;
    }

    /** An attempt that has to fail so, and that the kernel has to note. */
    private void refused(String what, LongSupplier attempt, int status) {
        attempts++;
        int before = Subprocess.self().info().refused();
        long result = attempt.getAsLong();
        int noted = Subprocess.self().info().refused() - before;
        checks.status(what, result, status);
        if (noted != 1) {
            checks.that(what + ": noted refusals", false, noted + ", but 1 was expected");
        }
    }
}

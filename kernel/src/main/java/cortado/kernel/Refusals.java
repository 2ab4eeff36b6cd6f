package cortado.kernel;

import cortado.abi.Call;
import cortado.abi.Status;
import cortado.metal.Apart;

/**
 * Counts the calls that processes were refused for want of a handle, a right, a device, an address or a quota, and says
 * so in the log: up to {@link #SHOWN} a second of each process, then how many it does not show. A process that asks for
 * nothing but what it may not have cannot fill the log.
 */
final class Refusals {
    /** What each line starts with; only the kernel writes records of process 0. */
    static final String MARK = "refused ";

    static final int SHOWN = 8;
    static final long PERIOD = 1_000_000_000;

    private final Machine machine;
    private final Log log;
    private final LogLine line = new LogLine();

    Refusals(Machine machine, Log log) {
        this.machine = machine;
        this.log = log;
    }

    /** A call of a process has failed with a status; the first argument is mostly the handle. */
    @Apart
    void note(Process process, int call, int status, long first) {
        if (!isRefusal(status) && !isBesidesTheTree(call, status)) {
            return;
        }
        process.refused++;
        long now = machine.now();
        if (now - process.refusalsSince >= PERIOD || process.refused == 1) {
            process.refusalsSince = now;
            process.refusalsLeft = SHOWN;
        }
        if (process.refusalsLeft == 0) {
            process.unsaid++;
            return;
        }
        process.refusalsLeft--;
        say(process, call, status, first);
        process.unsaid = 0;
    }

    /**
     * A device has tried to reach memory that it was not told of.
     *
     * @param driver the process that drives it, or null if none does
     * @param last whether what it tries further will not be reported
     */
    void noteDevice(Process driver, int stream, long address, boolean write, boolean last) {
        line.start().put(MARK);
        if (driver == null) {
            line.put("nobody (process 0): ");
        } else {
            driver.refused++;
            line.putName(driver).put(" (process ").putDecimal(driver.id).put("): ");
        }
        line.put("its device (stream ").putHex(stream).put(write ? ") tried to write to " : ") tried to read from ");
        line.putHex(address).put(", which it was not given");
        if (last) {
            line.put("; it is cut off until it is reset");
        }
        log.append(null, Log.WARNING, line.text(), line.length());
    }

    private static boolean isRefusal(int status) {
        return switch (status) {
            case Status.BAD_HANDLE,
                    Status.WRONG_TYPE,
                    Status.ACCESS_DENIED,
                    Status.BAD_ADDRESS,
                    Status.OUT_OF_RANGE,
                    Status.QUOTA_EXCEEDED,
                    Status.TABLE_FULL,
                    Status.BAD_CALL -> true;
            default -> false;
        };
    }

    /**
     * Registers or an interrupt that no node has: not given, whatever lies there. Elsewhere NOT_FOUND denies nothing.
     */
    private static boolean isBesidesTheTree(int call, int status) {
        return status == Status.NOT_FOUND && (call == Call.MMIO_GRANT || call == Call.INTERRUPT_GRANT);
    }

    /** As {@link Status#text}, which makes sentences for numbers that it does not know and so allocates. */
    private static String reason(int status) {
        return switch (status) {
            case Status.BAD_HANDLE -> "no such handle";
            case Status.WRONG_TYPE -> "handle of the wrong type";
            case Status.ACCESS_DENIED -> "access denied";
            case Status.BAD_ADDRESS -> "bad address";
            case Status.OUT_OF_RANGE -> "out of range";
            case Status.QUOTA_EXCEEDED -> "quota exceeded";
            case Status.TABLE_FULL -> "handle table full";
            case Status.NOT_FOUND -> "no such device";
            default -> "no such system call";
        };
    }

    private void say(Process process, int call, int status, long first) {
        line.start()
                .put(MARK)
                .putName(process)
                .put(" (process ")
                .putDecimal(process.id)
                .put("): system call ");
        line.putDecimal(call)
                .put(" (")
                .put(Call.text(call))
                .put(", ")
                .putHex(first)
                .put("): ");
        line.put(reason(status));
        if (process.unsaid > 0) {
            line.put(", after ").putDecimal(process.unsaid).put(" that are not shown");
        }
        log.append(null, Log.WARNING, line.text(), line.length());
    }
}

package cortado.trials;

import cortado.abi.Call;
import cortado.abi.FolioFlag;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.MessageLayout;
import cortado.abi.Rights;
import cortado.abi.Signals;

/** What each system call asks of whoever makes it: one line a call. A call without a line fails the trial. */
final class CallTable {
    /** In the place of an argument: the trial's own buffer, which any call may read and write. */
    static final long BUFFER = Long.MIN_VALUE + 1;
    /** A physical address that is a device's on every board that QEMU has, and no number of a node. */
    private static final long PHYSICAL = 0x900_0000;
    /** An interrupt line of such a device, and no number of a node. */
    private static final long LINE = 33;

    /**
     * An argument that has to be a handle.
     *
     * @param position 0 for the first argument
     * @param type the {@link HandleType}, NONE if any will do
     * @param rights all that the handle must have
     */
    record Slot(int position, int type, int rights) {}

    /** A call. */
    static final class Line {
        private final int call;
        private final long[] arguments;
        private final Slot[] slots;
        private final int[] addresses;

        private Line(int call, long[] arguments, Slot[] slots, int[] addresses) {
            this.call = call;
            this.arguments = arguments;
            this.slots = slots;
            this.addresses = addresses;
        }

        int call() {
            return call;
        }

        /** Such that it is refused only for what the trial puts into the slots. */
        long[] arguments() {
            return arguments.clone();
        }

        /** The handles that it takes. */
        Slot[] slots() {
            return slots.clone();
        }

        /** Positions of addresses, which must not be the kernel's. */
        int[] addresses() {
            return addresses.clone();
        }
    }

    private static final int READ_WRITE = Rights.READ | Rights.WRITE;
    private static final Slot AUTHORITY = slot(HandleType.AUTHORITY, 0);
    private static final Slot VM = slot(HandleType.VM, Rights.MAP);
    private static final Slot VCPU = slot(HandleType.VCPU, Rights.WRITE);
    private static final Slot ANY = slot(HandleType.NONE, 0);
    private static final long PAGE = Limits.PAGE;

    private static final Line[] LINES = {
        free(Call.NULL),
        line(Call.LOG_WRITE, args(BUFFER, 0, 3), at(0)),
        free(Call.CLOCK),
        free(Call.EXIT),
        free(Call.YIELD),
        line(Call.HANDLE_CLOSE, args(), ANY),
        line(Call.HANDLE_DUPLICATE, args(0, 0), slot(HandleType.NONE, Rights.DUPLICATE)),
        line(Call.HANDLE_INFO, args(), ANY),
        free(Call.CHANNEL_CREATE),
        line(Call.CHANNEL_SEND, args(0, BUFFER), at(1), slot(HandleType.CHANNEL, Rights.WRITE)),
        line(
                Call.CHANNEL_RECEIVE,
                args(0, BUFFER, MessageLayout.SIZE, 0),
                at(1),
                slot(HandleType.CHANNEL, Rights.READ)),
        line(Call.CHANNEL_CALL, args(0, BUFFER, MessageLayout.SIZE, 1), at(1), slot(HandleType.CHANNEL, READ_WRITE)),
        line(
                Call.CHANNEL_REPLY_RECEIVE,
                args(0, BUFFER, MessageLayout.SIZE, 1),
                at(1),
                slot(HandleType.CHANNEL, READ_WRITE)),
        free(Call.POLL_CREATE),
        line(
                Call.POLL_ADD,
                args(0, 0, Signals.READABLE, 1),
                at(),
                slot(HandleType.POLL, Rights.WRITE),
                new Slot(1, HandleType.CHANNEL, Rights.POLL)),
        line(Call.POLL_REMOVE, args(), at(), slot(HandleType.POLL, Rights.WRITE), new Slot(1, HandleType.CHANNEL, 0)),
        line(Call.POLL_WAIT, args(0, BUFFER, 4, 0), at(1), slot(HandleType.POLL, Rights.READ)),
        free(Call.FOLIO_CREATE),
        line(Call.FOLIO_MAP, args(0, 0, PAGE, READ_WRITE), slot(HandleType.FOLIO, Rights.MAP | READ_WRITE)),
        line(Call.FOLIO_UNMAP, args(BUFFER), at(0)),
        line(Call.FOLIO_INFO, args(), slot(HandleType.FOLIO, 0)),
        line(Call.FOLIO_DMA_ADDRESS, args(), slot(HandleType.FOLIO, Rights.DMA)),
        line(Call.INTERRUPT_ACKNOWLEDGE, args(), slot(HandleType.INTERRUPT, Rights.WRITE)),
        free(Call.TIMER_CREATE),
        line(Call.TIMER_SET, args(0, 0), slot(HandleType.TIMER, Rights.WRITE)),
        line(Call.PROCESS_CREATE, args(0, BUFFER), AUTHORITY),
        line(Call.PROCESS_KILL, args(), slot(HandleType.PROCESS, Rights.MANAGE)),
        line(Call.PROCESS_INFO, args(0, BUFFER), slot(HandleType.PROCESS, Rights.INSPECT)),
        line(Call.PROCESS_HANDLES, args(0, BUFFER, 4), slot(HandleType.PROCESS, Rights.INSPECT)),
        line(Call.SYSTEM_INFO, args(0, BUFFER), AUTHORITY),
        line(Call.MMIO_GRANT, args(0, PHYSICAL, 0), AUTHORITY),
        line(Call.INTERRUPT_GRANT, args(0, LINE, 0), AUTHORITY),
        line(Call.LOG_READ, args(0, 0, BUFFER, PAGE), AUTHORITY),
        line(Call.MACHINE_POWER, args(0, 0), AUTHORITY),
        line(Call.BOOT_FOLIO, args(0, 0), AUTHORITY),
        line(Call.FOLIO_COMMIT, args(BUFFER, PAGE), at(0)),
        line(Call.HYPERVISOR_GRANT, args(), AUTHORITY),
        line(Call.VM_CREATE, args(), slot(HandleType.HYPERVISOR, 0)),
        line(Call.VM_MAP, args(0, BUFFER), VM),
        line(Call.VM_UNMAP, args(0, PHYSICAL), VM),
        line(Call.VCPU_CREATE, args(), VM),
        line(Call.VCPU_RUN, args(), VCPU),
        line(Call.VCPU_KICK, args(), VCPU),
        line(Call.VCPU_INJECT, args(), VCPU),
        line(Call.VCPU_GET, args(0, BUFFER), VCPU),
        line(Call.VCPU_SET, args(0, BUFFER), VCPU),
        free(Call.MEMORY_RESERVE),
        line(Call.DEVICE_QUIET, args(), slot(HandleType.FOLIO, Rights.WRITE)),
        line(Call.PCI_GRANT, args(0, 0x8, PHYSICAL), AUTHORITY),
        line(Call.PCI_INTERRUPT_GRANT, args(0, 0x8, 1), AUTHORITY),
    };

    /** Attempts at memory that is not in a folio: offset, length, and what they would reach. */
    record Reach(String what, long offset, long length) {}

    static final Reach[] BEYOND = {
        new Reach("the page behind it", PAGE, PAGE),
        new Reach("two pages of one", 0, 2 * PAGE),
        new Reach("a device's physical address", PHYSICAL, PAGE),
        new Reach("the first RAM of a board", 0x4000_0000L, PAGE),
        new Reach("the highest page", Long.MAX_VALUE & -PAGE, PAGE),
        new Reach("everything", 0, Long.MAX_VALUE),
    };

    /** Flags that {@link Call#FOLIO_CREATE} must not take: a device's registers come only from a grant. */
    static final int[] FORBIDDEN_FLAGS = {FolioFlag.DEVICE, FolioFlag.DEVICE | FolioFlag.DMA, -1};

    private CallTable() {}

    /** The line of a call, or null. */
    static Line of(int call) {
        for (Line line : LINES) {
            if (line.call() == call) {
                return line;
            }
        }
        return null;
    }

    /** A call that takes neither handle nor address, and so nothing that could be refused but for a quota. */
    private static Line free(int call) {
        return new Line(call, args(), new Slot[0], at());
    }

    private static Line line(int call, long[] arguments, int[] addresses, Slot... slots) {
        return new Line(call, arguments, slots, addresses);
    }

    private static Line line(int call, long[] arguments, Slot... slots) {
        return new Line(call, arguments, slots, at());
    }

    private static Slot slot(int type, int rights) {
        return new Slot(0, type, rights);
    }

    private static int[] at(int... positions) {
        return positions;
    }

    private static long[] args(long... given) {
        long[] all = new long[4];
        System.arraycopy(given, 0, all, 0, given.length);
        return all;
    }
}

package cortado.app.shell;

import cortado.abi.Status;
import cortado.api.Folio;
import cortado.api.StatusException;
import cortado.api.service.Block;
import cortado.api.service.Tryboot;
import java.util.List;

/** The command about the two slots of a card. */
final class SlotCommands {
    private static final int SECTOR = 512;
    /** The partition that was booted, where the firmware says so; see {@code cortado.environ.settings}. */
    private static final String BOOTED = "boot.partition";

    private SlotCommands() {}

    static List<Command> all() {
        return List.of(new Command(
                "slot [commit|try]",
                "which slot of the disk is booted; try: restarts with the spare one once, commit: that one from now on",
                Command.Argument.WORD,
                SlotCommands::slot));
    }

    private static int slot(Session session, List<String> arguments) throws UsageException {
        boolean commit = arguments.equals(List.of("commit"));
        boolean attempt = arguments.equals(List.of("try"));
        Command.expect(arguments, 0, commit || attempt ? 1 : 0);
        try (Block block = new Block(session.environ());
                Folio folio = Folio.create(SECTOR)) {
            BootSlots slots = new BootSlots(sectors(block, folio));
            if (attempt) {
                attempt(session, slots);
                return 0;
            }
            long booted = session.environ().getLong(BOOTED, 0);
            if (commit) {
                commit(slots, booted);
            }
            session.out().line(description(slots, booted));
        }
        return 0;
    }

    /**
     * Makes the spare slot the usual one.
     *
     * @param booted the partition that was booted, 0 if that is not known
     * @throws StatusException if another slot than the spare one was booted: nothing speaks for the spare one then
     */
    static void commit(BootSlots slots, long booted) {
        if (booted != 0 && booted != slots.spare()) {
            throw StatusException.saying(
                    Status.ACCESS_DENIED,
                    booted == slots.slot()
                            ? named(slots.slot()) + " is booted, and is the usual one already; " + named(slots.spare())
                                    + " has not shown that it starts: `slot try` restarts with it once"
                            : "partition " + booted + " is booted, which is no slot of this disk");
        }
        slots.commit();
    }

    /** Which slot is booted, as far as that is known, and which one will be. */
    static String description(BootSlots slots, long booted) {
        return booted != 0 && booted == slots.spare()
                ? named(slots.spare()) + " is booted, this once; " + named(slots.slot()) + " is the usual one"
                : named(slots.slot()) + " is booted, " + named(slots.spare()) + " is the spare one";
    }

    private static String named(int partition) {
        return "slot " + letter(partition) + " (partition " + partition + ")";
    }

    /** Restarts from the spare slot; the firmware is asked first, so that a board which cannot stays as it is. */
    private static void attempt(Session session, BootSlots slots) {
        try (Tryboot tryboot = new Tryboot(session.environ())) {
            tryboot.arm(Session.patience());
        }
        session.out().line("restarts with " + named(slots.spare()) + ", once: `slot commit` keeps it");
        session.out().flush();
        session.terminal().drain();
        session.system().restart();
    }

    private static char letter(int partition) {
        return (char) ('a' + partition - 2);
    }

    private static BootSlots.Sectors sectors(Block block, Folio folio) {
        return new BootSlots.Sectors() {
            @Override
            public byte[] read(long sector) {
                byte[] content = new byte[SECTOR];
                block.read(sector, 1, folio, 0, Session.patience());
                folio.read(0, content, 0, SECTOR);
                return content;
            }

            @Override
            public void write(long sector, byte[] content) {
                folio.write(0, content, 0, SECTOR);
                block.write(sector, 1, folio, 0, Session.patience());
                block.flush(Session.patience());
            }
        };
    }
}

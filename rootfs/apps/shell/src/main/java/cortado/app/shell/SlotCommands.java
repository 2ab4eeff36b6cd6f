package cortado.app.shell;

import cortado.api.Folio;
import cortado.api.service.Block;
import cortado.api.service.Tryboot;
import java.util.List;

/** The command about the two slots of a card. */
final class SlotCommands {
    private static final int SECTOR = 512;

    private SlotCommands() {}

    static List<Command> all() {
        return List.of(new Command(
                "slot [commit|try]",
                "which slot of the disk is booted; commit: the spare one from now on, try: restarts with it once",
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
            if (commit) {
                slots.commit();
            }
            session.out()
                    .line("slot " + letter(slots.slot()) + " (partition " + slots.slot() + ") is booted, slot "
                            + letter(slots.spare()) + " (partition " + slots.spare() + ") is the spare one");
        }
        return 0;
    }

    /** Restarts from the spare slot; the firmware is asked first, so that a board which cannot stays as it is. */
    private static void attempt(Session session, BootSlots slots) {
        try (Tryboot tryboot = new Tryboot(session.environ())) {
            tryboot.arm(Session.patience());
        }
        session.out()
                .line("restarts with slot " + letter(slots.spare()) + " (partition " + slots.spare()
                        + "), once: `slot commit` keeps it");
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

package cortado.app.shell;

import cortado.api.Folio;
import cortado.api.service.Block;
import cortado.api.service.Entropy;
import cortado.api.service.Firmware;
import cortado.api.service.Gpio;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Commands that talk to drivers. */
final class DriverCommands {
    private static final int RANDOM_MOST = 4096;
    private static final int SECTORS_MOST = 64;
    private static final List<String> MODES =
            List.of("input", "output", "alt0", "alt1", "alt2", "alt3", "alt4", "alt5");
    private static final List<String> PULLS = List.of("none", "up", "down");

    private DriverCommands() {}

    static List<Command> all() {
        return List.of(
                new Command("random [COUNT]", "random bytes from the hardware, in hexadecimal", DriverCommands::random),
                new Command(
                        "disk size|read|write|flush [SECTOR] [COUNT|TEXT]",
                        "looks at a block device, or writes a text into one of its sectors",
                        Command.Argument.WORD,
                        DriverCommands::disk),
                new Command(
                        "gpio [PIN] [mode|pull|0|1] [VALUE]",
                        "pins of the header: shows them, or sets mode, pull or level",
                        DriverCommands::gpio),
                new Command("firmware", "what the board's firmware tells", DriverCommands::firmware));
    }

    private static int random(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 1);
        int count = arguments.isEmpty() ? 16 : (int) Command.number(arguments.getFirst(), "COUNT", 1, RANDOM_MOST);
        byte[] bytes = new byte[count];
        try (Entropy entropy = new Entropy(session.environ())) {
            entropy.fill(bytes, Session.patience());
        }
        for (int at = 0; at < count; at += 32) {
            StringBuilder line = new StringBuilder();
            for (int i = at; i < Math.min(count, at + 32); i++) {
                HexDump.octet(bytes[i], line);
            }
            session.out().line(line.toString());
        }
        return 0;
    }

    private static int disk(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 1, 3);
        try (Block block = new Block(session.environ())) {
            Block.Geometry geometry = block.geometry(Session.patience());
            switch (arguments.getFirst()) {
                case "size" -> size(session, geometry);
                case "read" -> read(session, block, geometry, arguments);
                case "write" -> write(block, geometry, arguments);
                case "flush" -> block.flush(Session.patience());
                default -> throw new UsageException("there is no operation '" + arguments.getFirst() + "'");
            }
        }
        return 0;
    }

    private static void size(Session session, Block.Geometry geometry) {
        session.out()
                .line(geometry.sectors() + " sectors of " + geometry.sectorSize() + " bytes, "
                        + Amount.bytes(geometry.size()) + (geometry.readOnly() ? ", read only" : ""));
    }

    private static long sector(Block.Geometry geometry, List<String> arguments) throws UsageException {
        if (arguments.size() < 2) {
            throw new UsageException("SECTOR is missing");
        }
        return Command.number(arguments.get(1), "SECTOR", 0, geometry.sectors() - 1);
    }

    private static void read(Session session, Block block, Block.Geometry geometry, List<String> arguments)
            throws UsageException {
        long sector = sector(geometry, arguments);
        long most = Math.min(SECTORS_MOST, geometry.sectors() - sector);
        int count = arguments.size() < 3 ? 1 : (int) Command.number(arguments.get(2), "COUNT", 1, most);
        byte[] bytes = new byte[count * geometry.sectorSize()];
        try (Folio folio = Folio.create(bytes.length)) {
            block.read(sector, count, folio, 0, Session.patience());
            folio.read(0, bytes, 0, bytes.length);
        }
        HexDump.lines(bytes, sector * geometry.sectorSize(), session.out()::line);
    }

    /** The text fills the sector from its start; the rest becomes zero. */
    private static void write(Block block, Block.Geometry geometry, List<String> arguments) throws UsageException {
        long sector = sector(geometry, arguments);
        if (arguments.size() < 3) {
            throw new UsageException("TEXT is missing");
        }
        byte[] text = arguments.get(2).getBytes(StandardCharsets.UTF_8);
        if (text.length > geometry.sectorSize()) {
            throw new UsageException("TEXT has " + text.length + " bytes; a sector holds " + geometry.sectorSize());
        }
        try (Folio folio = Folio.create(geometry.sectorSize())) {
            folio.write(0, text, 0, text.length);
            block.write(sector, 1, folio, 0, Session.patience());
        }
    }

    private static int gpio(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 3);
        try (Gpio gpio = new Gpio(session.environ())) {
            int count = gpio.count(Session.patience());
            if (arguments.isEmpty()) {
                Table table = new Table("PIN>", "MODE", "LEVEL>", "PULL");
                for (int pin = 0; pin < count; pin++) {
                    pin(table, gpio, pin);
                }
                table.lines().forEach(session.out()::line);
                return 0;
            }
            int pin = (int) Command.number(arguments.getFirst(), "PIN", 0, count - 1);
            if (arguments.size() == 1) {
                Table table = new Table("PIN>", "MODE", "LEVEL>", "PULL");
                pin(table, gpio, pin);
                table.lines().forEach(session.out()::line);
            } else {
                set(gpio, pin, arguments);
            }
        }
        return 0;
    }

    private static void pin(Table table, Gpio gpio, int pin) {
        table.row(
                Integer.toString(pin),
                MODES.get(gpio.mode(pin, Session.patience())),
                gpio.read(pin, Session.patience()) ? "1" : "0",
                PULLS.get(gpio.pull(pin, Session.patience())));
    }

    private static void set(Gpio gpio, int pin, List<String> arguments) throws UsageException {
        String what = arguments.get(1);
        String value = arguments.size() == 3 ? arguments.get(2) : "";
        switch (what) {
            case "0", "1" -> gpio.write(pin, what.equals("1"), Session.patience());
            case "mode" -> gpio.setMode(pin, oneOf(value, "the mode", MODES), Session.patience());
            case "pull" -> gpio.setPull(pin, oneOf(value, "the pull", PULLS), Session.patience());
            default -> throw new UsageException("a pin has no '" + what + "'; mode, pull, 0 or 1 was expected");
        }
    }

    private static int oneOf(String word, String what, List<String> words) throws UsageException {
        int index = words.indexOf(word);
        if (index < 0) {
            throw new UsageException(what + " is '" + word + "'; one of " + String.join(", ", words) + " was expected");
        }
        return index;
    }

    private static int firmware(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 0);
        try (Firmware firmware = new Firmware(session.environ())) {
            FirmwareReport.of(firmware).lines().forEach(session.out()::line);
        }
        return 0;
    }
}

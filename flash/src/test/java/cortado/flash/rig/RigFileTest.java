package cortado.flash.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.flash.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RigFileTest {
    private static final String WHOLE = """
            name: bench-1
            gpio: gpiod
            power: { gpio: 17, active: low, settle: 2s }
            reset: { gpio: 27 }
            card: { gpio: 22, device: /dev/sdb }
            serial: { port: /dev/ttyUSB0, baud: 9600, marker: "up", limit: 1min }
            """;

    @TempDir
    Path folder;

    @Test
    void everythingIsRead() throws Exception {
        RigSpec spec = load(WHOLE);
        assertEquals(new RigSpec.Wire(17, false, Duration.ofSeconds(2)), spec.power());
        assertEquals(
                new RigSpec.Wire(27, true, Duration.ofMillis(100)), spec.reset().orElseThrow());
        assertEquals(Path.of("/dev/sdb"), spec.card().orElseThrow().device());
        assertEquals(new RigSpec.SerialPort("/dev/ttyUSB0", 9600, "up", Duration.ofMinutes(1)), spec.serial());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpio: gpiod | gpio: gpoid | gpio: 'gpoid' found; one of gpiod, linuxfs, mock, qemu was expected; did you mean 'gpiod'?",
                "power: { gpio: 17 | power: { gpio: 54 | power.gpio: '54' found; a number from 0 to 53 was expected",
                "settle: 2s | settle: 2 | power.settle: '2' found; a time such as 500ms, 2s or 1min was expected",
                "active: low | active: on | power.active: 'on' found; high or low was expected",
                "reset: { gpio: 27 } | reset: { pin: 27 } | reset.pin: unknown key; expected one of gpio, active, settle",
                "port: /dev/ttyUSB0, | '' | serial.port: missing; a serial port such as /dev/ttyUSB0 was expected",
                ", device: /dev/sdb | '' | card.device: missing; the card as this host sees it, /dev/…, was expected",
                "marker: \"up\" | marker: \"\" | serial.marker: empty; what the board prints when it is up was expected",
                "reset: { gpio: 27 } | reset: { gpio: 17 } | reset.gpio: 17 is the line of power already; each wire needs a line of its own",
                "card: { gpio: 22 | card: { gpio: 27 | card.gpio: 27 is the line of power or reset already; each wire needs a line of its own",
                "name: | nmae: | nmae: unknown key; did you mean 'name'?",
            })
    void aMistakeIsNamedByItsKey(String right, String wrong, String message) {
        CommandException e = assertThrows(CommandException.class, () -> load(WHOLE.replace(right, wrong)));
        String said = e.getMessage().lines().findFirst().orElseThrow().replace(folder + "/", "");
        assertEquals(message, said.substring(said.indexOf(' ') + 1));
    }

    @Test
    void aMistakeIsNamedByItsPlace() {
        CommandException e = assertThrows(CommandException.class, () -> load("""
                gpio: mock
                power: { gpio: 17,
                         settle: 2 }
                serial: { baud: 9600 }
                """));
        String path = folder.resolve("rig.yaml").toString();
        assertEquals(
                List.of(
                        path + ":3:10: power.settle: '2' found; a time such as 500ms, 2s or 1min was expected",
                        path + ":4:1: serial.port: missing; a serial port such as /dev/ttyUSB0 was expected"),
                e.getMessage().lines().toList());
    }

    @Test
    void aFileThatIsNotThereLeadsToTheHelp() {
        CommandException e = assertThrows(CommandException.class, () -> RigFile.load(folder.resolve("none.yaml")));
        assertEquals(
                "there is no none.yaml, which says how the board is wired; `./cortado help rig` shows one",
                e.getMessage().replace(folder + "/", ""));
    }

    private RigSpec load(String text) throws IOException {
        return RigFile.load(Files.writeString(folder.resolve("rig.yaml"), text));
    }
}

package cortado.flash.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.io.gpio.digital.DigitalOutput;
import cortado.flash.run.GuestException;
import cortado.flash.serial.PseudoTerminal;
import cortado.flash.serial.ShellOnALine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole flow over Pi4J's mock lines and a pseudo-terminal; the test is what they lead to. */
@Timeout(60)
class BenchRunTest {
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Path IMAGE = Path.of("some.img");

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<ShellOnALine> boards = new ArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private Duration limit = Duration.ofSeconds(30);
    private Duration bootLimit = Duration.ofSeconds(2);
    private String silence = "no card\r\n";

    @Test
    void theCardIsSwitchedFlashedAndBootedAndTheBoardEndsOff() throws Exception {
        try (PseudoTerminal line = PseudoTerminal.open()) {
            int status =
                    run(line, List.of("ps", "check"), Map.of("ps", "all\n\u001e0\u001f", "check", "\u001e4\u001f"), 0);
            assertEquals(4, status);
            assertEquals("all\n", output.toString(StandardCharsets.UTF_8));
            assertTrue(log.toString(StandardCharsets.UTF_8).startsWith("booting\r\ncortado> "));
            assertEquals(1, boards.size());
            // Power is active low, the multiplexer active high.
            assertEquals(
                    List.of(
                            "power off",
                            "card host",
                            "flash some.img to /dev/card",
                            "card board",
                            "power on",
                            "power off"),
                    events);
        }
    }

    @Test
    void aCardThatCannotBeFlashedIsNotBooted() throws Exception {
        try (PseudoTerminal line = PseudoTerminal.open()) {
            assertEquals(3, run(line, List.of("ps"), Map.of(), 3));
            assertEquals(List.of("power off", "card host", "flash some.img to /dev/card"), events.subList(0, 3));
            assertTrue(!events.contains("power on"), events.toString());
        }
    }

    @Test
    void aBoardThatDoesNotComeUpIsLateAndSwitchedOff() {
        try (PseudoTerminal line = PseudoTerminal.open()) {
            GuestException e = assertThrows(GuestException.class, () -> run(line, List.of("ps"), null, 0));
            assertEquals(GuestException.Reason.TIMED_OUT, e.reason());
            assertEquals(
                    "the board did not print 'cortado>' within 2 s of power on; the last it printed: no card",
                    e.getMessage());
            assertEquals("power off", events.getLast());
        }
    }

    @Test
    void theTimeThatIsGivenCountsForTheBootAsWell() {
        limit = Duration.ofMillis(600);
        bootLimit = Duration.ofSeconds(50);
        try (PseudoTerminal line = PseudoTerminal.open()) {
            GuestException e = assertThrows(GuestException.class, () -> run(line, List.of("ps"), null, 0));
            assertEquals(GuestException.Reason.TIMED_OUT, e.reason());
        }
    }

    @Test
    void aKernelThatPanicsBeforeTheMarkerIsNotWaitedFor() {
        silence = "booting\r\n\u001ePANIC\u001fkernel panic: no bundle\r\n";
        bootLimit = Duration.ofSeconds(50);
        try (PseudoTerminal line = PseudoTerminal.open()) {
            GuestException e = assertThrows(GuestException.class, () -> run(line, List.of("ps"), null, 0));
            assertEquals(GuestException.Reason.PANICKED, e.reason());
            assertEquals("the kernel panicked: kernel panic: no bundle", e.getMessage());
            assertEquals("power off", events.getLast());
        }
    }

    @Test
    void aResetTouchesNeitherPowerNorCard() throws Exception {
        List<String> driven = new ArrayList<>();
        Lines lines = new Lines() {
            @Override
            public Line output(String role, int number, boolean high) {
                driven.add("take " + role + " " + high);
                return level -> driven.add(role + " " + level);
            }

            @Override
            public void close() {
                // Nothing is behind them.
            }
        };
        RigSpec.Wire wire = new RigSpec.Wire(17, true, SOON);
        RigSpec spec = new RigSpec(
                "test",
                RigSpec.GpioAccess.MOCK,
                wire,
                Optional.of(new RigSpec.Wire(27, false, SOON)),
                Optional.of(new RigSpec.CardSwitch(new RigSpec.Wire(22, true, SOON), Path.of("/dev/card"))),
                new RigSpec.SerialPort("", 115_200, "up", SOON));
        Rig rig = new Rig(spec, lines);
        rig.restart();
        assertEquals(List.of("take reset false", "reset false", "reset true"), driven);
        rig.end();
        rig.powerOn();
        assertEquals(
                List.of("take power false", "power false"), driven.subList(3, driven.size()), "the end is the end");
    }

    /** @param answers of the board's shell, or null for a board that does not boot */
    private int run(PseudoTerminal line, List<String> commands, Map<String, String> answers, int flashed)
            throws Exception {
        RigSpec spec = new RigSpec(
                "test",
                RigSpec.GpioAccess.MOCK,
                new RigSpec.Wire(17, false, SOON),
                Optional.empty(),
                Optional.of(new RigSpec.CardSwitch(new RigSpec.Wire(22, true, SOON), Path.of("/dev/card"))),
                new RigSpec.SerialPort(
                        line.path(), 115_200, "cortado> ", answers == null ? bootLimit : Duration.ofSeconds(20)));
        Pi4jLines mock = Pi4jLines.open(RigSpec.GpioAccess.MOCK);
        Lines watched = new Lines() {
            @Override
            public Line output(String role, int number, boolean high) {
                Line driven = mock.output(role, number, high);
                DigitalOutput output = mock.context().registry().get(role, DigitalOutput.class);
                return level -> {
                    driven.drive(level);
                    // What counts is the state that Pi4J's line really has.
                    react(role, output.isHigh(), line, answers);
                };
            }

            @Override
            public void close() {
                mock.close();
            }
        };
        BenchRun.Flasher flasher = (image, card) -> {
            events.add("flash " + image + " to " + card);
            return flashed;
        };
        try (HardwareBench bench = new HardwareBench(spec, watched)) {
            return new BenchRun(spec, bench, flasher, note -> {}).run(IMAGE, commands, output, log, limit);
        }
    }

    private void react(String role, boolean high, PseudoTerminal line, Map<String, String> answers) {
        if (role.equals("card")) {
            events.add("card " + (high ? "host" : "board"));
            return;
        }
        events.add("power " + (high ? "off" : "on"));
        if (!high && answers == null) {
            line.say(silence);
        } else if (!high) {
            boards.add(new ShellOnALine(line, "booting\r\ncortado> ", answers));
        }
    }
}

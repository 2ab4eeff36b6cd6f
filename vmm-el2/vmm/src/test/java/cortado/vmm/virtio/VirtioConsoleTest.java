package cortado.vmm.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.LittleEndian;
import cortado.vmm.ByteSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtioConsoleTest {
    private static final int CONTROL_IN = 2;
    private static final int CONTROL_OUT = 3;
    private static final int AGENT_IN = 4;
    private static final int AGENT_OUT = 5;

    private final GuestDriver driver = new GuestDriver();
    private final Collector collected = new Collector();
    private VirtioConsole console;

    @BeforeEach
    void start() {
        console = new VirtioConsole(driver.memory, "console", "cortado.agent");
        console.port(1).to(collected);
        driver.attach(console);
        driver.start(6, 0);
    }

    private void control(int port, int event, int value) {
        byte[] message = new byte[8];
        LittleEndian.put32(message, 0, port);
        LittleEndian.put16(message, 4, event);
        LittleEndian.put16(message, 6, value);
        driver.request(CONTROL_OUT, message, 0);
        driver.notifyQueue(CONTROL_OUT);
    }

    private String nextControl() {
        return HexFormat.of().formatHex(driver.answer(CONTROL_IN));
    }

    @Test
    void introducesItsPorts() {
        for (int i = 0; i < 7; i++) {
            driver.request(CONTROL_IN, new byte[0], 32);
        }
        control(0, 0, 1);
        assertEquals("0000000001000100", nextControl(), "PORT_ADD 0");
        assertEquals("0100000001000100", nextControl(), "PORT_ADD 1");
        control(0, 3, 1);
        assertEquals("0000000004000100", nextControl(), "CONSOLE_PORT");
        assertEquals("000000000500000019005000", nextControl(), "RESIZE to 25 rows of 80");
        assertEquals("0000000006000100", nextControl(), "PORT_OPEN 0");
        control(1, 3, 1);
        assertEquals(
                "0100000007000100" + HexFormat.of().formatHex("cortado.agent".getBytes(StandardCharsets.UTF_8)),
                nextControl());
        assertEquals("0100000006000100", nextControl(), "PORT_OPEN 1");
        assertEquals(2, driver.device.read(0, 0x104, 4), "max_nr_ports");
    }

    @Test
    void carriesBytesBothWays() {
        assertEquals(3, console.port(1).send(new byte[] {1, 2, 3}, 0, 3), "kept until the guest opens the port");
        driver.request(AGENT_IN, new byte[0], 16);
        driver.notifyQueue(AGENT_IN);
        assertFalse(driver.answered(AGENT_IN));
        control(1, 6, 1);
        assertTrue(collected.open);
        assertArrayEquals(new byte[] {1, 2, 3}, driver.answer(AGENT_IN));
        driver.request(AGENT_OUT, "hello".getBytes(StandardCharsets.UTF_8), 0);
        driver.notifyQueue(AGENT_OUT);
        assertEquals("hello", collected.bytes.toString(StandardCharsets.UTF_8));
        assertTrue(driver.answered(AGENT_OUT));
        control(1, 6, 0);
        assertFalse(collected.open);
    }

    @Test
    void holdsAGuestThatWritesFasterThanTheHostTakes() {
        control(1, 6, 1);
        collected.room = 3;
        driver.request(AGENT_OUT, "hello".getBytes(StandardCharsets.UTF_8), 0);
        driver.notifyQueue(AGENT_OUT);
        driver.notifyQueue(AGENT_OUT);
        assertEquals("hel", collected.bytes.toString(StandardCharsets.UTF_8));
        assertFalse(driver.answered(AGENT_OUT));
        collected.room = 100;
        console.port(1).resume();
        assertEquals("hello", collected.bytes.toString(StandardCharsets.UTF_8));
        assertTrue(driver.answered(AGENT_OUT));
    }

    @Test
    void tellsWhenTheGuestMadeRoom() {
        control(1, 6, 1);
        int[] told = new int[1];
        console.port(1).whenRoom(() -> told[0]++);
        byte[] much = new byte[5000];
        assertEquals(4096, console.port(1).send(much, 0, much.length));
        assertEquals(0, console.port(1).room());
        driver.request(AGENT_IN, new byte[0], 100);
        driver.notifyQueue(AGENT_IN);
        assertEquals(1, told[0]);
        assertEquals(100, console.port(1).room());
    }

    /** A host that writes as soon as there is room, and resumes in the middle of being given bytes. */
    @Test
    void anEagerHostDoesNotGoRoundInCircles() {
        control(1, 6, 1);
        int[] told = new int[1];
        console.port(1).whenRoom(() -> {
            told[0]++;
            console.port(1).send(new byte[10], 0, 10);
        });
        console.port(1).to((bytes, from, length) -> {
            console.port(1).resume();
            console.port(1).send(bytes, from, 1);
            return Math.min(2, length);
        });
        for (int i = 0; i < 4; i++) {
            driver.request(AGENT_IN, new byte[0], 8);
        }
        driver.request(AGENT_OUT, new byte[5], 0);
        driver.notifyQueue(AGENT_OUT);
        driver.notifyQueue(AGENT_OUT);
        driver.notifyQueue(AGENT_OUT);
        assertTrue(driver.answered(AGENT_OUT));
        assertEquals(3, driver.memory.load16(GuestDriver.usedRing(AGENT_IN) + 2));
        driver.notifyQueue(AGENT_IN);
        assertEquals(0, told[0], "nothing waited");
        assertFalse(driver.broken());
    }

    @Test
    void forgetsEverythingAtAReset() {
        control(1, 6, 1);
        console.port(1).send(new byte[10], 0, 10);
        driver.write(0x070, 0);
        assertFalse(collected.open);
        assertEquals(4096, console.port(1).room());
    }

    @Test
    void breaksOnControlMessagesAboutPortsThatThereAreNot() {
        control(-1, 6, 1);
        assertTrue(driver.broken());
        assertEquals(
                "the guest broke its device: a control message about port 4294967295 of 2",
                driver.log.lines.getFirst());
    }

    @Test
    void breaksOnADriverThatReadsNoControlMessages() {
        for (int i = 0; i < 100 && !driver.broken(); i++) {
            control(0, 0, 1);
        }
        assertTrue(driver.broken());
    }

    @Test
    void breaksOnAControlMessageThatIsTooShort() {
        driver.request(CONTROL_OUT, new byte[7], 0);
        driver.notifyQueue(CONTROL_OUT);
        assertTrue(driver.broken());
    }

    /** Takes what it has room for. */
    private static final class Collector implements ByteSink {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int room = 1000;
        boolean open;

        @Override
        public int accept(byte[] from, int at, int length) {
            int taken = Math.min(length, room);
            bytes.write(from, at, taken);
            room -= taken;
            return taken;
        }

        @Override
        public void opened(boolean nowOpen) {
            open = nowOpen;
        }
    }
}

package cortado.driver.bcm2835.pm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.service.Power;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Running;
import cortado.testkit.Testbed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class Bcm2835PmTest {
    private final SimulatedPm pm = new SimulatedPm();
    private final Device device =
            new Device("watchdog@7e100000", "brcm,bcm2835-pm-wdt", 0x7e10_0000, PmRegister.SIZE, pm);
    private final Testbed board = new Testbed(device);
    private Running driver;

    @BeforeEach
    void start() {
        driver = board.start(Program.driver("bcm2835-pm", device, Power.NAME, Bcm2835Pm::main));
    }

    @AfterEach
    void stop() {
        board.close();
    }

    private static Power power() {
        return new Power(Environ.current());
    }

    private void awaitFate(String expected) throws InterruptedException {
        for (int i = 0; i < 500 && !pm.fate().equals(expected); i++) {
            Thread.sleep(10);
        }
        assertEquals(expected, pm.fate());
    }

    @Test
    void aWatchdogThatIsLeftRunningIsStopped() throws InterruptedException {
        awaitFate("nothing");
    }

    @Test
    void offHaltsTheFirmwareAfterTheAnswer() throws InterruptedException {
        board.run(() -> power().off(Clock.after(5_000)));
        awaitFate("off");
        assertEquals(0x1000, pm.status() & 0x1000, "bits of the firmware's own are kept");
    }

    @Test
    void restartBootsAsTheFirmwarePrefers() throws InterruptedException {
        board.run(() -> power().restart(Clock.after(5_000)));
        awaitFate("restart from partition 0");
    }

    @Test
    void theFirstWishCounts() throws InterruptedException {
        board.run(() -> {
            power().restart(Clock.after(5_000));
            power().off(Clock.after(5_000));
        });
        awaitFate("restart from partition 0");
    }

    @Test
    void anythingElseIsRefusedAndChangesNothing() throws InterruptedException {
        board.run(() -> {
            Channel channel = Environ.current().connect(Power.NAME, Clock.after(5_000));
            for (int operation : new int[] {0, 3, -1}) {
                Message message = new Message().reset(MessageType.CALL, 1).putInt(operation);
                StatusException refused =
                        assertThrows(StatusException.class, () -> channel.call(message, Clock.after(5_000)));
                assertEquals(Status.NOT_SUPPORTED, refused.status());
            }
            Message empty = new Message().reset(MessageType.CALL, 1);
            assertEquals(
                    Status.INVALID_ARGUMENT,
                    assertThrows(StatusException.class, () -> channel.call(empty, Clock.after(5_000)))
                            .status());
        });
        Thread.sleep(50);
        assertEquals("nothing", pm.fate());
        assertFalse(driver.isEnded());
    }
}

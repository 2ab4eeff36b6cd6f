package cortado.driver.bcm2835.mailbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.StatusException;
import cortado.api.service.Firmware;
import cortado.api.service.Tryboot;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Running;
import cortado.testkit.Testbed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class Bcm2835MailboxTest {
    private static final int BOARD_REVISION = 0x0001_0002;
    private static final int BOARD_SERIAL = 0x0001_0004;
    private static final int TEMPERATURE = 0x0003_0006;

    private final SimulatedMailbox mailbox = new SimulatedMailbox();
    private final Device device =
            new Device("mailbox@7e00b880", "brcm,bcm2835-mbox", 0x7e00_b880, MailboxRegister.SIZE, mailbox);
    private final Program program = new Program(
            "bcm2835-mailbox", device, List.of(Firmware.NAME, Tryboot.NAME), Map.of(), Bcm2835Mailbox::main);
    private final Testbed board = new Testbed(device);
    private Running driver;

    @BeforeEach
    void start() {
        mailbox.teach(BOARD_REVISION, 0xc03114).teach(BOARD_SERIAL, 0x12345678, 0x10000000);
        driver = board.start(program);
    }

    @AfterEach
    void stop() {
        board.close();
    }

    private static int[] get(int property) {
        try (Firmware firmware = new Firmware(Environ.current())) {
            return firmware.get(property, Clock.after(5_000));
        }
    }

    @Test
    void propertiesOfTheBoardAreTold() {
        board.run(() -> {
            assertArrayEquals(new int[] {0xc03114}, get(Firmware.BOARD_REVISION));
            assertArrayEquals(new int[] {0x12345678, 0x10000000}, get(Firmware.BOARD_SERIAL));
        });
    }

    @Test
    void aSensorsNumberIsNotPartOfItsValue() {
        mailbox.teach(TEMPERATURE, 0, 48_312);
        board.run(() -> assertArrayEquals(new int[] {48_312}, get(Firmware.TEMPERATURE)));
    }

    @Test
    void whatTheFirmwareDoesNotKnowIsNotSupported() {
        board.run(() -> {
            StatusException unknown = assertThrows(StatusException.class, () -> get(Firmware.TEMPERATURE));
            assertEquals(Status.NOT_SUPPORTED, unknown.status());
            assertEquals("the firmware does not know TEMPERATURE", unknown.getMessage());
            assertArrayEquals(new int[] {0xc03114}, get(Firmware.BOARD_REVISION));
        });
    }

    @Test
    void anAnswerThatIsTooShortIsNotSupported() {
        mailbox.teach(BOARD_SERIAL, 5);
        board.run(() -> assertThrows(StatusException.class, () -> get(Firmware.BOARD_SERIAL)));
    }

    private static void arm() {
        try (Tryboot tryboot = new Tryboot(Environ.current())) {
            tryboot.arm(Clock.after(5_000));
        }
    }

    @Test
    void theSpareSlotIsTriedAtTheNextStart() {
        mailbox.teachRestarts(true);
        assertEquals("usual", mailbox.nextStart());
        board.run(() -> {
            arm();
            assertArrayEquals(new int[] {0xc03114}, get(Firmware.BOARD_REVISION));
        });
        assertEquals("spare", mailbox.nextStart());
    }

    @Test
    void aFirmwareThatKnowsNoSlotsSaysSo() {
        board.run(() -> assertEquals(
                "no slot can be tried: the firmware does not know SET_REBOOT_FLAGS",
                assertThrows(StatusException.class, Bcm2835MailboxTest::arm).getMessage()));
        mailbox.setPolite();
        board.run(() -> {
            StatusException refused = assertThrows(StatusException.class, Bcm2835MailboxTest::arm);
            assertEquals("no slot can be tried: the firmware does not know REBOOT_FLAGS", refused.getMessage());
            assertEquals(Status.NOT_SUPPORTED, refused.status());
            assertArrayEquals(new int[] {0xc03114}, get(Firmware.BOARD_REVISION));
        });
        assertEquals("usual", mailbox.nextStart());
    }

    @Test
    void aFirmwareThatForgetsTheFlagIsNotBelieved() {
        mailbox.teachRestarts(false);
        board.run(() -> assertEquals(
                "no slot can be tried: the firmware did not take the flag",
                assertThrows(StatusException.class, Bcm2835MailboxTest::arm).getMessage()));
    }

    @Test
    void whoMayAskTheFirmwareMayNotChooseTheSlot() {
        mailbox.teachRestarts(true);
        board.run(() -> {
            for (int number : new int[] {0, 13, 0x0003_8064}) {
                assertThrows(StatusException.class, () -> get(number));
            }
        });
        assertEquals("usual", mailbox.nextStart());
    }

    @Test
    void everyPropertyHasATag() {
        for (int number = 1; number <= Firmware.PROPERTIES; number++) {
            mailbox.teach(Property.of(number).tag(), 11, 22);
        }
        board.run(() -> {
            for (int number = 1; number <= Firmware.PROPERTIES; number++) {
                Property property = Property.of(number);
                int[] value = get(number);
                assertEquals(property.instance() >= 0 ? 22 : 11, value[0], property::name);
            }
            assertEquals(
                    Status.NOT_SUPPORTED,
                    assertThrows(StatusException.class, () -> get(Firmware.PROPERTIES + 1))
                            .status());
            assertThrows(StatusException.class, () -> get(0));
        });
    }

    @Test
    void wordsThatNobodyAskedForAreDropped() {
        board.run(() -> get(Firmware.BOARD_REVISION));
        for (int i = 0; i < 5; i++) {
            mailbox.say(0xabcd_0000 | i);
        }
        board.run(() -> assertArrayEquals(new int[] {0xc03114}, get(Firmware.BOARD_REVISION)));
    }

    @Test
    void aFirmwareThatFallsSilentEndsTheDriverAndTheNextOneAnswers() throws InterruptedException {
        board.run(() -> get(Firmware.BOARD_REVISION));
        mailbox.setSilent(true);
        Running client = board.launch(
                "client",
                () -> assertArrayEquals(
                        new int[] {0xc03114},
                        new Firmware(Environ.current()).get(Firmware.BOARD_REVISION, Clock.after(60_000))));
        Thread.sleep(100);
        board.skip(2);
        assertEquals(
                "the firmware did not answer within 1000 ms",
                driver.awaitEnd(10).orElseThrow().getMessage());
        mailbox.setSilent(false);
        mailbox.say(0x77); // left over from before
        board.start(program);
        assertFalse(client.awaitEnd(10).isPresent());
    }

    @Test
    void aMailboxThatNeverRunsEmptyEndsTheDriver() {
        board.run(() -> get(Firmware.BOARD_REVISION));
        mailbox.setEndless();
        assertEquals(
                "the mailbox never runs empty",
                driver.awaitEnd(10).orElseThrow().getMessage());
    }

    @Test
    void aBufferWithACodeThatDoesNotExistEndsTheDriver() {
        mailbox.setCode(7);
        board.launch("client", () -> get(Firmware.BOARD_REVISION));
        assertEquals(
                "the firmware gave a buffer back with code 0x7",
                driver.awaitEnd(10).orElseThrow().getMessage());
    }
}

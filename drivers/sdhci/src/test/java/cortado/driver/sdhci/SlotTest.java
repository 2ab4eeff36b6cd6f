package cortado.driver.sdhci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.MessageType;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Message;
import cortado.api.service.Block;
import cortado.api.service.Event;
import cortado.api.service.Firmware;
import cortado.api.service.Provider;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Testbed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slots with and without cards, and the contacts and clocks of controllers that were seen. */
@Timeout(180)
class SlotTest {
    private static Program program(Device node, String flags) {
        return Program.driver("sdhci", node, Block.NAME, Sdhci::main).with("device.flags", flags);
    }

    private static Device node(SimulatedCard card) {
        return new Device("mmc@7e340000", "brcm,bcm2711-emmc2", 0x7e34_0000, SdhciRegister.SIZE, card);
    }

    private static void reads(SimulatedCard card, String flags, Program... others) {
        Device node = node(card);
        try (Testbed board = new Testbed(node)) {
            for (Program other : others) {
                board.start(other);
            }
            board.start(program(node, flags));
            board.run(() -> {
                try (Block block = new Block(Environ.current());
                        Folio folio = Folio.create(512)) {
                    block.read(3, 1, folio, 0, Clock.after(20_000));
                    assertEquals(3 * 31, folio.load8(0) & 0xff);
                }
            });
        }
    }

    private static String ending(SimulatedCard card, String flags) {
        Device node = node(card);
        try (Testbed board = new Testbed(node)) {
            return board.start(program(node, flags)).awaitEnd(20).orElseThrow().getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource({"QEMU,''", "QEMU,non-removable", "EMMC2,broken-cd", "EMMC2,''", "NAMELESS,disable-wp broken-cd"})
    void aCardIsFoundWhateverTheControllerIsLike(Model model, String flags) {
        SimulatedCard card = new SimulatedCard(1024, true, model);
        reads(card, flags);
        assertTrue(card.kilohertz() > 2_000 && card.kilohertz() <= 25_000, () -> card.kilohertz() + " kHz");
    }

    @ParameterizedTest
    @CsvSource({
        "QEMU,'',there is no card in the slot",
        "QEMU,broken-cd,there is no memory card in the slot that answers: CMD55 failed: no response",
        "EMMC2,broken-cd,there is no memory card in the slot that answers: the SD host says nothing about CMD0",
        "EMMC2,'',there is no memory card in the slot that answers: the SD host says nothing about CMD0"
    })
    void anEmptySlotIsSaidInASentence(Model model, String flags, String sentence) {
        SimulatedCard card = new SimulatedCard(1024, true, model);
        card.pull();
        assertEquals(sentence, ending(card, flags));
    }

    @Test
    void aContactThatNeverSettlesIsSaidInASentence() {
        SimulatedCard card = new SimulatedCard(1024, true);
        card.bounce(Integer.MAX_VALUE);
        String sentence = ending(card, "");
        assertTrue(
                sentence.matches("the contact that detects cards does not settle: PRESENT_STATE is 0x1f[8c]0000"),
                sentence);
        reads(card, "non-removable"); // where the tree says that there is no contact, it need not settle
    }

    @Test
    void aContactMayBounceForAWhile() {
        SimulatedCard card = new SimulatedCard(1024, true);
        card.bounce(40);
        reads(card, "");
    }

    @Test
    void theFirmwareNamesTheClockWhereTheCapabilitiesDoNot() {
        SimulatedCard alone = new SimulatedCard(1024, true, Model.NAMELESS);
        reads(alone, "broken-cd");
        assertEquals(5_000, alone.kilohertz(), "as if the clock had 500 MHz");
        SimulatedCard card = new SimulatedCard(1024, true, Model.NAMELESS);
        Program firmware = new Program("firmware", null, List.of(Firmware.NAME), Map.of(), arguments -> {
            Message answer = new Message();
            new Provider(Environ.current()).run(event -> {
                if (event instanceof Event.Request(var client, var message)) {
                    assertEquals(Firmware.EMMC2_CLOCK, message.takeInt());
                    client.answer(answer.reset(MessageType.REPLY, message.id()).putInt(100_000_000));
                }
            });
        });
        reads(card, "broken-cd", firmware);
        assertEquals(25_000, card.kilohertz());
    }
}

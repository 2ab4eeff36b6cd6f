package cortado.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.MessageType;
import cortado.platform.PlatformHolder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageTest {
    private final RecordingPlatform platform = new RecordingPlatform();
    private final Message message = new Message();

    @BeforeEach
    void install() {
        PlatformHolder.install(() -> platform);
    }

    /** As the kernel would fill the buffer. */
    private void receive(int... handles) {
        LittleEndian.put32(message.bytes(), MessageLayout.HANDLE_COUNT, handles.length);
        for (int i = 0; i < handles.length; i++) {
            LittleEndian.put32(message.bytes(), MessageLayout.HANDLES + 4 * i, handles[i]);
        }
        message.arrived();
    }

    @Test
    void whatIsPutIsTakenInTheSameOrder() {
        message.reset(MessageType.CALL, 9)
                .putInt(-5)
                .putLong(Long.MIN_VALUE)
                .putText("grüße")
                .putBytes(new byte[] {1, 2, 3}, 1, 2);
        assertEquals(MessageType.CALL, message.type());
        assertEquals(9, message.id());
        assertEquals(-5, message.takeInt());
        assertEquals(Long.MIN_VALUE, message.takeLong());
        assertEquals("grüße", message.takeText());
        assertArrayEquals(new byte[] {2, 3}, message.takeBytes(2));
        assertEquals(0, message.remaining());
    }

    @Test
    void readingPastTheEndIsAMessageException() {
        message.reset(1, 1).putInt(1).putInt(2);
        message.takeInt();
        assertEquals(
                "the message ends after 8 bytes, but 8 more were expected",
                assertThrows(MessageException.class, message::takeLong).getMessage());
        assertThrows(MessageException.class, () -> message.takeBytes(-1));
        assertThrows(MessageException.class, () -> message.takeBytes(Integer.MAX_VALUE));
        assertEquals(2, message.takeInt());
    }

    @Test
    void aTextThatLiesAboutItsLengthIsAMessageException() {
        for (int length : new int[] {-1, 5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            message.reset(1, 1).putInt(length).putInt(0);
            assertThrows(MessageException.class, message::takeText, () -> "length " + length);
        }
    }

    @Test
    void moreThanFitsIsRefusedWhole() {
        message.reset(1, 1).putBytes(new byte[478], 0, 478);
        assertThrows(MessageException.class, () -> message.putInt(1));
        assertThrows(MessageException.class, () -> message.putText(""));
        assertEquals(478, message.length());
        assertEquals(2, message.room());
    }

    @Test
    void fourHandlesAtMost() {
        message.reset(1, 1);
        for (int i = 1; i <= 4; i++) {
            message.putHandle(new Handle(i));
        }
        assertThrows(MessageException.class, () -> message.putHandle(new Handle(5)));
    }

    @Test
    void handlesThatNobodyTakesAreClosedWhenTheMessageIsUsedAgain() {
        receive(11, 12, 13);
        Handle taken = message.takeHandle();
        message.reset(1, 1);
        assertEquals(11, taken.number());
        assertEquals(List.of(12L, 13L), platform.closed);
        message.reset(1, 1);
        assertEquals(2, platform.closed.size());
    }

    @Test
    void aReplyDoesNotCarryTheRequestsHandlesAway() {
        receive(21);
        Replies.reply(message, MessageType.REPLY);
        assertEquals(0, message.handleCount());
        assertEquals(List.of(21L), platform.closed);
    }

    @Test
    void handlesThatWerePutStayTheSendersUntilTheyMove() {
        Handle first = new Handle(31);
        message.reset(1, 1).putHandle(first);
        message.reset(1, 2);
        assertTrue(first.isOpen());
        message.putHandle(first);
        message.moved();
        assertFalse(first.isOpen());
        assertEquals(List.of(), platform.closed);
    }

    @Test
    void discardClosesWhatWasNotSent() {
        Handle handle = new Handle(41);
        message.reset(1, 1).putHandle(handle).discard();
        assertFalse(handle.isOpen());
        assertEquals(List.of(41L), platform.closed);
    }

    @Test
    void aDetachedMessageHasEverythingAndTheOldOneNothing() {
        Handle handle = new Handle(51);
        message.reset(3, 4).putInt(77).putHandle(handle);
        Message detached = message.detach();
        assertEquals(0, message.length());
        assertEquals(0, message.handleCount());
        assertEquals(77, detached.takeInt());
        detached.moved();
        assertFalse(handle.isOpen());
        assertEquals(List.of(), platform.closed);
    }

    @Test
    void aDetachedReceivedMessageOwnsItsHandles() {
        receive(61);
        Message detached = message.detach();
        message.reset(1, 1);
        assertEquals(List.of(), platform.closed);
        detached.drop();
        assertEquals(List.of(61L), platform.closed);
    }

    @Test
    void anErrorsSentenceIsCutToFit() {
        Replies.error(message.reset(1, 5), -3, "ü".repeat(1000));
        assertEquals(MessageType.ERROR, message.type());
        assertEquals(5, message.id());
        StatusException thrown = assertThrows(StatusException.class, () -> Replies.throwIfError(message));
        assertEquals(-3, thrown.status());
        assertTrue(thrown.getMessage().startsWith("ü".repeat(100)));
    }
}

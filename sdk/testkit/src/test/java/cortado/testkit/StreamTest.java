package cortado.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.service.Event;
import cortado.api.service.Provider;
import cortado.api.stream.ChannelInput;
import cortado.api.stream.ChannelOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Streams between processes, over the real kernel. */
class StreamTest {
    private static final int LONG = 100_000;

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 480);
        }
        return bytes;
    }

    /** A process that writes a long stream to whoever asks for it, and ends it. */
    private static final Program WRITER = new Program(
            "writer",
            null,
            List.of("pattern"),
            Map.of(),
            arguments -> new Provider(Environ.current()).run(event -> {
                if (event instanceof Event.Request(var client, Message message)) {
                    try (ChannelOutput out = new ChannelOutput(new Channel(message.takeHandle()))) {
                        out.write(pattern(LONG));
                    } catch (StatusException e) {
                        assertEquals(Status.PEER_CLOSED, e.status());
                    }
                    client.answer(message.reset(MessageType.REPLY, message.id()));
                }
            }));

    private static Channel ask() {
        Channel.Pair pair = Channel.pair();
        Channel writer = Environ.current().connect("pattern", Clock.FOREVER);
        writer.send(new Message().reset(MessageType.CALL, 1).putHandle(pair.second()));
        return pair.first();
    }

    @Test
    void aLongStreamArrivesWholeAndEndsThoughItsReaderIsSlow() {
        try (Testbed board = new Testbed()) {
            board.start(WRITER);
            board.run(() -> {
                ChannelInput in = new ChannelInput(ask());
                byte[] got = new byte[LONG + 1];
                int done = 0;
                for (int count = 0; count >= 0; count = in.read(got, done, Math.min(777, got.length - done))) {
                    done += count;
                }
                assertEquals(LONG, done);
                assertArrayEquals(pattern(LONG), Arrays.copyOf(got, LONG));
                assertTrue(in.hasEnded());
            });
        }
    }

    @Test
    void aReaderThatLeavesLetsTheWriterGoOn() {
        try (Testbed board = new Testbed()) {
            Running writer = board.start(WRITER);
            board.run(() -> {
                ChannelInput in = new ChannelInput(ask());
                assertTrue(in.read() >= 0);
                in.close();
            });
            board.run(() -> assertEquals(0, new ChannelInput(ask()).read()));
            board.awaitHandles(writer, 3);
        }
    }

    @Test
    void whatIsNotThereYetIsLateAndMessagesOfOtherKindsAreDropped() {
        try (Testbed board = new Testbed()) {
            board.run(() -> {
                Channel.Pair pair = Channel.pair();
                ChannelInput in = new ChannelInput(pair.first());
                byte[] byteRead = new byte[4];
                assertEquals(ChannelInput.LATE, in.read(byteRead, 0, 4, Clock.NOW));
                pair.second().send(new Message().reset(MessageType.EVENT, 0).putInt(7));
                assertEquals(ChannelInput.LATE, in.read(byteRead, 0, 4, Clock.after(1)));
                new ChannelOutput(pair.second()).write(new byte[] {1, 2, 3, 4, 5});
                pair.second().close();
                assertEquals(4, in.read(byteRead, 0, 4, Clock.NOW));
                assertTrue(in.hasMore());
                assertEquals(5, in.read());
                assertEquals(-1, in.read());
                assertEquals(-1, in.read(byteRead, 0, 4, Clock.NOW));
                assertEquals(-1, ChannelInput.empty().read());
            });
        }
    }

    @Test
    void aFullStreamTakesWhatThereIsRoomForAndTwoWritersEndItTogether() {
        try (Testbed board = new Testbed()) {
            board.run(() -> {
                Channel.Pair pair = Channel.pair();
                ChannelOutput first = new ChannelOutput(pair.second());
                ChannelOutput second = new ChannelOutput(pair.second().secondWriter());
                int window = Limits.CHANNEL_DEPTH * Limits.MESSAGE_PAYLOAD;
                assertEquals(window, first.tryWrite(new byte[LONG], 0, LONG));
                assertEquals(0, second.tryWrite(new byte[1], 0, 1));
                first.close();
                ChannelInput in = new ChannelInput(pair.first());
                byte[] got = new byte[window];
                for (int done = 0; done < window; done += in.read(got, done, window - done)) {}
                assertEquals(ChannelInput.LATE, in.read(got, 0, 1, Clock.NOW));
                assertFalse(in.hasEnded());
                second.close();
                assertEquals(-1, in.read(got, 0, 1, Clock.NOW));
            });
        }
    }

    @Test
    void nobodyReadsAStreamWhoseReaderHasGone() {
        try (Testbed board = new Testbed()) {
            board.run(() -> {
                Channel.Pair pair = Channel.pair();
                pair.first().close();
                StatusException gone =
                        assertThrows(StatusException.class, () -> new ChannelOutput(pair.second()).write(new byte[1]));
                assertEquals(Status.PEER_CLOSED, gone.status());
            });
        }
    }
}

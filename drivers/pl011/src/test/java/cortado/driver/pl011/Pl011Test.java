package cortado.driver.pl011;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.StatusException;
import cortado.api.service.Serial;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Running;
import cortado.testkit.Testbed;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class Pl011Test {
    private final SimulatedPl011 uart = new SimulatedPl011();
    private final Device device = new Device("pl011@9000000", "arm,pl011", 0x900_0000, 0x1000, uart);
    private final Program program = Program.driver("pl011", device, Serial.NAME, Pl011::main)
            .with("device.clock", "24000000")
            .keeping(Typed.MEMORY);
    private final Testbed board = new Testbed(device);
    private Running driver;

    @BeforeEach
    void start() {
        driver = board.start(program);
    }

    @AfterEach
    void stop() {
        board.close();
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void write(Serial serial, byte[] bytes) {
        serial.write(bytes, 0, bytes.length, Clock.after(10_000));
    }

    private static byte[] read(Serial serial, int count) {
        byte[] bytes = new byte[count];
        int done = 0;
        long deadline = Clock.after(5_000);
        while (done < count) {
            int got = serial.read(bytes, done, count - done, deadline); // 0, too, when the driver was replaced
            assertTrue(got > 0 || Clock.nanos() < deadline, "only " + done + " of " + count + " bytes came");
            done += got;
        }
        return bytes;
    }

    @Test
    void theLineIsSetToEightBitsAtTheRateOfTheSpec() {
        board.run(() -> write(new Serial(Environ.current()), new byte[1]));
        assertEquals(13, uart.register(Pl011Register.INTEGER_BAUD));
        assertEquals(1, uart.register(Pl011Register.FRACTIONAL_BAUD));
        assertEquals(Pl011Register.FIFO_ENABLE | Pl011Register.EIGHT_BITS, uart.register(Pl011Register.LINE_CONTROL));
    }

    @Test
    void whatAClientWritesLeavesInOrder() {
        byte[] bytes = noise(5_000);
        board.run(() -> write(new Serial(Environ.current()), bytes));
        assertArrayEquals(bytes, uart.sent());
    }

    @Test
    void inputReachesTheClient() {
        uart.type("hello".getBytes(US_ASCII));
        board.run(() -> assertEquals("hello", new String(read(new Serial(Environ.current()), 5), US_ASCII)));
    }

    @Test
    void aSlowClientLosesNothing() {
        byte[] bytes = noise(40_000); // more than the ring, the client's queue and the FIFO together
        board.run(() -> {
            Serial serial = new Serial(Environ.current());
            write(serial, new byte[1]); // before the driver runs, no more than its ring holds may come
            uart.type(bytes);
            byte[] first = read(serial, 1);
            write(serial, first); // output still works while input is held back
            byte[] rest = read(serial, bytes.length - 1);
            assertEquals(bytes[0], first[0]);
            assertArrayEquals(Arrays.copyOfRange(bytes, 1, bytes.length), rest);
        });
    }

    @Test
    void aWriteIsAnsweredOnlyWhenTheDeviceHasItAll() throws InterruptedException {
        uart.stop();
        CountDownLatch answered = new CountDownLatch(1);
        byte[] bytes = noise(100);
        board.launch("writer", () -> {
            write(new Serial(Environ.current()), bytes);
            answered.countDown();
        });
        for (int released = 0; released + Pl011Register.LEAST_FIFO < bytes.length; released += 4) {
            assertFalse(answered.await(15, TimeUnit.MILLISECONDS), "answered after " + released + " bytes");
            uart.release(4);
        }
        uart.go();
        assertTrue(answered.await(10, TimeUnit.SECONDS));
        assertArrayEquals(bytes, uart.sent());
    }

    @Test
    void drainWaitsForSilence() throws InterruptedException {
        uart.stop();
        CountDownLatch drained = new CountDownLatch(1);
        board.launch("writer", () -> {
            Serial serial = new Serial(Environ.current());
            write(serial, noise(10));
            serial.drain(Clock.after(10_000));
            drained.countDown();
        });
        assertFalse(drained.await(100, TimeUnit.MILLISECONDS));
        uart.go();
        assertTrue(drained.await(10, TimeUnit.SECONDS));
        assertEquals(10, uart.sent().length);
    }

    @Test
    void inputGoesToTheNewestClientAndBackWhenItEnds() {
        board.run(() -> {
            Serial first = new Serial(Environ.current());
            assertEquals(0, first.read(new byte[1], 0, 1, Clock.after(20)));
            Serial second = new Serial(Environ.current());
            assertEquals(0, second.read(new byte[1], 0, 1, Clock.after(20)));
            write(new Serial(Environ.current()), new byte[1]); // who only writes takes nothing away
            uart.type("2".getBytes(US_ASCII));
            assertEquals('2', read(second, 1)[0]);
            assertEquals(0, first.read(new byte[1], 0, 1, Clock.after(20)));
            second.close();
            uart.type("1".getBytes(US_ASCII));
            assertEquals('1', read(first, 1)[0]);
        });
    }

    @Test
    void damagedCharactersAreLeftOutAndReported() {
        uart.typeDamaged('x', Pl011Register.FRAMING_ERROR);
        uart.typeDamaged(0, Pl011Register.BREAK | Pl011Register.FRAMING_ERROR);
        uart.type("ok".getBytes(US_ASCII));
        board.run(() -> assertEquals("ok", new String(read(new Serial(Environ.current()), 2), US_ASCII)));
        assertTrue(
                board.log().toString().contains("2 damaged on the line"),
                () -> board.log().toString());
    }

    @Test
    void requestsThatAreNotUnderstoodAreAnsweredWithAnError() {
        board.run(() -> {
            Channel channel = Environ.current().connect(Serial.NAME, Clock.after(5_000));
            StatusException unknown = assertThrows(
                    StatusException.class,
                    () -> channel.call(new Message().reset(MessageType.OPEN, 7), Clock.after(5_000)));
            assertEquals(Status.NOT_SUPPORTED, unknown.status());
            StatusException tooShort = assertThrows(
                    StatusException.class,
                    () -> channel.call(new Message().reset(MessageType.CALL, 8), Clock.after(5_000)));
            assertEquals(Status.INVALID_ARGUMENT, tooShort.status());
            StatusException operation = assertThrows(
                    StatusException.class,
                    () -> channel.call(new Message().reset(MessageType.CALL, 9).putInt(99), Clock.after(5_000)));
            assertEquals(Status.NOT_SUPPORTED, operation.status());
        });
        assertFalse(driver.isEnded());
    }

    @Test
    void handlesThatNobodyAskedForAreClosed() {
        board.run(() -> write(new Serial(Environ.current()), new byte[1]));
        int before = board.info(driver).handles();
        board.run(() -> {
            Channel channel = Environ.current().connect(Serial.NAME, Clock.after(5_000));
            for (int i = 1; i <= 100; i++) {
                Message message = new Message().reset(i % 2 == 0 ? MessageType.WRITE : 99, i);
                for (int handle = 0; handle < 4; handle++) {
                    message.putHandle(Folio.create(1));
                }
                channel.tryCall(message, Clock.after(5_000));
            }
            channel.close();
        });
        board.run(() -> write(new Serial(Environ.current()), new byte[1]));
        board.awaitHandles(driver, before);
    }

    @Test
    void aClientThatDoesNotFetchItsAnswersHoldsUpOnlyItself() {
        board.run(() -> {
            Channel greedy = Environ.current().connect(Serial.NAME, Clock.after(5_000));
            long end = Clock.after(300);
            int sent = 0;
            while (Clock.nanos() < end) {
                Message message =
                        new Message().reset(MessageType.WRITE, sent + 1).putInt(0);
                if (greedy.trySend(message) == Status.OK) {
                    sent++;
                }
            }
            assertTrue(sent < 100, "a queue that nobody empties took " + sent + " requests");
            write(new Serial(Environ.current()), "fair".getBytes(US_ASCII));
            greedy.close();
        });
        assertTrue(new String(uart.sent(), US_ASCII).contains("fair"));
        assertFalse(driver.isEnded());
    }

    @Test
    void bytesOfAClientThatEndsAreStillSent() {
        board.run(() -> {
            Channel channel = Environ.current().connect(Serial.NAME, Clock.after(5_000));
            byte[] last = "last words".getBytes(US_ASCII);
            channel.send(new Message().reset(MessageType.WRITE, 1).putBytes(last, 0, last.length));
            channel.close();
        });
        board.run(() -> new Serial(Environ.current()).drain(Clock.after(5_000)));
        assertEquals("last words", new String(uart.sent(), US_ASCII));
    }

    @Test
    void aRestartedDriverGoesOnWhereTheOldOneWasAnswered() throws InterruptedException {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch restarted = new CountDownLatch(1);
        Running client = board.launch("client", () -> {
            Serial serial = new Serial(Environ.current());
            write(serial, "before ".getBytes(US_ASCII));
            half.countDown();
            await(restarted);
            write(serial, "after ".getBytes(US_ASCII));
            assertEquals("typed", new String(read(serial, 5), US_ASCII));
        });
        assertTrue(half.await(10, TimeUnit.SECONDS));
        board.kill(driver);
        uart.type("typed".getBytes(US_ASCII)); // while no driver runs
        board.start(program);
        restarted.countDown();
        assertEquals(Optional.empty(), client.awaitEnd(20));
        assertEquals("before after ", new String(uart.sent(), US_ASCII));
    }

    @Test
    void whatWasTypedAheadOutlivesTheDriverAndIsGivenOnce() throws InterruptedException {
        int lives = 4;
        byte[] bytes = noise(2 * Typed.CAPACITY + lives * 1000); // the ring full, and as much held back on the line
        Semaphore reading = new Semaphore(0);
        Semaphore restarted = new Semaphore(0);
        Running client = board.launch("client", () -> {
            Serial serial = new Serial(Environ.current());
            write(serial, new byte[1]); // the driver runs
            uart.type(bytes);
            for (int life = 0; life < lives; life++) {
                assertArrayEquals(Arrays.copyOfRange(bytes, life * 1000, (life + 1) * 1000), read(serial, 1000));
                reading.release();
                restarted.acquireUninterruptibly();
            }
            assertArrayEquals(
                    Arrays.copyOfRange(bytes, lives * 1000, bytes.length), read(serial, bytes.length - lives * 1000));
        });
        for (int life = 0; life < lives; life++) {
            assertTrue(reading.tryAcquire(20, TimeUnit.SECONDS));
            board.kill(driver);
            driver = board.start(program);
            restarted.release();
        }
        assertEquals(Optional.empty(), client.awaitEnd(20));
    }

    @Test
    void whatTheDriverHadGivenBeforeItDiedIsNotLostToAClientThatWritesFirst() throws InterruptedException {
        CountDownLatch given = new CountDownLatch(1);
        CountDownLatch restarted = new CountDownLatch(1);
        uart.type("first ".getBytes(US_ASCII));
        Running client = board.launch("client", () -> {
            Serial serial = new Serial(Environ.current());
            try (Poll poll = new Poll()) {
                Channel channel = serial.channel(Clock.after(5_000));
                poll.add(channel, Signals.READABLE, serial);
                assertEquals(serial, poll.next(Clock.after(5_000)).source());
                poll.remove(channel);
            }
            given.countDown();
            await(restarted);
            write(serial, "prompt".getBytes(US_ASCII));
            assertEquals("first then", new String(read(serial, 10), US_ASCII));
        });
        assertTrue(given.await(20, TimeUnit.SECONDS));
        board.kill(driver);
        uart.type("then".getBytes(US_ASCII));
        board.start(program);
        restarted.countDown();
        assertEquals(Optional.empty(), client.awaitEnd(20));
    }

    @Test
    void aDeviceWhoseFlagsAreStuckHoldsUpNeitherStartNorOutput() {
        board.kill(driver);
        uart.stickFlags(Pl011Register.BUSY); // never idle, and the receive FIFO never empty
        board.start(program);
        board.run(() -> write(new Serial(Environ.current()), "still here".getBytes(US_ASCII)));
        assertEquals("still here", new String(uart.sent(), US_ASCII));
    }

    @Test
    void aRestartSendsWhatTheDeviceStillHadToSend() {
        uart.stop();
        board.run(() -> write(new Serial(Environ.current()), "tail".getBytes(US_ASCII)));
        board.kill(driver);
        board.start(program);
        uart.go();
        board.run(() -> write(new Serial(Environ.current()), "!".getBytes(US_ASCII)));
        assertEquals("tail!", new String(uart.sent(), US_ASCII));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

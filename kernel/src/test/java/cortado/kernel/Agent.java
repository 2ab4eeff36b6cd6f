package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.StartLayout;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedBoard;
import java.nio.charset.StandardCharsets;

/** What a process does, in the words of a test. Its buffers are in its heap. */
final class Agent {
    static final long FOREVER = Long.MAX_VALUE;

    private final TestBoard test;
    final int slot;
    /** The supervisor's handle of it; 0 for the supervisor. */
    int process;

    private final long start;

    Agent(TestBoard test, int slot) {
        this.test = test;
        this.slot = slot;
        this.start = test.machine.argument(slot);
    }

    /** A handle that it was given at its start. */
    int startHandle(int index) {
        byte[] block = read(start, StartLayout.ENVIRON);
        return LittleEndian.i32(block, StartLayout.HANDLES + 4 * index);
    }

    /** The address of its start block. */
    long start() {
        return start;
    }

    /** Memory that it may use for anything, several pages. */
    long buffer() {
        return LittleEndian.i64(read(start, StartLayout.ENVIRON), StartLayout.HEAP);
    }

    long stack() {
        return LittleEndian.i64(read(start, StartLayout.ENVIRON), StartLayout.STACK);
    }

    /** Makes a call as soon as it runs; the result or {@link SimulatedBoard#BLOCKED}. */
    long call(int number, long... arguments) {
        int cpu = test.bring(slot);
        assertTrue(cpu >= 0, "the process does not get to run: it waits");
        long[] all = new long[4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        return test.board.trap(cpu, number, all[0], all[1], all[2], all[3]);
    }

    /** Makes a call that has this result. */
    void expect(long result, int number, long... arguments) {
        long got = call(number, arguments);
        assertEquals(result, got, () -> "call " + number + ": expected " + word(result) + ", was " + word(got));
    }

    private static String word(long result) {
        if (result == SimulatedBoard.BLOCKED) {
            return "to wait";
        }
        return result < 0 ? Status.text((int) result) : Long.toString(result);
    }

    /** Makes a call that succeeds. */
    long done(int number, long... arguments) {
        long result = call(number, arguments);
        assertTrue(result >= 0, () -> "call " + number + ": " + word(result));
        return result;
    }

    long second() {
        return test.machine.secondResult(slot);
    }

    /** The result of a call that waited; it has to have got it by now. */
    long result() {
        assertTrue(test.bring(slot) >= 0, "the process still waits");
        assertTrue(test.machine.hasResult(slot), "the process has no result");
        return test.machine.result(slot);
    }

    boolean isWaiting() {
        return test.bring(slot) < 0;
    }

    boolean isAlive() {
        return test.machine.isLive(slot);
    }

    void write(long address, byte[] bytes) {
        assertTrue(test.machine.writeUser(slot, address, bytes), "the process cannot write there");
    }

    byte[] read(long address, int length) {
        byte[] bytes = new byte[length];
        assertTrue(test.machine.readUser(slot, address, bytes), "the process cannot read there");
        return bytes;
    }

    /** Sends a message: the status. */
    long send(long channel, int id, String payload, int... handles) {
        write(buffer(), TestBoard.message(id, payload, handles));
        return call(Call.CHANNEL_SEND, channel, buffer());
    }

    /** Receives without waiting: the status or length. */
    long receive(long channel) {
        return call(Call.CHANNEL_RECEIVE, channel, buffer(), MessageLayout.SIZE, 0);
    }

    /** The payload of the message in its buffer. */
    String payload() {
        int length = LittleEndian.i32(read(buffer(), MessageLayout.PAYLOAD), MessageLayout.LENGTH);
        return new String(read(buffer() + MessageLayout.PAYLOAD, length), StandardCharsets.UTF_8);
    }

    /** A handle of the message in its buffer. */
    int received(int index) {
        return LittleEndian.i32(read(buffer(), MessageLayout.PAYLOAD), MessageLayout.HANDLES + 4 * index);
    }
}

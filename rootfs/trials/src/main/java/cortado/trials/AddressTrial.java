package cortado.trials;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.metal.Metal;

/** Gives every system call that takes a pointer one that is not its own, one that runs over, and an odd one. */
final class AddressTrial {
    private final Checks checks;

    AddressTrial(Checks checks) {
        this.checks = checks;
    }

    void run() {
        int first = (int) Raw.call(Call.CHANNEL_CREATE, 0, 0, 0, 0);
        int second = (int) Raw.second();
        int poll = (int) Raw.call(Call.POLL_CREATE, 0, 0, 0, 0);
        checks.status("send", Raw.callBuffer2(Call.CHANNEL_SEND, second, Raw.message(), 0, 0), Status.OK);
        checks.status("watch", Raw.call(Call.POLL_ADD, poll, first, Signals.READABLE, 1), Status.OK);
        for (Raw.BadAddress bad : Raw.BAD_ADDRESSES) {
            badAddress(first, poll, bad);
        }
        readOnlyBuffers(first, poll);
        lengths(first, poll);
        oddAddresses(first, second);
        Raw.call(Call.HANDLE_CLOSE, poll, 0, 0, 0);
        Raw.call(Call.HANDLE_CLOSE, first, 0, 0, 0);
        Raw.call(Call.HANDLE_CLOSE, second, 0, 0, 0);
    }

    private void badAddress(int channel, int poll, Raw.BadAddress bad) {
        long at = bad.address();
        String where = " at " + bad.what();
        refuse("log" + where, Raw.call(Call.LOG_WRITE, at, 16, 2, 0));
        refuse("send" + where, Raw.call(Call.CHANNEL_SEND, channel, at, 0, 0));
        refuse("receive" + where, Raw.call(Call.CHANNEL_RECEIVE, channel, at, MessageLayout.SIZE, 0));
        refuse("call" + where, Raw.call(Call.CHANNEL_CALL, channel, at, MessageLayout.SIZE, 1));
        refuse("answer" + where, Raw.call(Call.CHANNEL_REPLY_RECEIVE, channel, at, MessageLayout.SIZE, 0));
        refuse("wait" + where, Raw.call(Call.POLL_WAIT, poll, at, 4, 0));
        refuse("look at a process" + where, Raw.call(Call.PROCESS_INFO, 0, at, 0, 0));
        refuse("list handles" + where, Raw.call(Call.PROCESS_HANDLES, 0, at, 16, 0));
    }

    /** Text and constants may be read but not written, by the kernel neither. */
    private void readOnlyBuffers(int channel, int poll) {
        refuse("receive into text", Raw.call(Call.CHANNEL_RECEIVE, channel, Deeds.TEXT, MessageLayout.SIZE, 0));
        refuse("wait into text", Raw.call(Call.POLL_WAIT, poll, Deeds.TEXT, 4, 0));
        refuse("look at a process into text", Raw.call(Call.PROCESS_INFO, 0, Deeds.TEXT, 0, 0));
    }

    private void lengths(int channel, int poll) {
        byte[] buffer = new byte[MessageLayout.SIZE];
        for (long length : new long[] {-1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40}) {
            String with = " with length " + length;
            checks.status(
                    "log" + with,
                    Raw.call(Call.LOG_WRITE, Metal.addressOf(buffer), length, 2, 0),
                    Status.OUT_OF_RANGE,
                    Status.INVALID_ARGUMENT,
                    Status.BAD_ADDRESS);
            checks.status(
                    "wait" + with,
                    Raw.callBuffer2(Call.POLL_WAIT, poll, buffer, length, 0),
                    length < 0
                            ? new int[] {Status.INVALID_ARGUMENT, Status.OUT_OF_RANGE}
                            : new int[] {1, Status.INVALID_ARGUMENT, Status.OUT_OF_RANGE, Status.BAD_ADDRESS});
        }
        checks.status(
                "receive into a buffer without room for the header",
                Raw.callBuffer2(Call.CHANNEL_RECEIVE, channel, buffer, MessageLayout.PAYLOAD - 1, 0),
                Status.BUFFER_TOO_SMALL,
                Status.INVALID_ARGUMENT);
        checks.status(
                "receive with a negative capacity",
                Raw.callBuffer2(Call.CHANNEL_RECEIVE, channel, buffer, -1, 0),
                Status.BUFFER_TOO_SMALL,
                Status.INVALID_ARGUMENT);
        for (int length : new int[] {-1, Limits.MESSAGE_PAYLOAD + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            byte[] message = Raw.message();
            LittleEndian.put32(message, MessageLayout.LENGTH, length);
            checks.status(
                    "send a message that says it has " + length + " bytes",
                    Raw.callBuffer2(Call.CHANNEL_SEND, channel, message, 0, 0),
                    Status.OUT_OF_RANGE,
                    Status.INVALID_ARGUMENT);
        }
        for (int count : new int[] {-1, Limits.MESSAGE_HANDLES + 1, Integer.MAX_VALUE}) {
            byte[] message = Raw.message();
            LittleEndian.put32(message, MessageLayout.HANDLE_COUNT, count);
            checks.status(
                    "send a message that says it has " + count + " handles",
                    Raw.callBuffer2(Call.CHANNEL_SEND, channel, message, 0, 0),
                    Status.OUT_OF_RANGE,
                    Status.INVALID_ARGUMENT);
        }
    }

    /** No layout asks for alignment: the one message that waits arrives at an odd address. */
    private void oddAddresses(int channel, int other) {
        byte[] buffer = new byte[MessageLayout.SIZE + 8];
        long received = Raw.call(Call.CHANNEL_RECEIVE, channel, Metal.addressOf(buffer) + 3, MessageLayout.SIZE, 0);
        checks.status("receive at an odd address", received, Status.OK);
        checks.same("type of the message", cortado.abi.MessageType.DATA, LittleEndian.i32(buffer, 3));
        checks.status(
                "send from an odd address",
                Raw.call(Call.CHANNEL_SEND, other, Metal.addressOf(buffer) + 3, 0, 0),
                Status.OK);
        checks.status(
                "look at a process at an odd address",
                Raw.call(Call.PROCESS_INFO, 0, Metal.addressOf(buffer) + 1, 0, 0),
                Status.OK);
    }

    private void refuse(String what, long result) {
        checks.status(what, result, Status.BAD_ADDRESS);
    }
}

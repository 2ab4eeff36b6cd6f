package cortado.trials;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.Status;

/** A peer that does not listen. */
final class QueueTrial {
    private final Checks checks;

    QueueTrial(Checks checks) {
        this.checks = checks;
    }

    void run() {
        long channel = Raw.call(Call.CHANNEL_CREATE, 0, 0, 0, 0);
        long other = Raw.second();
        int sent = 0;
        long status = Status.OK;
        while (status == Status.OK && sent <= Limits.CHANNEL_DEPTH) {
            byte[] message = Raw.message();
            LittleEndian.put32(message, MessageLayout.ID, sent);
            status = Raw.callBuffer2(Call.CHANNEL_SEND, channel, message, 0, 0);
            sent += status == Status.OK ? 1 : 0;
        }
        checks.same("messages that a queue holds", Limits.CHANNEL_DEPTH, sent);
        checks.status("one more", status, Status.WOULD_BLOCK);
        int timer = (int) Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        checks.status(
                "one more with a handle",
                Raw.callBuffer2(Call.CHANNEL_SEND, channel, Raw.message(timer), 0, 0),
                Status.WOULD_BLOCK);
        checks.success("the handle has not moved", Raw.call(Call.HANDLE_INFO, timer, 0, 0, 0));
        checks.status(
                "a call",
                Raw.callBuffer2(Call.CHANNEL_CALL, channel, Raw.message(), MessageLayout.SIZE, 0),
                Status.WOULD_BLOCK);
        byte[] received = new byte[MessageLayout.SIZE];
        Raw.callBuffer2(Call.CHANNEL_RECEIVE, other, received, received.length, 0);
        checks.same("the first message is the oldest", 0, LittleEndian.i32(received, MessageLayout.ID));
        checks.status(
                "there is room again",
                Raw.callBuffer2(Call.CHANNEL_SEND, channel, Raw.message(timer), 0, 0),
                Status.OK);
        Raw.call(Call.HANDLE_CLOSE, other, 0, 0, 0);
        checks.status(
                "send to a closed end",
                Raw.callBuffer2(Call.CHANNEL_SEND, channel, Raw.message(), 0, 0),
                Status.PEER_CLOSED);
        Raw.call(Call.HANDLE_CLOSE, channel, 0, 0, 0);
    }
}

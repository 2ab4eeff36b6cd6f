package cortado.server.supervisor;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Authority;
import cortado.api.Channel;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.Poll;
import cortado.api.Replies;
import cortado.api.service.Power;
import cortado.api.system.SystemOperation;

/**
 * Switches the machine off or starts it again: through the driver that provides {@code power} if the board has one,
 * else through the kernel.
 */
final class PowerSwitch {
    /** A wish that a power driver was asked for. */
    final class Wish {
        private final Mailbox driver;
        private final Mailbox client;
        private final int id;

        private Wish(Unit provider, Channel channel, Mailbox client, int id) {
            this.driver = new Mailbox(provider.name(), channel, poll, this);
            this.client = client;
            this.id = id;
        }

        /** The driver answered, or is gone. An agreement needs no answer: the machine is about to end. */
        void answered() {
            driver.flush();
            Message message = new Message();
            int status = driver.receive(message);
            if (status == Status.WOULD_BLOCK) {
                return;
            }
            if (status < 0) {
                refuse(client, id, status, driver.name() + " ended when asked for power");
            } else if (message.type() == MessageType.ERROR) {
                try {
                    int reason = message.takeInt();
                    refuse(client, id, reason, driver.name() + " said: " + Page.clip(message.takeText()));
                } catch (MessageException e) {
                    refuse(client, id, Status.INVALID_ARGUMENT, driver.name() + " refused without a reason");
                }
            }
            message.drop();
            driver.close();
        }
    }

    private final Authority authority;
    private final Roster roster;
    private final Poll poll;

    PowerSwitch(Authority authority, Roster roster, Poll poll) {
        this.authority = authority;
        this.roster = roster;
        this.poll = poll;
    }

    /** Does it, or tells the client why not. */
    void operate(int operation, Mailbox client, int id) {
        boolean off = operation == SystemOperation.POWER_OFF;
        Unit provider = roster.provider(Power.NAME);
        if (provider != null && provider.isRunning() && provider.ready) {
            ask(provider, off ? Power.OFF : Power.RESTART, client, id);
        } else {
            int status = off ? authority.tryPowerOff() : authority.tryRestart();
            refuse(client, id, status, "the kernel cannot " + (off ? "power off" : "restart") + " this board");
        }
    }

    /** Becomes the driver's client for one request. */
    private void ask(Unit provider, int operation, Mailbox client, int id) {
        Channel.Pair pair = Channel.pair();
        provider.mailbox.send(new Message()
                .reset(MessageType.CONNECT, 0)
                .putText(Power.NAME)
                .putText(Roster.SUPERVISOR)
                .putHandle(pair.second()));
        Wish wish = new Wish(provider, pair.first(), client, id);
        wish.driver.send(new Message().reset(MessageType.CALL, Channel.nextId()).putInt(operation));
    }

    private static void refuse(Mailbox client, int id, int status, String sentence) {
        client.send(Replies.error(new Message().reset(MessageType.ERROR, id), status, sentence));
    }
}

package cortado.server.supervisor;

import cortado.api.Channel;
import cortado.api.Log;
import cortado.api.Poll;
import java.util.ArrayList;
import java.util.List;

/** The clients of the service {@code system}, each with its place in the ledger. */
final class Clients {
    /** At once. */
    private static final int MOST = 64;
    /** Of these, clients of one process. */
    private static final int OF_ONE = 16;

    /** One of them: what a poll's event about its messages carries. */
    static final class Client {
        private final Mailbox mailbox;

        private Client(String name, Channel channel, Poll poll) {
            mailbox = new Mailbox(name, channel, poll, this);
        }

        Mailbox mailbox() {
            return mailbox;
        }
    }

    private final Poll poll;
    private final Ledger ledger;
    private final Journal journal;
    private final List<Client> clients = new ArrayList<>();

    Clients(Poll poll, Ledger ledger, Journal journal) {
        this.poll = poll;
        this.ledger = ledger;
        this.journal = journal;
    }

    /** One has come. */
    void connected(Channel channel, String name) {
        long own = clients.stream()
                .filter(client -> client.mailbox.name().equals(name))
                .count();
        if (own >= OF_ONE) {
            journal.refused(name, "connect to 'system': it has " + own + " connections already");
            channel.close();
            return;
        }
        if (clients.size() == MOST) {
            Log.warning("turned " + name + " away: " + MOST + " clients are connected already");
            channel.close();
            return;
        }
        Client client = new Client(name, channel, poll);
        client.mailbox.keep(ledger.write(Ledger.NONE, new Ledger.ClientRecord(name, channel.number()).encoded()));
        clients.add(client);
    }

    /** Goes on with those of the last life. */
    void takeOver(Succession succession) {
        ledger.clients().forEach((slot, record) -> {
            Channel channel = succession.channel(record.channel());
            if (channel == null) {
                ledger.remove(slot);
            } else {
                Client client = new Client(record.name(), channel, poll);
                client.mailbox.keep(slot);
                clients.add(client);
            }
        });
    }

    /** The mailbox of the client with that place in the ledger; of one who is gone if there is none. */
    Mailbox at(int slot, String otherwise) {
        for (Client client : clients) {
            if (slot != Ledger.NONE && client.mailbox.slot() == slot) {
                return client.mailbox;
            }
        }
        return Mailbox.gone(otherwise);
    }

    /** One hangs up, or is hung up on. */
    void remove(Client client) {
        client.mailbox.close();
        clients.remove(client);
        ledger.remove(client.mailbox.slot());
        client.mailbox.keep(Ledger.NONE);
    }
}

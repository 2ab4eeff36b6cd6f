package cortado.fuzz.target;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.abi.SystemInfoLayout;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.api.SystemInfo;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Provider;
import cortado.api.system.MachineRecord;
import cortado.api.system.SystemOperation;

/**
 * Stands in for the service {@code system} towards a server that starts programs: each runs until it is killed, or ends
 * at once, every other time.
 */
final class StandInSystem {
    private int runs;

    private StandInSystem() {}

    /** Serves for ever. */
    static void main(String[] arguments) {
        StandInSystem system = new StandInSystem();
        new Provider(Environ.current()).run(system::on);
    }

    private void on(Event event) {
        if (event instanceof Event.Request(Client client, Message message)) {
            int id = message.id();
            switch (message.takeInt()) {
                case SystemOperation.ARGUMENTS, SystemOperation.KILL ->
                    client.answer(Replies.reply(message, MessageType.REPLY));
                case SystemOperation.MACHINE -> {
                    new MachineRecord("stand-in", "", 0, info()).put(Replies.reply(message, MessageType.REPLY));
                    client.answer(message);
                }
                case SystemOperation.RUN -> {
                    message.drop();
                    client.answer(message.reset(MessageType.REPLY, id).putText("vmm-" + ++runs));
                    if (runs % 2 == 0) {
                        client.answer(message.reset(MessageType.EVENT, id)
                                .putInt(1)
                                .putInt(2)
                                .putText("it fell"));
                    }
                }
                default -> throw StatusException.saying(Status.NOT_SUPPORTED, "a stand-in does not do this");
            }
        }
    }

    private static SystemInfo info() {
        return new SystemInfo(0, 0, 0, 0, 1, 2, 2, 2, 0, 0, 0, 2, 2, SystemInfoLayout.HYPERVISOR_READY, 0, 0, 0);
    }
}

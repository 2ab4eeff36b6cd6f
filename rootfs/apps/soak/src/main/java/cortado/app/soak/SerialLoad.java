package cortado.app.soak;

import cortado.abi.MessageType;
import cortado.api.Environ;
import cortado.api.service.Connection;
import cortado.api.service.Serial;
import java.util.Random;

/** Waits until all output has left the serial line, on which the shell shows what this program prints. */
final class SerialLoad implements Load {
    private final Connection line;

    SerialLoad(Environ environ) {
        line = new Connection(environ, Serial.NAME);
    }

    @Override
    public String process() {
        return "pl011";
    }

    @Override
    public void step(Random random, long deadline) {
        line.ask(MessageType.CALL, MessageType.REPLY, request -> request.putInt(Serial.DRAIN), deadline);
    }
}

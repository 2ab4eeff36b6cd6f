package cortado.app.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** A terminal whose keys were all typed beforehand. */
final class ScriptedTerminal implements Terminal {
    /** Nothing is left to type: the test is over. */
    static final class Silence extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final ArrayDeque<Integer> input = new ArrayDeque<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    ScriptedTerminal type(String keys) {
        for (byte octet : keys.getBytes(StandardCharsets.UTF_8)) {
            input.add(octet & 0xff);
        }
        return this;
    }

    ScriptedTerminal reconnect() {
        input.add(RECONNECTED);
        return this;
    }

    /** All that was shown, without what only moves the cursor. */
    String shown() {
        return output.toString(StandardCharsets.UTF_8).replace("\u001b[K", "");
    }

    @Override
    public int read(long deadline) {
        if (input.isEmpty()) {
            throw new Silence();
        }
        return input.remove();
    }

    @Override
    public boolean interrupted() {
        return false;
    }

    @Override
    public void write(byte[] bytes) {
        output.writeBytes(bytes);
    }

    @Override
    public void drain() {}
}

package cortado.vmm.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a command's listener is told. */
final class Recorder implements CommandListener {
    final List<String> events = new ArrayList<>();

    @Override
    public void started() {
        events.add("started");
    }

    @Override
    public void failed(StartFailure failure) {
        events.add(failure.shellStatus() + " " + failure.text());
    }

    @Override
    public void output(int stream, byte[] bytes, int from, int length) {
        events.add(stream + ":" + new String(bytes, from, length, StandardCharsets.UTF_8));
    }

    @Override
    public void ended(int stream) {
        events.add("end " + stream);
    }

    @Override
    public void inputRoom() {
        events.add("room");
    }

    @Override
    public void exited(ExitStatus status) {
        events.add("exited " + status.shellStatus());
    }

    @Override
    public void lost(String why) {
        events.add("lost");
    }
}

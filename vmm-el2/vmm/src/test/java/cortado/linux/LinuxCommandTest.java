package cortado.linux;

import static cortado.linux.LinuxCommand.PIPED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.api.Subprocess;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Provider;
import cortado.api.stream.ChannelInput;
import cortado.api.stream.ChannelOutput;
import cortado.testkit.Program;
import cortado.testkit.Testbed;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The API against a service that plays virtual machines, over the real kernel. */
class LinuxCommandTest {
    /** Does in place of a virtual machine what the program's name says, when it is asked to. */
    private static final class Machines {
        private final ByteArrayOutputStream request = new ByteArrayOutputStream();

        void on(Event event) {
            if (event instanceof Event.Request(Client client, Message message)) {
                int id = message.id();
                int operation = message.takeInt();
                if (operation == LinuxProtocol.ARGUMENTS) {
                    if (message.takeInt() == 0) {
                        request.reset();
                    }
                    request.writeBytes(message.takeBytes(message.remaining()));
                    client.answer(Replies.reply(message, MessageType.REPLY));
                } else {
                    spawn(client, message, id);
                }
            }
        }

        private void spawn(Client client, Message message, int id) {
            VmRequest wanted =
                    VmRequest.read(List.of(request.toString(UTF_8).split("\0", -1))); // one empty argument at the end
            Map<String, Channel> parts = new LinkedHashMap<>();
            for (int count = message.takeInt(); count > 0; count--) {
                parts.put(message.takeText(), new Channel(message.takeHandle()));
            }
            if (wanted.arguments().getFirst().equals("refused")) {
                parts.values().forEach(Channel::close);
                throw StatusException.saying(Status.NOT_SUPPORTED, "no virtualization here");
            }
            client.answer(message.reset(MessageType.REPLY, id).putText("vmm.7"));
            live(wanted, parts);
            parts.values().forEach(Channel::close);
        }

        private void live(VmRequest wanted, Map<String, Channel> parts) {
            Channel control = parts.get(LinuxProtocol.CONTROL);
            switch (wanted.arguments().getFirst()) {
                case "upper" -> {
                    tell(control, LinuxProtocol.STARTED, 0, "");
                    String read = new String(all(parts.get("stdin")), UTF_8);
                    new ChannelOutput(parts.get("stdout"))
                            .write(read.toUpperCase(Locale.ROOT).getBytes(UTF_8));
                    new ChannelOutput(parts.get("stderr"))
                            .write((wanted.variables() + " " + wanted.arguments()).getBytes(UTF_8));
                    tell(control, LinuxProtocol.EXITED, 7, "");
                }
                case "nowhere" -> tell(control, LinuxProtocol.FAILED, 127, "nowhere: not found");
                case "wait" -> {
                    Message signal = new Message();
                    control.receive(signal, Clock.FOREVER);
                    assertEquals(LinuxProtocol.SIGNAL, signal.takeInt());
                    tell(control, LinuxProtocol.EXITED, 128 + signal.takeInt(), "");
                }
                default -> {} // dies at once
            }
        }

        private static byte[] all(Channel channel) {
            return new ChannelInput(channel).readAllBytes();
        }

        private static void tell(Channel control, int event, int value, String text) {
            control.send(new Message()
                    .reset(MessageType.EVENT, 0)
                    .putInt(event)
                    .putInt(value)
                    .putText(text));
        }
    }

    private static final Program SERVICE = new Program(
            "linux",
            null,
            List.of(LinuxProtocol.SERVICE),
            Map.of(),
            arguments -> new Provider(Environ.current()).run(new Machines()::on));

    private static void with(Runnable client) {
        try (Testbed board = new Testbed()) {
            board.start(SERVICE);
            board.run(client);
        }
    }

    @Test
    void streamsVariablesAndStatusAreTheProgramsOwn() {
        with(() -> {
            LinuxProcess process = new LinuxCommand("upper")
                    .arg("one two")
                    .env("MODE", "x=y")
                    .stdin(PIPED)
                    .stdout(PIPED)
                    .stderr(PIPED)
                    .spawn();
            assertEquals("vmm.7", process.machine());
            process.stdin().write("hello".getBytes(UTF_8));
            assertTrue(process.isAlive());
            process.stdin().close();
            assertEquals("HELLO", new String(process.stdout().readAllBytes(), UTF_8));
            assertEquals(
                    "{MODE=x=y} [upper, one two, ]", new String(process.stderr().readAllBytes(), UTF_8));
            assertEquals(7, process.waitFor());
            assertTrue(process.hasStarted());
            assertEquals(Optional.empty(), process.problem());
            assertFalse(process.isAlive());
        });
    }

    @Test
    void aProgramThatDoesNotExistHasAStatusAndAProblem() {
        with(() -> {
            LinuxProcess process = new LinuxCommand("nowhere").spawn();
            assertEquals(127, process.waitFor());
            assertEquals(Optional.of("nowhere: not found"), process.problem());
            assertThrows(IllegalStateException.class, process::stdout);
        });
    }

    @Test
    void signalsReachItAndItsEndTellsWhich() {
        with(() -> {
            LinuxProcess process = new LinuxCommand("wait").spawn();
            assertEquals(OptionalInt.empty(), process.waitFor(Clock.after(20)));
            process.signal(LinuxProcess.SIGTERM);
            assertEquals(143, process.waitFor());
        });
    }

    @Test
    void aMachineThatVanishesIsToldApartFromOneThatWasKilled() {
        with(() -> {
            LinuxProcess vanished = new LinuxCommand("vanish").spawn();
            assertEquals(LinuxProcess.KILLED, vanished.waitFor());
            assertEquals(Optional.of("its virtual machine vmm.7 was ended"), vanished.problem());
            LinuxProcess killed = new LinuxCommand("wait").spawn();
            killed.kill();
            assertEquals(LinuxProcess.KILLED, killed.waitFor());
            assertEquals(Optional.empty(), killed.problem());
        });
    }

    @Test
    void aRefusalLeavesNothingOpen() {
        with(() -> {
            int before = Subprocess.self().info().handles();
            StatusException refused = assertThrows(
                    StatusException.class,
                    () -> new LinuxCommand("refused")
                            .stdin(PIPED)
                            .stdout(PIPED)
                            .stderr(PIPED)
                            .spawn());
            assertEquals("no virtualization here", refused.getMessage());
            assertEquals(before, Subprocess.self().info().handles());
        });
    }
}

package cortado.vmm.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.vmm.agent.CommandRequest.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Talks to a guest that is written by hand. */
class AgentClientTest implements AgentListener {
    private final GuestEnd guest = new GuestEnd();
    private final Recorder recorder = new Recorder();
    private final AgentClient client = new AgentClient(guest, this);
    private String release = "";
    private String lost = "";

    @Override
    public void ready(String kernelRelease) {
        release = kernelRelease;
    }

    @Override
    public void lost(String why) {
        lost += why;
    }

    private void say(byte[]... frames) {
        for (byte[] frame : frames) {
            client.accept(frame, 0, frame.length);
        }
    }

    private GuestCommand run(CommandRequest request) {
        say(GuestEnd.hello());
        GuestCommand command = client.spawn(request, recorder);
        say(GuestEnd.started(0));
        guest.heard();
        recorder.events.clear();
        return command;
    }

    @Test
    void runsACommandToItsEnd() {
        say(GuestEnd.hello());
        assertEquals("6.12", release);
        client.spawn(
                new CommandRequest(List.of("cat", "-n"), Map.of("MODE", "dog"), "/mnt", 0, 0, null, 0x41424344),
                recorder);
        assertEquals(List.of("SPAWN 0/0 ..\u0002.\u0001...............DCBADCBA/mnt.cat.-n.MODE=dog."), guest.heard());
        say(
                GuestEnd.started(0),
                GuestEnd.output(1, 0, "out"),
                GuestEnd.output(2, 0, "err"),
                GuestEnd.end(2, 0),
                GuestEnd.end(1, 0),
                GuestEnd.exited(0, 7 << 8));
        assertEquals(List.of("started", "1:out", "2:err", "end 2", "end 1", "exited 7"), recorder.events);
        assertEquals(16, client.free());
        assertEquals("", lost);
    }

    @Test
    void readsFramesThatComeByteByByte() {
        byte[] hello = GuestEnd.hello();
        for (int i = 0; i < hello.length; i++) {
            client.accept(hello, i, 1);
        }
        client.spawn(CommandRequest.of("x"), recorder);
        byte[] output = GuestEnd.output(1, 0, "ab");
        say(GuestEnd.started(0));
        for (int i = 0; i < output.length; i++) {
            client.accept(output, i, 1);
        }
        assertEquals(List.of("started", "1:a", "1:b"), recorder.events);
    }

    @Test
    void tellsSignalsFromExitCodes() {
        run(CommandRequest.of("x"));
        say(GuestEnd.end(1, 0), GuestEnd.end(2, 0), GuestEnd.exited(0, 0x80 | 11));
        assertEquals(List.of("end 1", "end 2", "exited 139"), recorder.events);
        assertEquals(new ExitStatus(9, 0), ExitStatus.ofWait(9 << 8));
        assertEquals(new ExitStatus(0, 9), ExitStatus.ofWait(9));
    }

    @Test
    void failsAsAShellDoes() {
        say(GuestEnd.hello());
        client.spawn(CommandRequest.of("nosuch"), recorder);
        say(GuestEnd.frame(FrameType.FAILED, 0, 0, 4, 0, 2, 0));
        client.spawn(CommandRequest.of("/etc"), recorder);
        say(GuestEnd.frame(FrameType.FAILED, 0, 0, 4, 0, 13, 0));
        client.spawn(CommandRequest.of("x"), recorder);
        say(GuestEnd.frame(FrameType.FAILED, 0, 0, 2, 0, 2, 0));
        assertEquals(
                List.of("127 not found", "126 permission denied", "126 the working directory: does not exist"),
                recorder.events);
    }

    @Test
    void sendsInputOnlyAsFarAsItWasGranted() {
        GuestCommand command = run(CommandRequest.of("cat"));
        byte[] much = new byte[100_000];
        assertEquals(32768, command.write(much, 0, much.length));
        assertEquals(0, command.write(much, 0, 1));
        say(GuestEnd.frame(FrameType.INPUT_GRANT, 0, 0, 0, 0x40, 0, 0));
        assertEquals(List.of("room"), recorder.events);
        assertEquals(16384, command.write(much, 0, much.length));
        say(GuestEnd.end(0, 0));
        assertEquals(much.length, command.write(much, 0, much.length), "nobody reads it, so it counts as taken");
    }

    @Test
    void keepsWhatThePortHasNoRoomFor() {
        GuestCommand command = run(CommandRequest.of("cat"));
        guest.room = 10;
        assertEquals(5, command.write("hello".getBytes(StandardCharsets.UTF_8), 0, 5));
        command.closeInput();
        guest.makeRoom(1000);
        assertEquals(List.of("INPUT 0/0 hello", "INPUT_END 0/0 "), guest.heard());
    }

    @Test
    void sendsEachByteOnceToAPortThatReportsRoomWhileItTakesThem() {
        GuestCommand command = run(CommandRequest.of("cat"));
        guest.eager = true;
        command.write("hello".getBytes(StandardCharsets.UTF_8), 0, 5);
        command.closeInput();
        assertEquals(List.of("INPUT 0/0 hello", "INPUT_END 0/0 "), guest.heard());
    }

    @Test
    void grantsOutputAgainAsItIsConsumed() {
        GuestCommand command = run(new CommandRequest(List.of("yes"), Map.of(), "", 0, 0, null, 8));
        say(GuestEnd.output(1, 0, "12345678"));
        command.grant(1, 3);
        assertEquals(List.of(), guest.heard());
        command.grant(1, 2);
        assertEquals(List.of("GRANT 0/1 \u0005..."), guest.heard());
        assertThrows(IllegalArgumentException.class, () -> command.grant(1, 4));
        say(GuestEnd.output(1, 0, "12345"));
        assertEquals("", lost);
        say(GuestEnd.output(1, 0, "6"));
        assertEquals("the guest sent 1 bytes of output where at most 0 were granted", lost);
        assertEquals("lost", recorder.events.getLast());
    }

    @Test
    void resizesAndSignals() {
        GuestCommand command = run(new CommandRequest(List.of("sh"), Map.of(), "", 0, 0, new TerminalSize(24, 80), 8));
        command.resize(25, 81);
        command.signal(15);
        assertEquals(List.of("RESIZE 0/0 \u0019.Q.", "SIGNAL 0/0 \u000f..."), guest.heard());
        say(GuestEnd.end(1, 0), GuestEnd.exited(0, 0));
        assertTrue(command.over());
        command.signal(9);
        assertEquals(List.of(), guest.heard());
    }

    @Test
    void mountsInOrder() {
        say(GuestEnd.hello());
        StringBuilder mounted = new StringBuilder();
        client.mountShare("data", "/mnt", false, errno -> mounted.append("a").append(errno));
        client.mount(
                "/dev/vda", "/disk", "ext4", true, errno -> mounted.append("b").append(errno));
        assertEquals(
                List.of("MOUNT 0/0 ....data./mnt.virtiofs..", "MOUNT 0/0 \u0001.../dev/vda./disk.ext4.."),
                guest.heard());
        say(GuestEnd.frame(FrameType.MOUNTED, 0, 0, 0, 0, 0, 0), GuestEnd.frame(FrameType.MOUNTED, 0, 0, 22, 0, 0, 0));
        assertEquals("a0b22", mounted.toString());
    }

    @Test
    void tellsEveryoneWhenTheGuestIsGone() {
        run(CommandRequest.of("x"));
        StringBuilder mounted = new StringBuilder();
        client.mountShare("data", "/mnt", false, mounted::append);
        client.lose("the virtual machine was killed");
        assertEquals(List.of("lost"), recorder.events);
        assertEquals("107", mounted.toString());
        assertEquals("the virtual machine was killed", lost);
        assertThrows(IllegalStateException.class, () -> client.spawn(CommandRequest.of("x"), recorder));
    }

    @Test
    void runsAsManyCommandsAsTheGuestTakes() {
        say(GuestEnd.hello());
        for (int i = 0; i < 16; i++) {
            client.spawn(CommandRequest.of("x"), recorder);
        }
        assertThrows(IllegalStateException.class, () -> client.spawn(CommandRequest.of("x"), recorder));
        say(GuestEnd.frame(FrameType.FAILED, 0, 5, 1, 0, 12, 0));
        client.spawn(CommandRequest.of("x"), recorder);
        assertEquals("SPAWN 5/0", guest.heard().getLast().substring(0, 9));
    }

    @Test
    void refusesWhatNoFrameHolds() {
        say(GuestEnd.hello());
        assertThrows(
                IllegalArgumentException.class,
                () -> client.spawn(CommandRequest.of("x", "y".repeat(32768)), recorder));
        assertThrows(IllegalArgumentException.class, () -> client.spawn(CommandRequest.of("x", "y\0z"), recorder));
        assertEquals(16, client.free());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 0 0", // no such type
                "01 0 0", // a host's frame
                "81 0 0 1 0 0 0 16 0 0 0 0 1 0 0 65", // HELLO again
                "82 0 0 9 0 0 0", // STARTED again
                "83 0 0 4 0 2 0", // FAILED after STARTED
                "82 0 7 9 0 0 0", // a number that is free
                "82 0 65535 9 0 0 0",
                "84 0 0 65", // output on the input
                "84 3 0 65",
                "84 1 0", // of no bytes
                "85 3 0",
                "85 1 0 0", // with a payload
                "86 0 0 1 0 0 0", // granting more than was used
                "86 0 0 255 255 255 255",
                "86 0 0 1",
                "87 0 0 0 0 0 0", // before the streams' ends
                "88 0 0 0 0 0 0" // of a mount that nobody asked for
            })
    void endsAtTheFirstFrameAgainstTheRules(String frame) {
        run(CommandRequest.of("x"));
        String[] words = frame.split(" ", -1);
        Payload bad = new Payload()
                .put8(Integer.parseInt(words[0], 16))
                .put8(Integer.parseInt(words[1]))
                .put16(Integer.parseInt(words[2]))
                .put32(words.length - 3);
        for (int i = 3; i < words.length; i++) {
            bad.put8(Integer.parseInt(words[i]));
        }
        say(bad.end(), GuestEnd.output(1, 0, "not looked at"));
        assertFalse(lost.isEmpty(), "the client went on after " + frame);
        assertEquals(List.of("lost"), recorder.events);
        assertFalse(client.ready());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 32761, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 24})
    void refusesLengthsThatCannotBe(int length) {
        run(CommandRequest.of("x"));
        byte[] header = new Payload().put8(0x84).put8(1).put16(0).put32(length).end();
        header[4] = (byte) length;
        header[5] = (byte) (length >> 8);
        header[6] = (byte) (length >> 16);
        header[7] = (byte) (length >> 24);
        say(header);
        assertTrue(lost.contains("at most"), lost);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7f, 0x10000, -1, 0x80, 65, 0x0109})
    void refusesWaitStatusesThatNoProcessHas(int status) {
        run(CommandRequest.of("x"));
        say(GuestEnd.end(1, 0), GuestEnd.end(2, 0), GuestEnd.exited(0, status));
        assertFalse(lost.isEmpty());
        assertEquals(List.of("end 1", "end 2", "lost"), recorder.events);
    }

    @Test
    void asksForAnotherBuildOfAnotherVersion() {
        byte[] hello = GuestEnd.hello();
        hello[8] = 2;
        say(hello);
        assertEquals(
                "the guest's agent speaks version 2 of the protocol; 1 was expected. Build the board again.", lost);
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 17, -1})
    void refusesAnOfferThatCannotBe(byte commandsAtOnce) {
        byte[] hello = GuestEnd.hello();
        hello[12] = commandsAtOnce;
        say(hello);
        assertTrue(lost.contains("which cannot be"), lost);
        assertEquals(0, client.free());
    }

    @Test
    void showsNoControlCharactersOfTheGuests() {
        byte[] hello = GuestEnd.hello();
        hello[hello.length - 1] = 27;
        say(hello);
        assertEquals("6.1?", release);
    }
}

package cortado.vmm.agent;

import cortado.vmm.ByteSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The guest's end of a port, written by hand: keeps what the host sent and gives it frames, good and bad. */
final class GuestEnd implements ByteSource {
    /** How many bytes the port takes before the guest makes room. */
    int room = Integer.MAX_VALUE;

    /** Whether the port says that it has room whenever it has taken something. */
    boolean eager;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private Runnable listener = () -> {};

    @Override
    public int send(byte[] bytes, int from, int length) {
        int taken = Math.min(room, length);
        sent.write(bytes, from, taken);
        room -= taken;
        if (eager) {
            listener.run();
        }
        return taken;
    }

    @Override
    public int room() {
        return room;
    }

    @Override
    public void resume() {}

    @Override
    public void whenRoom(Runnable runnable) {
        listener = runnable;
    }

    void makeRoom(int bytes) {
        room = bytes;
        listener.run();
    }

    /** The frames that the host has sent since the last time, each as its name, numbers and payload. */
    List<String> heard() {
        byte[] bytes = sent.toByteArray();
        sent.reset();
        List<String> frames = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = Payload.int32(bytes, at + 4);
            int code = bytes[at] & 0xff;
            FrameType type = Arrays.stream(FrameType.values())
                    .filter(candidate -> candidate.code() == code)
                    .findFirst()
                    .orElseThrow();
            frames.add(type + " " + Payload.int16(bytes, at + 2) + "/" + bytes[at + 1] + " "
                    + new String(bytes, at + 8, length, StandardCharsets.ISO_8859_1).replace('\0', '.'));
            at += FrameType.HEADER + length;
        }
        return frames;
    }

    static byte[] hello() {
        return Payload.of(FrameType.HELLO, 0, 0)
                .put32(1)
                .put32(16)
                .put32(32768)
                .put("6.12".getBytes(StandardCharsets.UTF_8), 0, 4)
                .end();
    }

    static byte[] frame(FrameType type, int stream, int command, int... payload) {
        Payload frame = Payload.of(type, stream, command);
        for (int value : payload) {
            frame.put8(value);
        }
        return frame.end();
    }

    static byte[] started(int command) {
        return frame(FrameType.STARTED, 0, command, 99, 0, 0, 0);
    }

    static byte[] output(int stream, int command, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Payload.of(FrameType.OUTPUT, stream, command)
                .put(bytes, 0, bytes.length)
                .end();
    }

    static byte[] end(int stream, int command) {
        return frame(FrameType.STREAM_END, stream, command);
    }

    static byte[] exited(int command, int status) {
        return frame(FrameType.EXITED, 0, command, status, status >> 8, status >> 16, status >> 24);
    }
}

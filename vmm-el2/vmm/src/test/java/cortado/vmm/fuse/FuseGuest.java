package cortado.vmm.fuse;

import cortado.abi.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes FUSE requests as Linux does, and takes answers apart. */
final class FuseGuest {
    private final byte[] answers = new byte[FuseServer.LONGEST];
    private final FuseServer server;
    private long unique;
    private byte[] answer = new byte[0];

    FuseGuest(GuestFiles files) {
        server = new FuseServer(files, answers);
    }

    /** A request of the header, structure words of 32 bits, and what follows. */
    static byte[] request(int opcode, long unique, long node, int[] words, byte[] rest) {
        byte[] bytes = new byte[40 + 4 * words.length + rest.length];
        LittleEndian.put32(bytes, 0, bytes.length);
        LittleEndian.put32(bytes, 4, opcode);
        LittleEndian.put64(bytes, 8, unique);
        LittleEndian.put64(bytes, 16, node);
        for (int i = 0; i < words.length; i++) {
            LittleEndian.put32(bytes, 40 + 4 * i, words[i]);
        }
        System.arraycopy(rest, 0, bytes, 40 + 4 * words.length, rest.length);
        return bytes;
    }

    static byte[] names(String... names) {
        return (String.join("\0", names) + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** Sends; the error number, 0 for success, −1 for no answer. */
    int ask(int opcode, long node, int[] words, byte[] rest) {
        return send(request(opcode, ++unique, node, words, rest), FuseServer.LONGEST);
    }

    int ask(int opcode, long node, int... words) {
        return ask(opcode, node, words, new byte[0]);
    }

    int send(byte[] request, int room) {
        int length = server.serve(request, request.length, room);
        answer = Arrays.copyOf(answers, length);
        if (length == 0) {
            return -1;
        }
        if (LittleEndian.i32(answer, 0) != length) {
            throw new AssertionError("the answer's length is wrong");
        }
        return -LittleEndian.i32(answer, 4);
    }

    long answeredUnique() {
        return LittleEndian.i64(answer, 8);
    }

    int length() {
        return answer.length - 16;
    }

    int word(int offset) {
        return LittleEndian.i32(answer, 16 + offset);
    }

    long quad(int offset) {
        return LittleEndian.i64(answer, 16 + offset);
    }

    String text(int offset, int length) {
        return new String(answer, 16 + offset, length, StandardCharsets.UTF_8);
    }

    static int low(long value) {
        return (int) value;
    }

    static int high(long value) {
        return (int) (value >>> 32);
    }
}

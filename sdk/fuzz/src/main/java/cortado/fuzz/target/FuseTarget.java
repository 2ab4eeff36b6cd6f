package cortado.fuzz.target;

import cortado.abi.LittleEndian;
import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import cortado.vmm.fuse.FuseServer;
import cortado.vmm.fuse.MemoryFiles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * FUSE requests of a guest, one after another to one server: each is two bytes of length, and then what the guest's
 * driver would hand over from the opcode on. Answers have to be well-formed and within the room that the guest has.
 */
public final class FuseTarget implements Target {
    private static final int CAPACITY = 64 << 10;
    private static final int OUT_HEADER = 16;
    private static final int LARGEST_ERRNO = 4095;

    private final byte[] answers = new byte[FuseServer.LONGEST];

    @Override
    public String name() {
        return "fuse";
    }

    @Override
    public String description() {
        return "a guest's file requests: answered within bounds, and the files' own accounts stay right";
    }

    @Override
    public int longest() {
        return 4 << 10;
    }

    /** A life of a file, as Linux asks for it. */
    @Override
    public List<byte[]> seeds() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        add(all, 26, 0, new int[] {7, 38, 0x2_0000, -1, 0, 0}, "");
        add(all, 35, 1, new int[] {0x42, 0100644, 0, 0}, "notes\0");
        add(all, 16, 2, new int[] {1, 0, 0, 0, 5, 0, 0, 0, 0, 0}, "hello");
        add(all, 15, 2, new int[] {1, 0, 0, 0, 100, 0, 0, 0, 0, 0}, "");
        add(all, 4, 2, new int[] {9, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0600, 0, 0, 0, 0}, "");
        add(all, 9, 1, new int[] {0755, 022}, "folder\0");
        add(all, 45, 1, new int[] {3, 0, 1, 0}, "notes\0other\0");
        add(all, 6, 1, new int[0], "link\0folder/other\0");
        add(all, 5, 4, new int[0], "");
        add(all, 1, 3, new int[0], "other\0");
        add(all, 27, 3, new int[] {0, 0}, "");
        add(all, 28, 3, new int[] {2, 0, 0, 0, 4096, 0, 0, 0, 0, 0}, "");
        add(all, 44, 3, new int[] {2, 0, 0, 0, 4096, 0, 0, 0, 0, 0}, "");
        add(all, 18, 2, new int[] {1, 0, 0, 0, 0, 0}, "");
        add(all, 10, 3, new int[0], "other\0");
        add(all, 11, 1, new int[0], "folder\0");
        add(all, 42, 0, new int[] {2, 0, 2, 0, 1, 0, 3, 0, 1, 0}, "");
        add(all, 2, 4, new int[] {1, 0}, "");
        add(all, 17, 1, new int[0], "");
        return List.of(all.toByteArray());
    }

    private static void add(ByteArrayOutputStream all, int opcode, long node, int[] words, String rest) {
        byte[] tail = rest.getBytes(StandardCharsets.UTF_8);
        byte[] request = new byte[36 + 4 * words.length + tail.length];
        LittleEndian.put32(request, 0, opcode);
        LittleEndian.put64(request, 12, node);
        for (int i = 0; i < words.length; i++) {
            LittleEndian.put32(request, 36 + 4 * i, words[i]);
        }
        System.arraycopy(tail, 0, request, 36 + 4 * words.length, tail.length);
        all.write(request.length);
        all.write(request.length >> 8);
        all.writeBytes(request);
    }

    @Override
    public void take(byte[] input) {
        MemoryFiles files = new MemoryFiles(CAPACITY);
        FuseServer server = new FuseServer(files, answers);
        for (int at = 0; at + 2 <= input.length; ) {
            int length = Math.min(LittleEndian.u16(input, at), input.length - at - 2);
            // The highest bit of the length asks for a lie in the header's own.
            byte[] request = new byte[4 + length];
            LittleEndian.put32(request, 0, input[at + 1] < 0 ? length : request.length);
            System.arraycopy(input, at + 2, request, 4, length);
            serve(server, request, length % 7 == 0 ? OUT_HEADER + length % 200 : FuseServer.LONGEST);
            at += 2 + length;
        }
        if (files.used() < 0 || files.used() > CAPACITY) {
            throw new Finding(files.used() + " bytes are accounted for, of " + CAPACITY);
        }
    }

    private void serve(FuseServer server, byte[] request, int room) {
        Arrays.fill(answers, (byte) 0xee);
        int length = server.serve(request, request.length, room);
        if (length == 0) {
            return;
        }
        int error = LittleEndian.i32(answers, 4);
        if (length < OUT_HEADER || length > room || LittleEndian.i32(answers, 0) != length) {
            throw new Finding("an answer of " + length + " bytes for a room of " + room + ", whose header says "
                    + LittleEndian.i32(answers, 0));
        }
        if (error > 0 || error < -LARGEST_ERRNO || (error != 0 && length != OUT_HEADER)) {
            throw new Finding("the error " + error + " with " + length + " bytes");
        }
    }
}

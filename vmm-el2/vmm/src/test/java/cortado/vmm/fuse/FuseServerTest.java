package cortado.vmm.fuse;

import static cortado.vmm.fuse.FuseGuest.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuseServerTest {
    private static final int NONE = -1;

    private final MemoryFiles files = new MemoryFiles(1 << 20);
    private final FuseGuest guest = new FuseGuest(files);

    private long create(String name) {
        assertEquals(0, guest.ask(Opcode.CREATE, 1, new int[] {0x42, 0100644, 0, 0}, names(name)));
        return guest.quad(0);
    }

    private int write(long handle, long offset, String text) {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        int[] words = {(int) handle, 0, (int) offset, (int) (offset >>> 32), data.length, 0, 0, 0, 0, 0};
        return guest.ask(Opcode.WRITE, 0, words, data);
    }

    private String read(long handle, long offset, int length) {
        int[] words = {(int) handle, 0, (int) offset, (int) (offset >>> 32), length, 0, 0, 0, 0, 0};
        assertEquals(0, guest.ask(Opcode.READ, 0, words));
        return guest.text(0, guest.length());
    }

    @Test
    void agreesOnAVersion() {
        assertEquals(0, guest.ask(Opcode.INIT, 0, 7, 38, 0x20000, -1, 0, 0));
        assertEquals(64, guest.length());
        assertEquals(7, guest.word(0));
        assertEquals(31, guest.word(4));
        assertEquals(FuseServer.DATA, guest.word(20), "max_write");
        assertEquals(0, guest.ask(Opcode.INIT, 0, 7, 28, 0, 0));
        assertEquals(28, guest.word(4));
        assertEquals(Errno.EPROTO, guest.ask(Opcode.INIT, 0, 7, 12, 0, 0));
        assertEquals(Errno.EPROTO, guest.ask(Opcode.INIT, 0, 6, 31, 0, 0));
        assertEquals(Errno.EINVAL, guest.ask(Opcode.INIT, 0, 7, 31));
    }

    @Test
    void createsWritesReadsAndTells() {
        create("notes");
        assertEquals(144, guest.length(), "entry and open");
        assertEquals(0100644, guest.word(40 + 60), "mode");
        long handle = guest.quad(128);
        assertEquals(0, write(handle, 0, "hello world"));
        assertEquals(11, guest.word(0));
        assertEquals(0, write(handle, 6, "there"));
        assertEquals("hello there", read(handle, 0, 100));
        assertEquals("there", read(handle, 6, 5));
        assertEquals("", read(handle, 11, 5));
        assertEquals("", read(handle, 1L << 40, 5));
        assertEquals(0, guest.ask(Opcode.LOOKUP, 1, new int[0], names("notes")));
        assertEquals(11, guest.quad(40 + 8), "size");
        assertEquals(0, guest.ask(Opcode.FLUSH, 0, (int) handle, 0, 0, 0, 0, 0));
        assertEquals(0, guest.ask(Opcode.FSYNC, 0, (int) handle, 0, 0, 0));
        assertEquals(0, guest.ask(Opcode.RELEASE, 0, (int) handle, 0, 0, 0, 0, 0));
        assertEquals(0, files.handleCount());
        assertEquals(Errno.EBADF, write(handle, 0, "x"));
    }

    @Test
    void truncatesAndTouches() {
        long node = create("a");
        write(guest.quad(128), 0, "0123456789");
        int[] words = new int[22];
        words[0] = GuestFiles.SET_SIZE | GuestFiles.SET_MODE | GuestFiles.SET_MODIFIED;
        words[4] = 4;
        words[10] = 1000; // mtime
        words[15] = 5; // mtimensec
        words[17] = 0600;
        assertEquals(0, guest.ask(Opcode.SETATTR, node, words));
        assertEquals(4, guest.quad(16 + 8));
        assertEquals(1000, guest.quad(16 + 32));
        assertEquals(5, guest.word(16 + 52));
        assertEquals(0100600, guest.word(16 + 60));
        words[5] = Integer.MIN_VALUE;
        assertEquals(Errno.EINVAL, guest.ask(Opcode.SETATTR, node, words), "a negative size");
        words[5] = 1;
        assertEquals(Errno.EFBIG, guest.ask(Opcode.SETATTR, node, words));
    }

    private List<String> list(int opcode, int room) {
        assertEquals(0, guest.ask(Opcode.OPENDIR, 1, 0, 0));
        int handle = guest.word(0);
        List<String> found = new ArrayList<>();
        long from = 0;
        while (true) {
            assertEquals(0, guest.ask(opcode, 1, handle, 0, (int) from, 0, room, 0, 0, 0, 0, 0));
            if (guest.length() == 0) {
                break;
            }
            for (int at = 0; at < guest.length(); ) {
                int entry = opcode == Opcode.READDIRPLUS ? at + 128 : at;
                int name = guest.word(entry + 16);
                if (opcode == Opcode.READDIRPLUS) {
                    assertEquals(guest.quad(entry), guest.quad(at), "the entry's node");
                }
                found.add(guest.text(entry + 24, name));
                from = guest.quad(entry + 8);
                at = entry + ((24 + name + 7) & ~7);
            }
        }
        assertEquals(0, guest.ask(Opcode.RELEASEDIR, 1, handle, 0, 0, 0, 0, 0));
        return found;
    }

    @Test
    void listsInAsManyPartsAsItTakes() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            create("file" + i);
            expected.add("file" + i);
        }
        assertEquals(expected, list(Opcode.READDIR, 100));
        assertEquals(expected, list(Opcode.READDIR, 4096));
        assertEquals(expected, list(Opcode.READDIRPLUS, 400));
        assertEquals(expected, list(Opcode.READDIRPLUS, 65536));
    }

    @Test
    void makesRemovesAndRenames() {
        assertEquals(0, guest.ask(Opcode.MKDIR, 1, new int[] {0755, 022}, names("d")));
        long directory = guest.quad(0);
        create("f");
        assertEquals(0, guest.ask(Opcode.RENAME, 1, new int[] {(int) directory, 0}, names("f", "g")));
        assertEquals(Errno.ENOENT, guest.ask(Opcode.LOOKUP, 1, new int[0], names("f")));
        assertEquals(0, guest.ask(Opcode.LOOKUP, directory, new int[0], names("g")));
        assertEquals(Errno.ENOTEMPTY, guest.ask(Opcode.RMDIR, 1, new int[0], names("d")));
        assertEquals(Errno.EISDIR, guest.ask(Opcode.UNLINK, 1, new int[0], names("d")));
        assertEquals(Errno.ENOTDIR, guest.ask(Opcode.RMDIR, directory, new int[0], names("g")));
        create("h");
        int[] noReplace = {(int) directory, 0, 1, 0};
        assertEquals(Errno.EEXIST, guest.ask(Opcode.RENAME2, 1, noReplace, names("h", "g")));
        noReplace[2] = 2;
        assertEquals(Errno.EINVAL, guest.ask(Opcode.RENAME2, 1, noReplace, names("h", "g")), "no exchange");
        assertEquals(
                Errno.EINVAL,
                guest.ask(Opcode.RENAME, 1, new int[] {(int) directory, 0}, names("d", "x")),
                "into itself");
        assertEquals(0, guest.ask(Opcode.UNLINK, directory, new int[0], names("g")));
        assertEquals(0, guest.ask(Opcode.RMDIR, 1, new int[0], names("d")));
    }

    @Test
    void aRemovedFileLivesUntilItIsForgottenAndClosed() {
        long node = create("f");
        long handle = guest.quad(128);
        write(handle, 0, "still here");
        assertEquals(0, guest.ask(Opcode.UNLINK, 1, new int[0], names("f")));
        assertEquals("still here", read(handle, 0, 20));
        assertEquals(NONE, guest.ask(Opcode.FORGET, node, 1, 0));
        assertEquals("still here", read(handle, 0, 20));
        guest.ask(Opcode.RELEASE, node, (int) handle, 0, 0, 0, 0, 0);
        assertEquals(1, files.nodeCount());
        assertEquals(0, files.used());
    }

    @Test
    void forgetsManyAtOnce() {
        long first = create("a");
        long second = create("b");
        guest.ask(Opcode.RELEASE, 0, 1, 0, 0, 0, 0, 0);
        guest.ask(Opcode.RELEASE, 0, 2, 0, 0, 0, 0, 0);
        guest.ask(Opcode.UNLINK, 1, new int[0], names("a"));
        guest.ask(Opcode.UNLINK, 1, new int[0], names("b"));
        assertEquals(3, files.nodeCount());
        int[] words = {2, 0, (int) first, 0, 1, 0, (int) second, 0, 1, 0};
        assertEquals(NONE, guest.ask(Opcode.BATCH_FORGET, 0, words));
        assertEquals(1, files.nodeCount());
        words[0] = Integer.MAX_VALUE;
        assertEquals(NONE, guest.ask(Opcode.BATCH_FORGET, 0, words), "a count that lies");
    }

    @Test
    void symbolicLinks() {
        byte[] both = names("l", "../elsewhere");
        assertEquals(0, guest.ask(Opcode.SYMLINK, 1, new int[0], both));
        long node = guest.quad(0);
        assertEquals(0120777, guest.word(40 + 60));
        assertEquals(0, guest.ask(Opcode.READLINK, node));
        assertEquals("../elsewhere", guest.text(0, guest.length()));
        assertEquals(Errno.EINVAL, guest.ask(Opcode.READLINK, 1));
    }

    @Test
    void theBoundHolds() {
        create("big");
        long handle = guest.quad(128);
        String chunk = "x".repeat(FuseServer.DATA);
        int status = 0;
        long offset = 0;
        while (status == 0) {
            status = write(handle, offset, chunk);
            offset += chunk.length();
        }
        assertEquals(Errno.ENOSPC, status);
        assertTrue(files.used() <= 1 << 20);
        assertEquals(0, guest.ask(Opcode.STATFS, 1));
        assertEquals(256, guest.quad(0));
        assertEquals(255, guest.word(44));
    }

    @Test
    void namesThatAreNoneAreRefused() {
        for (String name : new String[] {"", ".", "..", "a/b", "/"}) {
            assertEquals(Errno.EINVAL, guest.ask(Opcode.LOOKUP, 1, new int[0], names(name)), name);
        }
        assertEquals(Errno.ENAMETOOLONG, guest.ask(Opcode.LOOKUP, 1, new int[0], names("x".repeat(256))));
        assertEquals(Errno.ENOENT, guest.ask(Opcode.LOOKUP, 1, new int[0], names("x".repeat(255))));
        assertEquals(Errno.EILSEQ, guest.ask(Opcode.LOOKUP, 1, new int[0], new byte[] {(byte) 0xc3, 0x28, 0}));
        assertEquals(Errno.EINVAL, guest.ask(Opcode.LOOKUP, 1, new int[0], new byte[] {'a', 'b'}), "no end");
        assertEquals(Errno.EINVAL, guest.ask(Opcode.RENAME, 1, new int[] {1, 0}, names("only one")));
    }

    @Test
    void lengthsThatLieAreRefused() {
        byte[] request = FuseGuest.request(Opcode.GETATTR, 77, 1, new int[4], new byte[0]);
        LittleEndian.put32(request, 0, 1000);
        assertEquals(Errno.EINVAL, guest.send(request, 1000));
        assertEquals(77, guest.answeredUnique());
        assertEquals(NONE, guest.send(new byte[15], 1000), "not even a number to answer to");
        assertEquals(Errno.EINVAL, guest.send(new byte[16], 1000));
        int[] words = {1, 0, 0, 0, 1000, 0, 0, 0, 0, 0};
        assertEquals(Errno.EINVAL, guest.ask(Opcode.WRITE, 0, words, new byte[999]));
        words[4] = -1;
        assertEquals(Errno.EINVAL, guest.ask(Opcode.WRITE, 0, words, new byte[999]));
        assertEquals(Errno.EINVAL, guest.ask(Opcode.READ, 0, words));
        words[4] = FuseServer.DATA + 1;
        assertEquals(Errno.EINVAL, guest.ask(Opcode.READ, 0, words));
        words[3] = Integer.MIN_VALUE;
        words[4] = 1;
        assertEquals(Errno.EINVAL, guest.ask(Opcode.READ, 0, words), "a negative offset");
        words[2] = -1;
        words[3] = Integer.MAX_VALUE;
        assertEquals(Errno.EINVAL, guest.ask(Opcode.WRITE, 0, words, new byte[2]), "an offset that overflows");
    }

    @Test
    void answersThatDoNotFitAreErrors() {
        byte[] request = FuseGuest.request(Opcode.GETATTR, 1, 1, new int[4], new byte[0]);
        assertEquals(0, guest.send(request, 120));
        assertEquals(Errno.EINVAL, guest.send(request, 119));
        assertEquals(Errno.EINVAL, guest.send(request, 16));
        assertEquals(NONE, guest.send(request, 15));
    }

    @Test
    void whatIsNotThereIsSaidToBeSo() {
        for (int opcode : new int[] {0, 7, 21, 22, 23, 24, 31, 34, 39, 43, 46, 47, 99, -1}) {
            assertEquals(Errno.ENOSYS, guest.ask(opcode, 1, new int[20]), "opcode " + opcode);
        }
        assertEquals(Errno.EPERM, guest.ask(Opcode.LINK, 1, new int[] {1, 0}, names("x")));
        assertEquals(Errno.EPERM, guest.ask(Opcode.MKNOD, 1, new int[] {0020644, 0, 0, 0}, names("tty")));
        assertEquals(NONE, guest.ask(Opcode.INTERRUPT, 1, 0, 0));
        for (long node : new long[] {0, 2, -1, Long.MIN_VALUE}) {
            assertEquals(Errno.ENOENT, guest.ask(Opcode.GETATTR, node, new int[4]));
            assertEquals(Errno.ENOENT, guest.ask(Opcode.OPEN, node, 0, 0));
        }
        assertNotEquals(0, guest.ask(Opcode.OPEN, 1, 0, 0), "a directory is not opened as a file");
    }
}

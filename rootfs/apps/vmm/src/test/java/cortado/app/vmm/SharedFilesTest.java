package cortado.app.vmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Status;
import cortado.api.Environ;
import cortado.api.StatusException;
import cortado.api.service.FileTree;
import cortado.api.service.Files;
import cortado.server.files.FileServer;
import cortado.testkit.Program;
import cortado.testkit.Testbed;
import cortado.vmm.fuse.DirectoryEntry;
import cortado.vmm.fuse.Errno;
import cortado.vmm.fuse.FileAttributes;
import cortado.vmm.fuse.FileSystemSize;
import cortado.vmm.fuse.GuestFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What a guest does to shared files, and what Cortado's file server has afterwards. */
class SharedFilesTest {
    private static final Program SERVER = new Program(
            "files", null, List.of(Files.NAME), Map.of("capacity", "1048576", "arena", "65536"), FileServer::main);
    private static final int READ_WRITE = 2;

    private final FileAttributes attributes = new FileAttributes();

    private static void with(boolean readOnly, BiConsumer<SharedFiles, FileTree> guest) {
        try (Testbed board = new Testbed()) {
            board.start(SERVER);
            board.run(() -> {
                FileTree tree = new FileTree(Environ.current());
                tree.makeDirectory("/data");
                tree.makeDirectory("/data/sub");
                try (FileTree.OpenFile file = tree.open("/data/old", Files.WRITE | Files.CREATE)) {
                    file.write(0, new byte[] {1, 2, 3}, 0, 3);
                }
                try (SharedFiles shared = new SharedFiles(tree, "/data", readOnly)) {
                    guest.accept(shared, tree);
                }
            });
        }
    }

    private long look(SharedFiles shared, long directory, String name) {
        return shared.lookup(directory, name, attributes);
    }

    @Test
    void longAndShortPiecesOfAFileGoThrough() {
        with(false, (shared, tree) -> {
            long node = shared.create(GuestFiles.ROOT, "new", 0x1b6, attributes);
            long handle = shared.open(node, READ_WRITE);
            byte[] bytes = new byte[200_000];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i * 7);
            }
            assertEquals(bytes.length, shared.write(handle, 0, bytes, 0, bytes.length));
            assertEquals(1, shared.write(handle, 100_000, new byte[] {99}, 0, 1));
            bytes[100_000] = 99;
            byte[] got = new byte[300_000];
            assertEquals(bytes.length, shared.read(handle, 0, got, 0, got.length));
            assertArrayEquals(bytes, Arrays.copyOf(got, bytes.length));
            assertEquals(1, shared.read(handle, 199_999, got, 0, 100));
            shared.release(handle);
            assertEquals(-Errno.EBADF, shared.read(handle, 0, got, 0, 1));
            assertEquals(200_000, tree.info("/data/new").size());
        });
    }

    @Test
    void aMovedFolderTakesTheNodesInItAlong() {
        with(false, (shared, tree) -> {
            long sub = look(shared, GuestFiles.ROOT, "sub");
            long file = shared.create(sub, "f", 0x1a4, attributes);
            assertEquals(0, shared.rename(GuestFiles.ROOT, "sub", GuestFiles.ROOT, "moved", true));
            assertEquals(0, shared.attributes(file, attributes));
            assertTrue(tree.exists("/data/moved/f"));
            assertEquals(-Errno.ENOENT, look(shared, GuestFiles.ROOT, "sub"));
            shared.forget(sub, 1);
            assertEquals(0, shared.attributes(file, attributes)); // its folder is still needed
            shared.forget(file, 1);
            assertEquals(-Errno.ENOENT, shared.attributes(file, attributes));
            assertEquals(-Errno.ENOENT, shared.attributes(sub, attributes));
        });
    }

    @Test
    void aFileThatIsOpenOutlivesItsName() {
        with(false, (shared, tree) -> {
            long node = look(shared, GuestFiles.ROOT, "old");
            long handle = shared.open(node, READ_WRITE);
            assertEquals(0, shared.unlink(GuestFiles.ROOT, "old"));
            assertEquals(0, shared.attributes(node, attributes));
            assertEquals(3, attributes.size);
            attributes.size = 2;
            assertEquals(0, shared.setAttributes(node, GuestFiles.SET_SIZE, attributes));
            assertEquals(2, attributes.size);
            shared.release(handle);
            assertEquals(-Errno.ENOENT, shared.attributes(node, attributes));
        });
    }

    @Test
    void directoriesAreListedAndKindsToldApart() {
        with(false, (shared, tree) -> {
            long handle = shared.openDirectory(GuestFiles.ROOT);
            DirectoryEntry entry = new DirectoryEntry();
            assertEquals(1, shared.readDirectory(handle, 0, entry));
            assertEquals("old", entry.name);
            assertEquals(FileAttributes.REGULAR, entry.kind);
            assertEquals(1, shared.readDirectory(handle, entry.next, entry));
            assertEquals("sub", entry.name);
            assertEquals(FileAttributes.DIRECTORY, entry.kind);
            assertEquals(0, shared.readDirectory(handle, entry.next, entry));
            shared.releaseDirectory(handle);
            assertEquals(-Errno.EBADF, shared.readDirectory(handle, 0, entry));
            assertEquals(-Errno.EISDIR, shared.unlink(GuestFiles.ROOT, "sub"));
            assertEquals(-Errno.ENOTDIR, shared.removeDirectory(GuestFiles.ROOT, "old"));
            assertEquals(0, shared.removeDirectory(GuestFiles.ROOT, "sub"));
            FileSystemSize size = new FileSystemSize();
            assertEquals(0, shared.size(size));
            assertEquals(1 << 20, size.blocks * size.blockSize);
        });
    }

    @Test
    void whatMayOnlyBeReadIsNotWritten() {
        with(true, (shared, tree) -> {
            long node = look(shared, GuestFiles.ROOT, "old");
            assertEquals(-Errno.EROFS, shared.open(node, READ_WRITE));
            assertEquals(-Errno.EROFS, shared.create(GuestFiles.ROOT, "new", 0, attributes));
            assertEquals(-Errno.EROFS, shared.unlink(GuestFiles.ROOT, "old"));
            assertTrue(shared.open(node, 0) > 0);
            assertEquals(3, tree.info("/data/old").size());
        });
    }

    @Test
    void aGuestCanNameNothingThatItWasNotGiven() {
        with(false, (shared, tree) -> {
            for (long node : new long[] {0, -1, 7, Long.MAX_VALUE}) {
                assertEquals(-Errno.ENOENT, shared.attributes(node, attributes));
                assertEquals(-Errno.ENOENT, look(shared, node, "x"));
                assertEquals(-Errno.ENOENT, shared.open(node, 0));
                assertEquals(-Errno.EBADF, shared.write(node, 0, new byte[1], 0, 1));
                shared.forget(node, Long.MAX_VALUE);
                shared.release(node);
            }
            shared.forget(GuestFiles.ROOT, 9);
            assertEquals(0, shared.attributes(GuestFiles.ROOT, attributes));
            assertEquals(
                    Status.NOT_A_DIRECTORY,
                    assertThrows(StatusException.class, () -> new SharedFiles(tree, "/data/old", false))
                            .status());
        });
    }
}

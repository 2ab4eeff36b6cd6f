package cortado.server.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.StatusException;
import cortado.api.service.Connection;
import cortado.api.service.FileInfo;
import cortado.api.service.FileTree;
import cortado.api.service.Files;
import cortado.testkit.Program;
import cortado.testkit.Running;
import cortado.testkit.Testbed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The file server as its clients see it, over the real kernel. */
class FileServerTest {
    private static final int CAPACITY = 512 * 1024;
    private static final Program SERVER = new Program(
            "files",
            null,
            List.of(Files.NAME),
            Map.of("capacity", Integer.toString(CAPACITY), "arena", "65536"),
            FileServer::main);

    private static void with(Consumer<FileTree> client) {
        try (Testbed board = new Testbed()) {
            board.start(SERVER);
            board.run(() -> client.accept(new FileTree(Environ.current())));
        }
    }

    private static void write(FileTree files, String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (FileTree.OpenFile file = files.open(path, Files.WRITE | Files.CREATE | Files.TRUNCATE)) {
            file.write(0, bytes, 0, bytes.length);
        }
    }

    private static String read(FileTree files, String path) {
        try (FileTree.OpenFile file = files.open(path, Files.READ)) {
            byte[] bytes = new byte[(int) file.info().size() + 1];
            int count = file.read(0, bytes, 0, bytes.length);
            return new String(bytes, 0, count, StandardCharsets.UTF_8);
        }
    }

    private static String names(FileTree files, String path) {
        return String.join(" ", files.list(path).stream().map(Files.Entry::name).toList());
    }

    private static String refusal(int status, Runnable request) {
        StatusException refused = assertThrows(StatusException.class, request::run);
        assertEquals(status, refused.status(), refused.getMessage());
        return refused.getMessage();
    }

    @Test
    void whatIsWrittenIsReadAndListedInTheOrderOfNames() {
        with(files -> {
            files.makeDirectory("/data");
            write(files, "/data/b", "second");
            write(files, "/data/a", "first");
            assertEquals("a b", names(files, "/data"));
            assertEquals("first", read(files, "/data/../data//a"));
            assertEquals(5, files.info("/data/a").size());
            assertEquals(FileInfo.FILE | Files.FILE_MODE, files.info("/data/a").mode());
            assertTrue(files.info("/data").isDirectory());
        });
    }

    @Test
    void aLongDirectoryComesInSeveralPieces() {
        with(files -> {
            StringBuilder expected = new StringBuilder();
            for (int i = 100; i < 160; i++) {
                write(files, "/file-" + i, "");
                expected.append(i == 100 ? "" : " ").append("file-").append(i);
            }
            assertEquals(expected.toString(), names(files, "/"));
        });
    }

    @Test
    void holesAreZeroAndBytesGoThroughFoliosToo() {
        with(files -> {
            try (FileTree.OpenFile file = files.open("/f", Files.READ | Files.WRITE | Files.CREATE);
                    Folio folio = Folio.create(40_000)) {
                byte[] text = "end".getBytes(StandardCharsets.UTF_8);
                file.write(30_000, text, 0, 3);
                folio.write(0, new byte[] {1, 2, 3, 4}, 0, 4);
                assertEquals(20_000, file.write(4_095, 20_000, folio, 0));
                assertEquals(30_003, file.read(0, 40_000, folio, 0));
                byte[] bytes = new byte[30_003];
                folio.read(0, bytes, 0, bytes.length);
                byte[] expected = new byte[30_003];
                System.arraycopy(new byte[] {1, 2, 3, 4}, 0, expected, 4_095, 4);
                System.arraycopy(text, 0, expected, 30_000, 3);
                assertArrayEquals(expected, bytes);
            }
        });
    }

    @Test
    void whatWasCutOffIsZeroWhenTheFileGrowsAgain() {
        with(files -> {
            write(files, "/f", "x".repeat(10_000));
            FileTree.Place place = files.place("/f");
            place.files().set("/f", Files.SET_SIZE, 5, 0, 0, Clock.FOREVER);
            place.files().set("/f", Files.SET_SIZE, 8_200, 0, 0, Clock.FOREVER);
            assertEquals("xxxxx" + "\0".repeat(8_195), read(files, "/f"));
        });
    }

    @Test
    void aFileLivesOnWithoutItsNameWhileItIsOpenAndThenGivesItsRoomBack() {
        with(files -> {
            Files server = files.place("/").files();
            long free = server.space(Clock.FOREVER).freeBytes();
            write(files, "/f", "y".repeat(5_000));
            try (FileTree.OpenFile file = files.open("/f", Files.READ)) {
                files.remove("/f");
                assertFalse(files.exists("/f"));
                byte[] one = new byte[1];
                assertEquals(1, file.read(4_999, one, 0, 1));
            }
            assertEquals(free, server.space(Clock.FOREVER).freeBytes());
        });
    }

    @Test
    void namesMoveAndReplace() {
        with(files -> {
            files.makeDirectory("/d");
            files.makeDirectory("/d/e");
            write(files, "/a", "a");
            write(files, "/d/b", "b");
            files.rename("/a", "/d/b");
            assertEquals("a", read(files, "/d/b"));
            files.rename("/d", "/g");
            assertEquals("b e", names(files, "/g"));
            assertEquals(
                    "/g cannot go below itself, to /g/e/g",
                    refusal(Status.INVALID_ARGUMENT, () -> files.rename("/g", "/g/e/g")));
            refusal(Status.IS_A_DIRECTORY, () -> files.rename("/g/b", "/g/e"));
            Files server = files.place("/").files();
            write(files, "/c", "");
            refusal(Status.EXISTS, () -> server.rename("/c", "/g/b", false, Clock.FOREVER));
        });
    }

    @Test
    void whatMakesNoSenseIsRefusedWithASentence() {
        with(files -> {
            files.makeDirectory("/d");
            write(files, "/d/f", "");
            assertEquals("/x: not found", refusal(Status.NOT_FOUND, () -> files.info("/x")));
            assertEquals("/d/f/x: not a directory", refusal(Status.NOT_A_DIRECTORY, () -> files.info("/d/f/x")));
            assertEquals("/d: is a directory", refusal(Status.IS_A_DIRECTORY, () -> read(files, "/d")));
            assertEquals("/d: the directory is not empty", refusal(Status.NOT_EMPTY, () -> files.remove("/d")));
            assertEquals("/d: it exists already", refusal(Status.EXISTS, () -> files.makeDirectory("/d")));
            assertEquals("/: busy", refusal(Status.BUSY, () -> files.remove("/")));
            refusal(Status.OUT_OF_RANGE, () -> files.info("/" + "n".repeat(300)));
            Files server = files.place("/").files();
            refusal(Status.INVALID_ARGUMENT, () -> server.info("d", Clock.FOREVER));
            refusal(Status.INVALID_ARGUMENT, () -> server.info("/d/../d", Clock.FOREVER));
            refusal(Status.INVALID_ARGUMENT, () -> server.info("/a\0b", Clock.FOREVER));
            refusal(Status.INVALID_ARGUMENT, () -> server.open("/d/f", 0, 0, Clock.FOREVER));
            refusal(Status.BAD_HANDLE, () -> server.close(77, Clock.FOREVER));
            refusal(Status.OUT_OF_RANGE, () -> server.set("/d/f", Files.SET_SIZE, -1, 0, 0, Clock.FOREVER));
            int reader = server.open("/d/f", Files.READ, 0, Clock.FOREVER).file();
            refusal(Status.ACCESS_DENIED, () -> server.write(reader, 0, new byte[1], 0, 1, Clock.FOREVER));
            refusal(Status.OUT_OF_RANGE, () -> server.read(reader, -1, new byte[1], 0, 1, Clock.FOREVER));
        });
    }

    @Test
    void messagesThatAreNoRequestsAreAnsweredWithErrors() {
        with(files -> {
            Connection connection = new Connection(Environ.current(), Files.NAME);
            for (int type : new int[] {MessageType.OPEN, MessageType.READ, MessageType.WRITE, MessageType.CALL}) {
                assertThrows(
                        StatusException.class,
                        () -> connection.ask(type, type + 1, request -> request.putInt(1), Clock.FOREVER));
            }
            refusal(Status.NOT_SUPPORTED, () -> connection.ask(MessageType.EVENT, 0, request -> {}, Clock.FOREVER));
            refusal(
                    Status.NOT_SUPPORTED,
                    () -> connection.ask(MessageType.CALL, 0, request -> request.putInt(99), Clock.FOREVER));
        });
    }

    @Test
    void aFullServerSaysSoKeepsWhatItHasAndIsEmptyAgainAfterwards() {
        with(files -> {
            Files server = files.place("/").files();
            write(files, "/kept", "kept");
            assertTrue(refusal(Status.NO_SPACE, () -> write(files, "/large", "z".repeat(CAPACITY)))
                    .startsWith("no space left"));
            assertEquals("kept", read(files, "/kept"));
            files.remove("/large");
            assertEquals(CAPACITY - 4096, server.space(Clock.FOREVER).freeBytes());
            write(files, "/again", "z".repeat(CAPACITY / 2));
            assertEquals(CAPACITY / 2, files.info("/again").size());
        });
    }

    @Test
    void aClientThatEndsLeavesNothingOpen() {
        try (Testbed board = new Testbed()) {
            Running server = board.start(SERVER);
            board.run(() -> {
                FileTree files = new FileTree(Environ.current());
                write(files, "/f", "w".repeat(5_000));
                files.open("/f", Files.READ); // and is never closed
                files.remove("/f");
            });
            board.run(() -> {
                Files files = new Files(Environ.current());
                assertEquals(CAPACITY, files.space(Clock.FOREVER).freeBytes());
            });
            board.awaitHandles(server, 3);
        }
    }
}

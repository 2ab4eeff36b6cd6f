package cortado.flash.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.board.BoardSpec;
import cortado.environ.board.BoardSpec.FirmwarePackage;
import cortado.environ.check.BoardCheck;
import cortado.environ.report.Diagnostics;
import cortado.flash.Main;
import cortado.flash.command.CommandException;
import cortado.flash.command.Exit;
import cortado.flash.command.Subcommands;
import cortado.flash.disk.CardImage;
import cortado.flash.disk.CardLayout;
import cortado.flash.disk.PartitionTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real Pi 4 card with one thing wrong at a time: it is neither built nor, where somebody built it elsewhere,
 * flashed.
 */
class CardLintTest {
    private static final Project PROJECT = Project.find();

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private BoardSpec board;

    @BeforeEach
    void theRealBoard() throws IOException {
        board = BoardCheck.board("rpi4", PROJECT.root(), new Diagnostics()).orElseThrow();
    }

    @Test
    void theCardOfTheBoardIsBuiltAndFlashed() throws Exception {
        Path image = build(board, 8192);
        Path card = folder.resolve("card");
        assertEquals(Exit.OK, flash(image, card, new ByteArrayOutputStream()));
        assertTrue(Files.exists(card));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start4.elf          | the firmware's start4.elf is missing
            fixup4.dat          | the firmware's fixup4.dat is missing
            bcm2711-rpi-4-b.dtb | bcm2711-rpi-4-b.dtb
            """)
    void aFileThatIsMissing(String name, String finding) throws Exception {
        BoardSpec without = firmware(from -> new FirmwarePackage(
                from.name(),
                from.version(),
                from.suite(),
                from.component(),
                from.architecture(),
                from.sha256(),
                from.licence(),
                from.files().stream().filter(file -> !file.as().equals(name)).toList()));
        refusedToBuild(without, finding);
        refusedToFlash(files -> files.remove(name), finding);
    }

    @Test
    void aPairOfTwoVersions() throws Exception {
        refusedToFlash(files -> files.put("fixup4.dat", new byte[100]), "start4.elf and fixup4.dat do not match");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enable_uart=1       | enable_uart=0                 | config.txt does not say enable_uart=1
            gpio=14,15=a0       | # not switched                | config.txt leaves pins 8 and 10 to the mini-UART
            followkernel        | 0x200000                      | into the same memory
            disable_splash=1    | device_tree_address=0x200040  | into the same memory
            kernel_address=0x20 | kernel_address=0x21           | but its header asks for
            arm_64bit=1         | arm_64bit=0                   | the board would start a 32-bit kernel
            gpu_mem=32          | gpu_mem=16                    | the firmware's start4cd.elf is missing
            """)
    void aLineOfTheConfiguration(String right, String wrong, String finding) throws Exception {
        BoardSpec.Image image = board.image().orElseThrow();
        assertTrue(image.config().contains(right));
        String config = image.config().replace(right, wrong);
        refusedToBuild(
                with(new BoardSpec.Image(
                        image.size(), image.label(), image.kernel(), image.bundle(), image.dtb(), config)),
                finding);
        refusedToFlash(files -> files.put("config.txt", config.getBytes(StandardCharsets.UTF_8)), finding);
    }

    @Test
    void aPartitionThatIsTooFullIsSaidAndOneThatOverflowsIsNot() throws Exception {
        BoardSpec.Image image = board.image().orElseThrow();
        BoardSpec small = with(new BoardSpec.Image(
                64 << 20, image.label(), image.kernel(), image.bundle(), image.dtb(), image.config()));
        build(small, 57 << 20);
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("warning: the boot partition is 9")), lines.toString());
        RuntimeException e = assertThrows(RuntimeException.class, () -> build(small, 62 << 20));
        assertTrue(e.getMessage().contains("make the image larger"), e.getMessage());
    }

    /** Changes what lies on a card that somebody built in another way. */
    private interface Change {
        void to(Map<String, byte[]> files);
    }

    private void refusedToBuild(BoardSpec wrong, String finding) {
        CommandException e = assertThrows(CommandException.class, () -> build(wrong, 8192));
        assertTrue(e.getMessage().contains(finding), e.getMessage());
        assertTrue(Files.notExists(folder.resolve("rpi4.img")));
    }

    private void refusedToFlash(Change change, String finding) throws Exception {
        Map<String, byte[]> files = new TreeMap<>(CardImage.read(build(board, 8192)));
        change.to(files);
        Path image = folder.resolve("elsewhere.img");
        CardImage.write(image, CardLayout.single(PartitionTable.Format.MBR, 128 << 20, "CORTADO", files));
        ManifestBuild.write(image, board, files);
        Path card = folder.resolve("card");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertEquals(Exit.VERIFICATION, flash(image, card, said));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains(finding), said.toString(StandardCharsets.UTF_8));
        assertTrue(Files.notExists(card));
    }

    private static int flash(Path image, Path card, ByteArrayOutputStream said) throws Exception {
        PrintStream err = System.err;
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            return new Subcommands(Main.SUBCOMMANDS).run("flash", image.toString(), "--to", card.toString(), "--yes");
        } finally {
            System.setErr(err);
        }
    }

    private Path build(BoardSpec spec, int bundle) throws IOException, InterruptedException {
        Path image = folder.resolve("rpi4.img");
        new CardBuild(PROJECT, new Progress(lines::add))
                .build(spec, kernel(), new byte[bundle], CardChoices.PLAIN, image);
        return image;
    }

    private BoardSpec firmware(UnaryOperator<FirmwarePackage> change) {
        return new BoardSpec(
                board.name(),
                board.description(),
                board.dts(),
                board.qemu(),
                board.firmware().stream().map(change).toList(),
                board.image());
    }

    private BoardSpec with(BoardSpec.Image image) {
        return new BoardSpec(
                board.name(), board.description(), board.dts(), board.qemu(), board.firmware(), Optional.of(image));
    }

    /** An image header of the arm64 boot protocol: 1 MiB of memory, no offset. */
    private static byte[] kernel() {
        byte[] bytes = new byte[128];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(16, 1 << 20)
                .putInt(56, 0x644d_5241);
        return bytes;
    }
}

package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.LastWordsLayout;
import cortado.abi.LittleEndian;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.kernel.simulated.BundleWriter;
import cortado.kernel.simulated.ElfWriter;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.SimulatedHalt;
import cortado.kernel.simulated.TreeWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The memory that a restart of the machine leaves alone. */
class KeptMemoryTest {
    private static final long RAM_END = SimulatedBoard.RAM_START + SimulatedBoard.DEFAULT_RAM;
    private static final long RAMOOPS = SimulatedBoard.RAM_START + (40L << 20);
    private static final String SUPERVISOR = "bin/supervisor.elf";

    private static TestBoard board(Consumer<TreeWriter> devices) {
        byte[] bundle = new BundleWriter().add(SUPERVISOR, ElfWriter.smallest()).toBytes();
        SimulatedBoard booted = new SimulatedBoard(1, SimulatedBoard.DEFAULT_RAM, bundle, devices).boot();
        return new TestBoard(booted, bundle, SUPERVISOR);
    }

    private static Consumer<TreeWriter> reserved(long start, long size) {
        return writer -> {
            writer.begin("reserved-memory");
            writer.cells("#address-cells", 2).cells("#size-cells", 2).cells("ranges");
            writer.begin("ramoops");
            writer.strings("compatible", "ramoops").cells("reg", 0, start, 0, size);
            writer.end().end();
            TestBoard.DEVICES.accept(writer);
        };
    }

    /** Where the memory is: what the supervisor writes is looked for there. */
    private static void assertAt(long physical, TestBoard test) {
        long folio = test.supervisor.done(Call.BOOT_FOLIO, test.authority, 2);
        test.supervisor.expect(KernelLimits.KEPT, Call.FOLIO_INFO, folio);
        long address = test.supervisor.done(Call.FOLIO_MAP, folio, 0, KernelLimits.KEPT, Rights.READ | Rights.WRITE);
        byte[] written = {1, 2, 3, 4};
        test.supervisor.write(address + KernelLimits.KEPT - 4, written);
        byte[] read = new byte[4];
        test.machine.readPhysical(physical + KernelLimits.KEPT - 4, read, 0, 4);
        assertArrayEquals(written, read);
        new References(test).check();
    }

    @Test
    void itIsTheEndOfMemoryWhereTheTreeNamesNone() {
        assertAt(RAM_END - KernelLimits.KEPT, new TestBoard());
    }

    @Test
    void theTreeMayNameAPlace() {
        assertAt(RAMOOPS, board(reserved(RAMOOPS, 0x20000)));
        assertAt(RAMOOPS + 0x1000, board(reserved(RAMOOPS + 8, 0x22000)));
    }

    @Test
    void aPlaceThatIsTooSmallOrElsewhereIsNotTaken() {
        assertAt(RAM_END - KernelLimits.KEPT, board(reserved(RAMOOPS, 0x8000)));
        assertAt(RAM_END - KernelLimits.KEPT, board(reserved(0x900_0000, 0x20000)));
        assertAt(RAM_END - KernelLimits.KEPT, board(reserved(SimulatedBoard.RAM_START, 0x20000)));
    }

    @Test
    void thereIsNoneWhereTheEndOfMemoryIsTakenToo() {
        TestBoard test = board(writer -> {
            writer.begin("reserved-memory");
            writer.cells("#address-cells", 2).cells("#size-cells", 2).cells("ranges");
            writer.begin("display");
            writer.cells("reg", 0, RAM_END - 0x1000, 0, 0x1000);
            writer.end().end();
        });
        test.supervisor.expect(Status.NOT_FOUND, Call.BOOT_FOLIO, test.authority, 2);
        assertEquals(Status.NOT_FOUND, test.supervisor.call(Call.BOOT_FOLIO, test.authority, 3));
    }

    @Test
    void aPanicLeavesItsWordsAtTheEnd() {
        TestBoard test = board(reserved(RAMOOPS, 0x20000));
        test.board.passTime(12_034_005_000L);
        LastWords words = test.board.kernel().lastWords();
        words.begin();
        "CPU 0: what happened\n".chars().forEach(words::put);
        "cut off".chars().forEach(words::put);
        long physical = RAMOOPS + KernelLimits.KEPT - LastWordsLayout.SIZE;
        assertEquals("====12.034005-D\nCPU 0: what happened\n", words(test, physical));
        for (int i = 0; i < 2 * LastWordsLayout.SIZE; i++) {
            words.put('x');
        }
        words.put('\n');
        assertEquals(
                LastWordsLayout.SIZE - LastWordsLayout.TEXT,
                words(test, physical).length(),
                "and not a byte more");
        words.begin();
        words.put('\n');
        assertEquals("====12.034005-D\n\n", words(test, physical), "a panic after a restart replaces it");
    }

    private static String words(TestBoard test, long physical) {
        byte[] memory = new byte[LastWordsLayout.SIZE];
        test.machine.readPhysical(physical, memory, 0, memory.length);
        assertEquals(LastWordsLayout.MAGIC, LittleEndian.i32(memory, LastWordsLayout.SIGNATURE));
        int length = LittleEndian.i32(memory, LastWordsLayout.LENGTH);
        assertEquals(length, LittleEndian.i32(memory, LastWordsLayout.START));
        return new String(memory, LastWordsLayout.TEXT, length, StandardCharsets.US_ASCII);
    }

    @Test
    void aPanicIsKeptBeforeAnyProcessRuns() {
        byte[] bundle =
                new BundleWriter().add("bin/other.elf", ElfWriter.smallest()).toBytes();
        SimulatedBoard board = new SimulatedBoard(1, SimulatedBoard.DEFAULT_RAM, bundle, TestBoard.DEVICES);
        assertThrows(SimulatedHalt.class, board::boot);
        byte[] memory = new byte[LastWordsLayout.SIZE];
        board.machine().readPhysical(RAM_END - LastWordsLayout.SIZE, memory, 0, memory.length);
        String text = new String(memory, StandardCharsets.US_ASCII);
        assertTrue(text.contains("kernel panic: the boot bundle has no bin/supervisor.elf\n"), text);
    }

    @Test
    void noProcessIsGivenItsPages() {
        TestBoard test = new TestBoard();
        long folio = test.supervisor.done(Call.BOOT_FOLIO, test.authority, 2);
        long kept = test.supervisor.done(Call.FOLIO_MAP, folio, 0, 8, Rights.READ | Rights.WRITE);
        test.supervisor.write(kept, new byte[] {7});
        long taken = test.supervisor.call(Call.FOLIO_CREATE, 4096, 0);
        while (taken > 0) {
            taken = test.supervisor.call(Call.FOLIO_CREATE, 1 << 20, 0);
        }
        assertEquals(7, test.supervisor.read(kept, 1)[0]);
    }
}

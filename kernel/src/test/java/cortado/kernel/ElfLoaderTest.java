package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.ProcessLayout;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.kernel.simulated.BundleWriter;
import cortado.kernel.simulated.ElfWriter;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.SimulatedFault;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ElfLoaderTest {
    private static final long TEXT = 0x40_0000;
    private static final long DATA = 0x40_3000;
    private static final int CODE = ElfWriter.READ | ElfWriter.EXECUTE;
    private static final int VARIABLES = ElfWriter.READ | ElfWriter.WRITE;

    private final TestBoard test = new TestBoard();

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] program() {
        return new ElfWriter()
                .entry(TEXT)
                .segment(TEXT, CODE, pattern(6000), 6000)
                .segment(DATA, VARIABLES, pattern(5000), 12_000)
                .toBytes();
    }

    /** Puts a file into a folio of the supervisor and asks for a process of it: a handle or a status. */
    private long load(byte[] file) {
        long folio = test.supervisor.done(Call.FOLIO_CREATE, file.length, 0);
        long address = test.supervisor.done(Call.FOLIO_MAP, folio, 0, file.length, Rights.READ | Rights.WRITE);
        test.supervisor.write(address, file);
        byte[] parameters = test.parameters("loaded", KernelLimits.SUPERVISOR_PRIORITY);
        LittleEndian.put32(parameters, ProcessLayout.IMAGE, (int) folio);
        LittleEndian.put64(parameters, ProcessLayout.IMAGE_OFFSET, 0);
        LittleEndian.put64(parameters, ProcessLayout.IMAGE_LENGTH, file.length);
        long result = test.create(parameters);
        test.supervisor.expect(Status.OK, Call.FOLIO_UNMAP, address);
        test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, folio);
        return result;
    }

    private void refuse(String why, byte[] file) {
        String before = test.usage();
        assertEquals(Status.BAD_IMAGE, load(file), why);
        assertEquals(before, test.usage(), why);
    }

    private static byte[] with16(int offset, int value) {
        byte[] file = program();
        LittleEndian.put16(file, offset, value);
        return file;
    }

    private static byte[] with64(int offset, long value) {
        byte[] file = program();
        LittleEndian.put64(file, offset, value);
        return file;
    }

    /** Offset of a field of a program header. */
    private static int segment(int number, int field) {
        return 64 + 56 * number + field;
    }

    @Test
    void segmentsAreWhereTheFileWantsThemAndTheRestOfThemIsZero() {
        assertTrue(load(program()) > 0);
        Agent loaded = new Agent(test, 1);
        assertArrayEquals(pattern(6000), loaded.read(TEXT, 6000));
        byte[] data = loaded.read(DATA, 12_000);
        assertArrayEquals(pattern(5000), Arrays.copyOf(data, 5000));
        assertArrayEquals(new byte[7000], Arrays.copyOfRange(data, 5000, 12_000));
    }

    @Test
    void textCannotBeWrittenAndNoPageBehindASegmentIsMapped() {
        assertTrue(load(program()) > 0);
        assertFalse(test.machine.writeUser(1, TEXT, new byte[1]));
        assertThrows(SimulatedFault.class, () -> test.machine.load(1, TEXT + 8192, 1));
        assertThrows(SimulatedFault.class, () -> test.machine.load(1, DATA + 12_288, 1));
        assertTrue(test.machine.writeUser(1, DATA, new byte[1]));
    }

    @Test
    void theImageMayChangeAfterwardsWithoutEffect() {
        byte[] file = program();
        long folio = test.supervisor.done(Call.FOLIO_CREATE, file.length, 0);
        long address = test.supervisor.done(Call.FOLIO_MAP, folio, 0, file.length, Rights.READ | Rights.WRITE);
        test.supervisor.write(address, file);
        byte[] parameters = test.parameters("loaded", KernelLimits.SUPERVISOR_PRIORITY);
        LittleEndian.put32(parameters, ProcessLayout.IMAGE, (int) folio);
        LittleEndian.put64(parameters, ProcessLayout.IMAGE_OFFSET, 0);
        LittleEndian.put64(parameters, ProcessLayout.IMAGE_LENGTH, file.length);
        assertTrue(test.create(parameters) > 0);
        test.supervisor.write(address, new byte[file.length]);
        assertArrayEquals(pattern(6000), new Agent(test, 1).read(TEXT, 6000));
    }

    @Test
    void pagesOfTheBundleThatNoOneWritesAreSharedNotCopied() {
        byte[] elf = new ElfWriter()
                .entry(TEXT)
                .segment(TEXT, CODE, pattern(64 * Limits.PAGE), 64 * Limits.PAGE)
                .segment(TEXT + 65 * Limits.PAGE, VARIABLES, pattern(100), 100)
                .toBytes();
        byte[] bundle = new BundleWriter()
                .add("bin/supervisor.elf", ElfWriter.smallest())
                .add("bin/large.elf", elf)
                .toBytes();
        SimulatedBoard board = new SimulatedBoard(1, SimulatedBoard.DEFAULT_RAM, bundle, TestBoard.DEVICES).boot();
        TestBoard large = new TestBoard(board, bundle, "bin/large.elf");
        Agent child = large.start("large");
        long used = LittleEndian.i64(large.info(child.process), ProcessInfoLayout.MEMORY_USED);
        // Heap 16, stack 4, start block 1, data 1, tables a few: the 64 pages of text are not among them.
        assertTrue(used < 30L * Limits.PAGE, used / Limits.PAGE + " pages");
        assertArrayEquals(pattern(64 * Limits.PAGE), child.read(TEXT, 64 * Limits.PAGE));
        assertArrayEquals(pattern(100), child.read(TEXT + 65 * Limits.PAGE, 100));
    }

    @Test
    void filesThatAreNoExecutableForThisCpuAreRefused() {
        refuse("empty", new byte[1]);
        refuse("all zero", new byte[8192]);
        refuse("magic", with16(0, 0x1234));
        refuse("32 bits", with16(4, 0x0101));
        refuse("big-endian", with16(4, 0x0202));
        refuse("relocatable", with16(16, 1));
        refuse("shared object", with16(16, 3));
        refuse("another CPU", with16(18, 40));
        refuse("program header size", with16(54, 32));
        refuse("no program header", with16(56, 0));
        refuse("too many program headers", with16(56, ElfImage.MAX_SEGMENTS + 1));
        refuse("program headers behind the file", with64(32, 1 << 20));
        refuse("program headers before the file", with64(32, -56));
        refuse("program headers at the end of numbers", with64(32, Long.MAX_VALUE));
    }

    @Test
    void entriesOutsideOfExecutableSegmentsAreRefused() {
        refuse("entry in data", with64(24, DATA));
        refuse("entry behind the text", with64(24, TEXT + 6000));
        refuse("entry at zero", with64(24, 0));
        refuse("entry in the kernel", with64(24, 0xffff_ffff_8000_0000L));
    }

    @Test
    void segmentsThatDoNotFitAreRefused() {
        refuse("file offset negative", with64(segment(0, 8), -1));
        refuse("file offset behind the end", with64(segment(0, 8), 1L << 30));
        refuse("file size negative", with64(segment(0, 32), -1));
        refuse("file size overflows", with64(segment(0, 32), Long.MAX_VALUE));
        refuse("file size above memory size", with64(segment(0, 40), 100));
        refuse("memory size negative", with64(segment(0, 40), Long.MIN_VALUE));
        refuse("memory size overflows", with64(segment(1, 40), Long.MAX_VALUE));
        refuse("at the null page", with64(segment(0, 16), 0));
        refuse("address negative", with64(segment(0, 16), -Limits.PAGE));
        refuse("behind user space", with64(segment(1, 16), Limits.USER_END));
        refuse("across the end of user space", with64(segment(1, 16), Limits.USER_END - 4096));
        refuse("in the kernel", with64(segment(1, 16), 0xffff_ffff_8000_0000L));
        refuse("in a page of the one before", with64(segment(1, 16), TEXT + 6008));
        refuse("below the one before", with64(segment(1, 16), TEXT - 0x10_0000));
    }

    @Test
    void pagesToWriteAndToExecuteAreRefused() {
        byte[] file = program();
        LittleEndian.put32(file, segment(0, 4), 7);
        refuse("writable code", file);
        LittleEndian.put32(file, segment(0, 4), 1);
        refuse("code that cannot be read", file);
    }

    @Test
    void dynamicExecutablesAreRefused() {
        byte[] file = program();
        LittleEndian.put32(file, segment(1, 0), 3);
        refuse("interpreter", file);
        LittleEndian.put32(file, segment(1, 0), 2);
        refuse("dynamic section", file);
    }

    @Test
    void aSegmentBeyondTheQuotaIsRefusedBeforeAnythingStays() {
        String before = test.usage();
        assertEquals(Status.QUOTA_EXCEEDED, load(with64(segment(1, 40), 1L << 32)));
        assertEquals(before, test.usage());
    }

    @Test
    void aThousandSpoiltFilesLeaveNothingBehind() {
        Random random = new Random(7);
        String before = test.usage();
        for (int i = 0; i < 1000; i++) {
            byte[] file = program();
            for (int spot = 1 + random.nextInt(4); spot > 0; spot--) {
                file[random.nextInt(64 + 2 * 56)] = (byte) random.nextInt();
            }
            long handle = load(file);
            if (handle > 0) {
                test.supervisor.expect(Status.OK, Call.PROCESS_KILL, handle);
                test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, handle);
            }
            assertEquals(before, test.usage());
        }
    }
}

package cortado.fdt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What registers, interrupts and the platform's nodes mean. */
class MeaningTest {
    private static FlatTree tree;
    private static Registers registers;
    private static Interrupts interrupts;
    private static Platform platform;
    private final int[] specifier = new int[Interrupts.MAX_CELLS];

    @BeforeAll
    static void compile() throws IOException {
        tree = new FlatTree(Blob.board());
        registers = new Registers(tree);
        interrupts = new Interrupts(tree);
        platform = new Platform(tree);
    }

    private static long address(String path) {
        return registers.address(tree.path(path), 0);
    }

    @Test
    void registersAreTranslatedUpToTheRoot() {
        assertEquals(0xfe201000L, address("/soc/serial"));
        assertEquals(0x200, registers.size(tree.path("/soc/serial"), 0));
        int gic = tree.path("/soc/interrupt-controller");
        assertEquals(2, registers.count(gic));
        assertEquals(0xff842000L, registers.address(gic, 1));
        assertEquals(FlatTree.ABSENT, registers.address(gic, 2));
        assertEquals(FlatTree.ABSENT, registers.address(gic, -1));
        assertEquals(0xfe100800L, address("/soc/inner/dev"));
        assertEquals(0x6_0000_0000L, address("/pcie"));
    }

    @Test
    void aBootArgumentIsANumberBehindItsKey() throws IOException {
        assertEquals(10, argument("quiet panic=10"));
        assertEquals(3, argument("panic=10 panic=3 cortado.set.x.panic=7"), "the last one");
        assertEquals(7, argument("console=ttyAMA0"), "there is none");
        assertEquals(7, argument("panic"));
        assertEquals(7, argument("panic="));
        assertEquals(7, argument("panic=1x panic=12345 panic=-1 kpanic=4"), "not that key, or not such a number");
        assertEquals(7, platform.bootArgument("panic", 7), "no arguments at all");
    }

    private static int argument(String arguments) throws IOException {
        String source = "/dts-v1/; / { chosen { bootargs = \"" + arguments + "\"; }; };";
        return new Platform(new FlatTree(Blob.compile(source.getBytes(UTF_8)))).bootArgument("panic", 7);
    }

    @Test
    void aBlockHasToFitItsRangeAsAWhole() {
        assertEquals(0xff7ff000L, address("/soc/end"));
        assertEquals(FlatTree.NOT_TRANSLATABLE, address("/soc/past"));
        assertEquals(FlatTree.NOT_TRANSLATABLE, address("/soc/lost"));
        assertEquals(FlatTree.NOT_TRANSLATABLE, address("/soc/blind/dev"));
    }

    @Test
    void whatDoesNotDivideIsMalformed() {
        assertEquals(FlatTree.MALFORMED, registers.count(tree.path("/soc/odd")));
        assertEquals(FlatTree.MALFORMED, address("/soc/odd"));
        assertEquals(FlatTree.MALFORMED, interrupts.count(tree.path("/soc/odd")));
        assertEquals(FlatTree.UNSUPPORTED, address("/pcie/usb"));
    }

    @Test
    void devicesSeeMemoryThroughTheirWindow() {
        int uart = tree.path("/soc/serial");
        assertEquals(1, registers.windowCount(uart));
        assertEquals(0, registers.windowMemory(uart, 0));
        assertEquals(0x40000000L, registers.windowSize(uart, 0));
        assertEquals(0xc0001000L, registers.dmaAddress(uart, 0x1000, 0x1000));
        assertEquals(0xfffff000L, registers.dmaAddress(uart, 0x3ffff000L, 0x1000));
        assertEquals(FlatTree.NOT_TRANSLATABLE, registers.dmaAddress(uart, 0x3ffff000L, 0x1001));
        assertEquals(0x5_0000_0000L, registers.dmaAddress(tree.path("/pcie"), 0x5_0000_0000L, 1));
    }

    @Test
    void interruptsFindTheirController() {
        int gic = tree.path("/soc/interrupt-controller");
        int uart = tree.path("/soc/serial");
        assertEquals(1, interrupts.count(uart));
        assertEquals(gic, interrupts.resolve(uart, 0, specifier));
        assertArrayEquals(new int[] {0, 121, 4, 0}, specifier);
        assertEquals(153, GicInterrupt.intid(specifier));
        assertFalse(GicInterrupt.isEdge(specifier));
        assertEquals(FlatTree.ABSENT, interrupts.resolve(uart, 1, specifier));
        assertEquals(FlatTree.ABSENT, interrupts.resolve(uart, -1, specifier));
        assertTrue(GicInterrupt.isVersion2(tree, gic));
        assertFalse(GicInterrupt.isVersion3(tree, gic));
    }

    @Test
    void extendedInterruptsNameTheirControllersThemselves() {
        int both = tree.path("/soc/both");
        assertEquals(2, interrupts.count(both));
        assertEquals(tree.path("/soc/intc"), interrupts.resolve(both, 0, specifier));
        assertEquals(7, specifier[0]);
        assertEquals(tree.path("/soc/interrupt-controller"), interrupts.resolve(both, 1, specifier));
        assertEquals(30, GicInterrupt.intid(specifier));
        assertTrue(GicInterrupt.isEdge(specifier));
    }

    @Test
    void whatCannotBeResolvedSaysSo() {
        interrupts.resolve(tree.path("/soc/lost"), 0, specifier);
        assertEquals(FlatTree.MALFORMED, GicInterrupt.intid(specifier));
        assertEquals(FlatTree.UNSUPPORTED, GicInterrupt.intid(new int[] {2, 0, 4, 0}));
        assertEquals(FlatTree.UNSUPPORTED, interrupts.resolve(tree.path("/pcie/usb"), 0, specifier));
    }

    @Test
    void memoryAndReservedRegionsAreFound() {
        int memory = platform.nextMemory(FlatTree.ABSENT);
        assertEquals(2, registers.count(memory));
        assertEquals(0x40000000L, registers.address(memory, 1));
        assertEquals(0xbc000000L, registers.size(memory, 1));
        assertEquals(FlatTree.ABSENT, platform.nextMemory(memory));
        int reserved = platform.nextReserved(FlatTree.ABSENT);
        assertEquals(0x1000, registers.address(reserved, 0));
        assertEquals(FlatTree.ABSENT, platform.nextReserved(reserved));
    }

    @Test
    void processorsSayHowTheyStart() {
        int first = platform.nextCpu(FlatTree.ABSENT);
        assertEquals(Platform.START_SPIN_TABLE, platform.startMethod(first));
        assertEquals(0xd8, platform.releaseAddress(first));
        int second = platform.nextCpu(first);
        assertEquals(Platform.START_PSCI, platform.startMethod(second));
        assertEquals(1, platform.cpuId(second));
        assertEquals(FlatTree.ABSENT, platform.nextCpu(second));
        assertEquals(Platform.CONDUIT_SMC, platform.psciConduit());
    }

    @Test
    void chosenNamesTheConsoleAndTheBundle() {
        assertEquals(tree.path("/soc/serial"), platform.console());
        assertEquals(0x8000000L, platform.bundleStart());
        assertEquals(0x8200000L, platform.bundleEnd());
    }
}

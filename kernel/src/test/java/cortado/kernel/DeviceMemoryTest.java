package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.FolioFlag;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.kernel.simulated.BundleWriter;
import cortado.kernel.simulated.ElfWriter;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.TreeWriter;
import org.junit.jupiter.api.Test;

/** Functions of a PCI host bridge, and what they reach behind an IOMMU. */
class DeviceMemoryTest {
    private static final int DISK = 8;
    private static final int SIZE = 4 * Limits.PAGE;
    private static final long WINDOW = 0x1000_0000;
    /** 16 KiB at the window's 16 MiB. */
    private static final long RANGE = (WINDOW + 0x100_0000) | 14;

    private SimulatedIommu iommu;
    private final TestBoard test = board(false);

    private TestBoard board(boolean absent) {
        byte[] bundle = new BundleWriter()
                .add("bin/supervisor.elf", ElfWriter.smallest())
                .toBytes();
        SimulatedBoard board = new SimulatedBoard(1, SimulatedBoard.DEFAULT_RAM, bundle, DeviceMemoryTest::pci);
        iommu = new SimulatedIommu(board.tree().path("/iommu"));
        if (absent) {
            iommu.setAbsent();
        }
        board.machine().setIommu(iommu);
        return new TestBoard(board.boot(), bundle, "bin/supervisor.elf");
    }

    private static void pci(TreeWriter writer) {
        writer.begin("iommu@9050000");
        writer.cells("phandle", 5).end();
        writer.begin("pcie@10000000");
        writer.strings("compatible", "pci-host-ecam-generic")
                .cells("#address-cells", 3)
                .cells("#size-cells", 2)
                .cells("#interrupt-cells", 1)
                .cells("reg", 0x40, 0x1000_0000, 0, 0x1000_0000)
                .cells("ranges", 0x200_0000, 0, WINDOW, 0, WINDOW, 0, 0x2eff_0000)
                .cells("iommu-map", 0, 5, 0, 0x1_0000)
                .cells("interrupt-map-mask", 0x1800, 0, 0, 7)
                .cells("interrupt-map", 0x800, 0, 0, 1, 1, 0, 4, 4, 0x1000, 0, 0, 1, 1, 0, 5, 4)
                .end();
    }

    private Agent driver(TestBoard board, String name) {
        long registers = board.supervisor.done(Call.PCI_GRANT, board.authority, DISK, RANGE);
        return board.start(name, (int) registers);
    }

    private static long told(Agent driver) {
        return driver.done(Call.FOLIO_DMA_ADDRESS, driver.done(Call.FOLIO_CREATE, SIZE, FolioFlag.DMA));
    }

    private void end(Agent driver) {
        driver.call(Call.EXIT, 1);
        test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, driver.process);
    }

    private String lastLine() {
        return test.machine.console().lines().toList().getLast();
    }

    private void fault() {
        assertTrue(test.board.interrupt(SimulatedIommu.LINE));
    }

    @Test
    void aDeviceReachesWhatItsDriverAskedTheAddressOf() {
        Agent driver = driver(test, "disk");
        long kept = driver.done(Call.FOLIO_CREATE, SIZE, FolioFlag.DMA);
        long address = told(driver);
        assertTrue(iommu.reaches(DISK, address));
        assertTrue(iommu.reaches(DISK, address + SIZE - 1));
        assertFalse(iommu.reaches(DISK, address + SIZE));
        assertFalse(iommu.reaches(DISK, address - 1));
        assertFalse(iommu.reaches(DISK + 8, address));
        long other = driver.done(Call.FOLIO_DMA_ADDRESS, kept);
        assertTrue(iommu.reaches(DISK, other));
        driver.expect(other, Call.FOLIO_DMA_ADDRESS, kept);
    }

    @Test
    void whatADeviceTriesBeyondThatIsARefusalOfItsDriver() {
        Agent driver = driver(test, "disk");
        told(driver);
        assertFalse(iommu.access(DISK, 0x4321_0000, true));
        fault();
        assertTrue(
                lastLine()
                        .endsWith("refused disk (process 2): its device (stream 0x8) tried to write to 0x43210000,"
                                + " which it was not given"),
                lastLine());
        assertFalse(iommu.access(DISK + 8, 0x1000, false));
        fault();
        assertTrue(
                lastLine()
                        .endsWith("refused nobody (process 0): its device (stream 0x10) tried to read from 0x1000,"
                                + " which it was not given"),
                lastLine());
    }

    @Test
    void aDeviceThatGoesOnIsCutOffUntilItIsReset() {
        Agent driver = driver(test, "disk");
        long address = told(driver);
        for (int i = 0; i < 3 * DeviceMemory.MOST; i++) {
            iommu.access(DISK, 0, true);
        }
        fault();
        assertTrue(lastLine().endsWith("; it is cut off until it is reset"), lastLine());
        assertFalse(iommu.access(DISK, address, true));
        iommu.access(DISK, 0, true);
        String before = test.machine.console();
        fault();
        assertEquals(before, test.machine.console());
        driver.done(Call.DEVICE_QUIET, driver.startHandle(0));
        assertTrue(iommu.access(DISK, address, true));
        iommu.access(DISK, 0, true);
        fault();
        assertFalse(lastLine().endsWith("reset"), lastLine());
    }

    @Test
    void memoryIsReachedUntilTheDeviceIsQuietAndNoLonger() {
        Agent first = driver(test, "disk");
        long address = told(first);
        end(first);
        assertTrue(iommu.reaches(DISK, address), "it is held, and what is under way ends well");
        Agent second = driver(test, "disk");
        second.expect(SIZE / Limits.PAGE, Call.DEVICE_QUIET, second.startHandle(0));
        assertFalse(iommu.reaches(DISK, address));
    }

    @Test
    void memoryThatAnIommuMayStillLetThroughStaysHeld() {
        Agent first = driver(test, "disk");
        told(first);
        end(first);
        iommu.setStuck();
        Agent second = driver(test, "disk");
        second.expect(0, Call.DEVICE_QUIET, second.startHandle(0));
    }

    @Test
    void behindAnIommuThatDoesNotStartNoDeviceIsToldOfMemory() {
        TestBoard dead = board(true);
        Agent driver = driver(dead, "disk");
        long folio = driver.done(Call.FOLIO_CREATE, SIZE, FolioFlag.DMA);
        driver.expect(Status.NOT_SUPPORTED, Call.FOLIO_DMA_ADDRESS, folio);
    }

    @Test
    void aFunctionsRegistersAreWhereTheBridgeHasThem() {
        Agent supervisor = test.supervisor;
        long configuration = supervisor.done(Call.PCI_GRANT, test.authority, DISK, 0);
        supervisor.expect(Limits.PAGE, Call.FOLIO_INFO, configuration);
        assertEquals(0x40_1000_8000L, physical(configuration));
        long registers = supervisor.done(Call.PCI_GRANT, test.authority, DISK, RANGE);
        supervisor.expect(0x4000, Call.FOLIO_INFO, registers);
        assertEquals(WINDOW + 0x100_0000, physical(registers));
    }

    private long physical(long handle) {
        HandleTable handles = test.board.kernel().objects.processes.all[0].handles;
        return test.board.kernel().objects.folios.get(handles.reach(handle, HandleType.FOLIO, 0)).physical;
    }

    @Test
    void noRangeLeavesTheWindow() {
        Agent supervisor = test.supervisor;
        String before = test.usage();
        long[] wrong = {
            SimulatedBoard.RAM_START | 12, // RAM, and not of the bridge
            (WINDOW - 0x1000) | 12,
            (WINDOW + 0x2eff_0000L) | 12,
            0x3000_0000L | 28, // over its end
            0x900_0000 | 12,
        };
        for (long range : wrong) {
            supervisor.expect(Status.NOT_SUPPORTED, Call.PCI_GRANT, test.authority, DISK, range);
        }
        for (long range : new long[] {WINDOW | 11, WINDOW | 32, WINDOW | 0x4c, (WINDOW + 0x1000) | 14, 1, -1}) {
            supervisor.expect(Status.INVALID_ARGUMENT, Call.PCI_GRANT, test.authority, DISK, range);
        }
        for (long function : new long[] {-1, 0x1_0000, 1L << 32, Long.MAX_VALUE}) {
            supervisor.expect(Status.NOT_FOUND, Call.PCI_GRANT, test.authority, function, 0);
            supervisor.expect(Status.NOT_FOUND, Call.PCI_INTERRUPT_GRANT, test.authority, function, 1);
        }
        assertEquals(before, test.usage());
    }

    @Test
    void onlyTheAuthorityGrantsFunctionsAndNobodyGetsThemAll() {
        Agent driver = driver(test, "disk");
        driver.expect(Status.BAD_HANDLE, Call.PCI_GRANT, 0, DISK, 0);
        driver.expect(Status.WRONG_TYPE, Call.PCI_GRANT, driver.startHandle(0), DISK, 0);
        driver.expect(Status.WRONG_TYPE, Call.PCI_INTERRUPT_GRANT, driver.startHandle(0), DISK, 1);
        long host = test.board.tree().path("/pcie");
        test.supervisor.expect(Status.ACCESS_DENIED, Call.MMIO_GRANT, test.authority, host, 0);
    }

    @Test
    void readableConfigurationCannotBeMappedForWriting() {
        long whole = test.supervisor.done(Call.PCI_GRANT, test.authority, DISK, 0);
        long readable = test.supervisor.done(Call.HANDLE_DUPLICATE, whole, Rights.READ | Rights.MAP | Rights.TRANSFER);
        Agent driver = test.start("disk", (int) readable);
        int handle = driver.startHandle(0);
        driver.expect(Status.ACCESS_DENIED, Call.FOLIO_MAP, handle, 0, Limits.PAGE, Rights.READ | Rights.WRITE);
        driver.done(Call.FOLIO_MAP, handle, 0, Limits.PAGE, Rights.READ);
        driver.expect(Status.ACCESS_DENIED, Call.DEVICE_QUIET, handle);
    }

    @Test
    void pinsLeadToTheLinesOfTheMap() {
        Agent supervisor = test.supervisor;
        supervisor.done(Call.PCI_INTERRUPT_GRANT, test.authority, DISK, 1);
        supervisor.expect(Status.BUSY, Call.PCI_INTERRUPT_GRANT, test.authority, DISK + 0x20, 1);
        supervisor.done(Call.PCI_INTERRUPT_GRANT, test.authority, 0x10, 1);
        supervisor.expect(Status.NOT_FOUND, Call.PCI_INTERRUPT_GRANT, test.authority, DISK, 2);
        supervisor.expect(Status.INVALID_ARGUMENT, Call.PCI_INTERRUPT_GRANT, test.authority, DISK, 0);
        supervisor.expect(Status.INVALID_ARGUMENT, Call.PCI_INTERRUPT_GRANT, test.authority, DISK, 5);
    }

    @Test
    void withoutABridgeThereAreNoFunctions() {
        TestBoard plain = new TestBoard();
        plain.supervisor.expect(Status.NOT_FOUND, Call.PCI_GRANT, plain.authority, DISK, 0);
        plain.supervisor.expect(Status.NOT_FOUND, Call.PCI_INTERRUPT_GRANT, plain.authority, DISK, 1);
    }
}

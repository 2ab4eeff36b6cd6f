package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Cause;
import cortado.abi.FolioFlag;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedFault;
import org.junit.jupiter.api.Test;

class FolioTest {
    private static final int READ_WRITE = Rights.READ | Rights.WRITE;

    private final TestBoard test = new TestBoard();
    private final Agent a = test.start("a");

    @Test
    void aFolioIsWholePagesOfZeros() {
        long folio = a.done(Call.FOLIO_CREATE, 5000, 0);
        a.expect(2 * Limits.PAGE, Call.FOLIO_INFO, folio);
        assertEquals(0, a.second());
        long address = a.done(Call.FOLIO_MAP, folio, 0, 2 * Limits.PAGE, Rights.READ);
        assertArrayEquals(new byte[2 * Limits.PAGE], a.read(address, 2 * Limits.PAGE));
    }

    @Test
    void memoryThatWasSomeoneElsesIsZeroedBeforeItIsGivenAgain() {
        for (int i = 0; i < 200; i++) {
            long folio = a.done(Call.FOLIO_CREATE, 16 * Limits.PAGE, 0);
            long address = a.done(Call.FOLIO_MAP, folio, 0, 16 * Limits.PAGE, READ_WRITE);
            assertArrayEquals(new byte[16 * Limits.PAGE], a.read(address, 16 * Limits.PAGE));
            byte[] secret = new byte[16 * Limits.PAGE];
            java.util.Arrays.fill(secret, (byte) 's');
            a.write(address, secret);
            a.expect(Status.OK, Call.FOLIO_UNMAP, address);
            a.expect(Status.OK, Call.HANDLE_CLOSE, folio);
        }
    }

    @Test
    void twoMappingsShowTheSameMemory() {
        long folio = a.done(Call.FOLIO_CREATE, 3 * Limits.PAGE, 0);
        long whole = a.done(Call.FOLIO_MAP, folio, 0, 3 * Limits.PAGE, READ_WRITE);
        long part = a.done(Call.FOLIO_MAP, folio, Limits.PAGE, 1, Rights.READ);
        assertNotEquals(whole, part);
        a.write(whole + Limits.PAGE + 7, new byte[] {42});
        assertEquals(42, a.read(part + 7, 1)[0]);
    }

    @Test
    void aReadOnlyMappingCannotBeWritten() {
        long folio = a.done(Call.FOLIO_CREATE, 1, 0);
        long address = a.done(Call.FOLIO_MAP, folio, 0, 1, Rights.READ);
        SimulatedFault fault = assertThrows(SimulatedFault.class, () -> test.machine.store(a.slot, address, 4, 1));
        assertEquals(Cause.PROTECTION_FAULT, fault.why());
    }

    @Test
    void mappingsHaveUnmappedPagesBetweenThem() {
        long folio = a.done(Call.FOLIO_CREATE, 1, 0);
        long first = a.done(Call.FOLIO_MAP, folio, 0, 1, Rights.READ);
        long second = a.done(Call.FOLIO_MAP, folio, 0, 1, Rights.READ);
        assertTrue(Math.abs(first - second) >= 2 * Limits.PAGE);
    }

    @Test
    void anUnmappedFolioIsOutOfReachAndItsMemoryComesBackWithTheHandle() {
        // The first mapping in this region takes a table, which stays until the process ends.
        long warm = a.done(Call.FOLIO_CREATE, 1, 0);
        a.expect(Status.OK, Call.FOLIO_UNMAP, a.done(Call.FOLIO_MAP, warm, 0, 1, Rights.READ));
        String before = test.usage();
        long folio = a.done(Call.FOLIO_CREATE, Limits.PAGE, 0);
        long address = a.done(Call.FOLIO_MAP, folio, 0, Limits.PAGE, READ_WRITE);
        a.expect(Status.OK, Call.HANDLE_CLOSE, folio);
        a.write(address, new byte[] {1});
        assertNotEquals(before, test.usage());
        a.expect(Status.OK, Call.FOLIO_UNMAP, address);
        assertThrows(SimulatedFault.class, () -> test.machine.load(a.slot, address, 4));
        a.expect(Status.NOT_FOUND, Call.FOLIO_UNMAP, address);
        assertEquals(before, test.usage());
    }

    @Test
    void onlyWhatFolioMapMadeCanBeUnmapped() {
        for (long address : new long[] {0x40_0000, a.buffer(), a.stack(), Limits.USER_END - Limits.PAGE}) {
            a.expect(Status.NOT_FOUND, Call.FOLIO_UNMAP, address);
        }
        for (long address : new long[] {0, -1, Long.MIN_VALUE, Limits.USER_END}) {
            a.expect(Status.BAD_ADDRESS, Call.FOLIO_UNMAP, address);
        }
        long folio = a.done(Call.FOLIO_CREATE, 2 * Limits.PAGE, 0);
        long address = a.done(Call.FOLIO_MAP, folio, 0, 2 * Limits.PAGE, Rights.READ);
        a.expect(Status.NOT_FOUND, Call.FOLIO_UNMAP, address + Limits.PAGE);
    }

    @Test
    void rangesOutsideOfTheFolioAreRefused() {
        long folio = a.done(Call.FOLIO_CREATE, 2 * Limits.PAGE, 0);
        String before = test.usage();
        a.expect(Status.OUT_OF_RANGE, Call.FOLIO_MAP, folio, 0, 2 * Limits.PAGE + 1, Rights.READ);
        a.expect(Status.OUT_OF_RANGE, Call.FOLIO_MAP, folio, 2 * Limits.PAGE, 1, Rights.READ);
        a.expect(Status.OUT_OF_RANGE, Call.FOLIO_MAP, folio, Limits.PAGE, Limits.PAGE + 1, Rights.READ);
        a.expect(Status.OUT_OF_RANGE, Call.FOLIO_MAP, folio, 0, Long.MAX_VALUE, Rights.READ);
        a.expect(Status.OUT_OF_RANGE, Call.FOLIO_MAP, folio, Long.MAX_VALUE & -Limits.PAGE, 1, Rights.READ);
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_MAP, folio, 1, 1, Rights.READ);
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_MAP, folio, -Limits.PAGE, 1, Rights.READ);
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_MAP, folio, 0, 0, Rights.READ);
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_MAP, folio, 0, -1, Rights.READ);
        assertEquals(before, test.usage());
    }

    @Test
    void noMappingCanBeExecutedOrOnlyWritten() {
        long folio = a.done(Call.FOLIO_CREATE, 1, 0);
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_MAP, folio, 0, 1, Rights.READ | Rights.EXECUTE);
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_MAP, folio, 0, 1, Rights.WRITE);
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_MAP, folio, 0, 1, 0);
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_MAP, folio, 0, 1, Rights.READ | 1L << 40);
    }

    @Test
    void mappingNeedsTheRightToMapAndThatToTheAccess() {
        long folio = a.done(Call.FOLIO_CREATE, 1, 0);
        long readable = a.done(Call.HANDLE_DUPLICATE, folio, Rights.READ | Rights.MAP);
        long unmappable = a.done(Call.HANDLE_DUPLICATE, folio, READ_WRITE);
        a.expect(Status.ACCESS_DENIED, Call.FOLIO_MAP, readable, 0, 1, READ_WRITE);
        a.expect(Status.ACCESS_DENIED, Call.FOLIO_MAP, unmappable, 0, 1, Rights.READ);
        a.done(Call.FOLIO_MAP, readable, 0, 1, Rights.READ);
    }

    @Test
    void sizesAndFlagsThatMakeNoSenseAreInvalid() {
        for (long bytes : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, KernelLimits.MEMORY + 1}) {
            a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_CREATE, bytes, 0);
        }
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_CREATE, 1, FolioFlag.DEVICE);
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_CREATE, 1, -1);
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_CREATE, 1, 1L << 32);
    }

    @Test
    void theMemoryQuotaCountsEveryPageAndGivesThemBack() {
        String before = test.usage();
        a.expect(Status.QUOTA_EXCEEDED, Call.FOLIO_CREATE, 1 << 20, 0);
        int folios = 0;
        long last = 0;
        long handle = a.call(Call.FOLIO_CREATE, 64 << 10, 0);
        while (handle >= 0) {
            folios++;
            last = handle;
            handle = a.call(Call.FOLIO_CREATE, 64 << 10, 0);
        }
        assertEquals(Status.QUOTA_EXCEEDED, handle);
        assertTrue(folios >= 12 && folios < 16, "1 MiB is " + folios + " folios of 64 KiB");
        a.expect(Status.OK, Call.HANDLE_CLOSE, last);
        a.done(Call.FOLIO_CREATE, 64 << 10, 0);
        assertNotEquals(before, test.usage());
    }

    @Test
    void memoryThatTheMachineDoesNotHaveIsNotFound() {
        test.supervisor.expect(Status.QUOTA_EXCEEDED, Call.FOLIO_CREATE, 65L << 20, 0);
        test.supervisor.expect(Status.NO_MEMORY, Call.FOLIO_CREATE, 58L << 20, 0);
        test.supervisor.done(Call.FOLIO_CREATE, 20L << 20, 0);
    }

    @Test
    void aFolioOutlivesTheProcessThatMadeIt() {
        long pair = test.supervisor.done(Call.CHANNEL_CREATE);
        long mine = test.supervisor.second();
        Agent b = test.start("b", (int) pair);
        long folio = b.done(Call.FOLIO_CREATE, 1, 0);
        long address = b.done(Call.FOLIO_MAP, folio, 0, 1, READ_WRITE);
        b.write(address, new byte[] {9});
        assertEquals(Status.OK, b.send(b.startHandle(0), 1, "", (int) folio));
        b.call(Call.EXIT, 0);
        test.supervisor.receive(mine);
        long received = test.supervisor.received(0);
        long seen = test.supervisor.done(Call.FOLIO_MAP, received, 0, 1, Rights.READ);
        assertEquals(9, test.supervisor.read(seen, 1)[0]);
    }

    @Test
    void aProcessMayOnlyHaveSoManyMappings() {
        long folio = a.done(Call.FOLIO_CREATE, 1, 0);
        long result = a.call(Call.FOLIO_MAP, folio, 0, 1, Rights.READ);
        int made = 0;
        while (result >= 0) {
            made++;
            result = a.call(Call.FOLIO_MAP, folio, 0, 1, Rights.READ);
        }
        assertEquals(Status.QUOTA_EXCEEDED, result);
        assertEquals(KernelLimits.MAPPINGS - 4, made);
    }

    @Test
    void dmaMemoryHasABusAddressForTheDeviceThatItsProcessDrives() {
        long node = test.board.tree().path("/serial");
        long registers = test.supervisor.done(Call.MMIO_GRANT, test.authority, node, 0);
        Agent driver = test.start("driver", (int) registers);
        long folio = driver.done(Call.FOLIO_CREATE, 2 * Limits.PAGE, FolioFlag.DMA);
        driver.expect(2 * Limits.PAGE, Call.FOLIO_INFO, folio);
        assertEquals(FolioFlag.DMA, driver.second());
        long bus = driver.done(Call.FOLIO_DMA_ADDRESS, folio);
        assertTrue(test.machine.ram().contains(bus, 2 * Limits.PAGE));
        long address = driver.done(Call.FOLIO_MAP, folio, 0, 2 * Limits.PAGE, READ_WRITE);
        driver.write(address + 5, new byte[] {77});
        byte[] seen = new byte[1];
        test.machine.ram().read(bus + 5, seen, 0, 1);
        assertEquals(77, seen[0]);
    }

    @Test
    void aBusAddressIsForDriversOnly() {
        long folio = a.done(Call.FOLIO_CREATE, 1, FolioFlag.DMA);
        a.expect(Status.ACCESS_DENIED, Call.FOLIO_DMA_ADDRESS, folio);
        long plain = a.done(Call.FOLIO_CREATE, 1, 0);
        a.expect(Status.ACCESS_DENIED, Call.FOLIO_DMA_ADDRESS, plain);
    }

    @Test
    void theBootFoliosCanBeReadButNotWritten() {
        for (int which = 0; which < 2; which++) {
            long folio = test.supervisor.done(Call.BOOT_FOLIO, test.authority, which);
            test.supervisor.expect(HandleType.FOLIO, Call.HANDLE_INFO, folio);
            long size = test.supervisor.done(Call.FOLIO_INFO, folio);
            test.supervisor.expect(Status.ACCESS_DENIED, Call.FOLIO_MAP, folio, 0, size, READ_WRITE);
            long address = test.supervisor.done(Call.FOLIO_MAP, folio, 0, size, Rights.READ);
            byte[] start = test.supervisor.read(address, 4);
            assertArrayEquals(
                    which == 0
                            ? new byte[] {(byte) 0xd0, 0x0d, (byte) 0xfe, (byte) 0xed}
                            : new byte[] {'0', '7', '0', '7'},
                    start);
        }
        test.supervisor.expect(Status.NOT_FOUND, Call.BOOT_FOLIO, test.authority, 3);
        test.supervisor.expect(Status.NOT_FOUND, Call.BOOT_FOLIO, test.authority, -1);
    }
}

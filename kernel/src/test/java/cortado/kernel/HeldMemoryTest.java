package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.FolioFlag;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.abi.SystemInfoLayout;
import org.junit.jupiter.api.Test;

/** Memory that a device was told of is no one's until the device has been reset. */
class HeldMemoryTest {
    private static final int SIZE = 16 * Limits.PAGE;

    private final TestBoard test = new TestBoard();
    private final String before = test.usage();

    private Agent driver(String node) {
        long registers = test.supervisor.done(
                Call.MMIO_GRANT, test.authority, test.board.tree().path(node), 0);
        return test.start("driver", (int) registers);
    }

    private Agent driver() {
        return driver("/serial");
    }

    private static long told(Agent driver) {
        long folio = driver.done(Call.FOLIO_CREATE, SIZE, FolioFlag.DMA);
        return driver.done(Call.FOLIO_DMA_ADDRESS, folio);
    }

    private long held() {
        return LittleEndian.i64(test.system(), SystemInfoLayout.MEMORY_HELD);
    }

    private void end(Agent driver) {
        driver.call(Call.EXIT, 1);
        test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, driver.process);
    }

    /** Takes all memory that can be had, and tells whether some of it lies in the driver's old place. */
    private boolean comesBack(long address) {
        for (long size = 1 << 20; size >= Limits.PAGE; size /= 4) {
            long folio = 0;
            while (folio >= 0) {
                folio = test.supervisor.call(Call.FOLIO_CREATE, size, 0);
            }
        }
        FolioPool folios = test.board.kernel().objects.folios;
        for (int i = 0; i < KernelLimits.FOLIOS; i++) {
            Folio folio = folios.get(i);
            boolean apart = folio.physical >= address + SIZE || folio.physical + Memory.bytes(folio.pages) <= address;
            if (folio.references > 0 && !apart) {
                return true;
            }
        }
        return false;
    }

    @Test
    void memoryOfADeadDriverIsFreeOnceItsDeviceIsQuiet() {
        Agent first = driver();
        told(first);
        end(first);
        assertEquals(SIZE, held());
        Agent second = driver();
        second.expect(SIZE / Limits.PAGE, Call.DEVICE_QUIET, second.startHandle(0));
        assertEquals(0, held());
        second.expect(0, Call.DEVICE_QUIET, second.startHandle(0));
        end(second);
        assertEquals(before, test.usage());
    }

    @Test
    void memoryThatADeviceMayStillTouchIsGivenToNoOne() {
        Agent first = driver();
        long address = told(first);
        end(first);
        assertFalse(comesBack(address));
    }

    @Test
    void memoryThatTheDeviceHasForgottenIsGivenAgain() {
        Agent first = driver();
        long address = told(first);
        end(first);
        Agent second = driver();
        second.done(Call.DEVICE_QUIET, second.startHandle(0));
        end(second);
        assertTrue(comesBack(address));
    }

    @Test
    void memoryThatNoDeviceWasToldOfIsFreeAtOnce() {
        Agent first = driver();
        first.done(Call.FOLIO_CREATE, SIZE, FolioFlag.DMA);
        end(first);
        assertEquals(before, test.usage());
        assertEquals(0, held());
    }

    @Test
    void aLiveDriversClosedFolioIsHeldAsWell() {
        Agent driver = driver();
        long folio = driver.done(Call.FOLIO_CREATE, SIZE, FolioFlag.DMA);
        driver.done(Call.FOLIO_DMA_ADDRESS, folio);
        driver.expect(Status.OK, Call.HANDLE_CLOSE, folio);
        assertEquals(SIZE, held());
    }

    @Test
    void anotherDevicesResetFreesNothing() {
        Agent first = driver();
        told(first);
        end(first);
        Agent other = driver("/rng");
        other.expect(0, Call.DEVICE_QUIET, other.startHandle(0));
        assertEquals(SIZE, held());
    }

    @Test
    void aDriverThatNeverResetsItsDeviceHitsItsOwnLimit() {
        int lives = 0;
        long result = 0;
        while (result >= 0 && lives < 100) {
            Agent driver = driver();
            result = driver.call(Call.FOLIO_CREATE, SIZE, FolioFlag.DMA);
            if (result >= 0) {
                driver.done(Call.FOLIO_DMA_ADDRESS, result);
                lives++;
            }
            end(driver);
        }
        assertEquals(Status.QUOTA_EXCEEDED, result);
        assertTrue(held() <= 1 << 20, "a quota of 1 MiB, but " + held() + " bytes are held");
        Agent mender = driver();
        mender.done(Call.DEVICE_QUIET, mender.startHandle(0));
        mender.done(Call.FOLIO_CREATE, SIZE, FolioFlag.DMA);
    }

    @Test
    void onlyWhoMayWriteTheRegistersSpeaksForTheDevice() {
        Agent driver = driver();
        long registers = driver.startHandle(0);
        long readable = driver.done(Call.HANDLE_DUPLICATE, registers, Rights.READ | Rights.MAP);
        driver.expect(Status.ACCESS_DENIED, Call.DEVICE_QUIET, readable);
        driver.expect(Status.WRONG_TYPE, Call.DEVICE_QUIET, driver.done(Call.FOLIO_CREATE, 1, 0));
        driver.expect(Status.BAD_HANDLE, Call.DEVICE_QUIET, 0);
    }
}

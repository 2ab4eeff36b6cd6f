package cortado.flash.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.target.DeviceTarget;
import cortado.flash.target.FileTarget;
import cortado.flash.target.Target;
import cortado.flash.transfer.CardState.Stage;
import cortado.flash.transfer.ImageFile;
import cortado.flash.transfer.Journal;
import cortado.flash.transfer.Listener;
import cortado.flash.transfer.Outcome;
import cortado.flash.transfer.StopSignal;
import cortado.flash.transfer.Transfer;
import cortado.flash.transfer.TransferException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real block devices of the kernel whose medium fails, below a loop device, as FUSE serves it. */
@Timeout(120)
class FailingDeviceTest {
    private static final int MIB = 1 << 20;
    private static final int SIZE = 4 * MIB;
    private static final int EIO = 5;
    private static final int ENOSPC = 28;

    @TempDir
    private Path folder;

    private final byte[] medium = new byte[SIZE];
    private final byte[] content = new byte[SIZE];
    private volatile LongPredicate badWrite = offset -> false;
    private volatile LongPredicate badRead = offset -> false;
    private volatile int error = EIO;
    private volatile int lie = -1;
    private FuseDisk disk;
    private Path image;

    private final class Medium implements FuseDisk.Behaviour {
        @Override
        public int read(ByteBuffer into, long offset) {
            if (badRead.test(offset)) {
                return EIO;
            }
            into.put(0, medium, (int) offset, into.remaining());
            if (lie >= offset && lie < offset + into.remaining()) {
                into.put((int) (lie - offset), (byte) ~medium[lie]);
            }
            return 0;
        }

        @Override
        public int write(ByteBuffer from, long offset) {
            if (badWrite.test(offset)) {
                return error;
            }
            from.get(0, medium, (int) offset, from.remaining());
            return 0;
        }
    }

    @BeforeEach
    void aMediumAndAnImage() throws Exception {
        Optional<FuseDisk> mounted = FuseDisk.mount(Files.createDirectory(folder.resolve("fuse")), SIZE, new Medium());
        Assumptions.assumeTrue(mounted.isPresent(), "FUSE can be mounted by this user");
        disk = mounted.get();
        new Random(11).nextBytes(content);
        image = Files.write(folder.resolve("card.img"), content);
    }

    @AfterEach
    void unmounted() {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void aMediumWithoutFaultsGetsTheImage() throws Exception {
        try (LoopDevice device = device();
                Target target = DeviceTarget.open(device.path())) {
            assertEquals(SIZE, flash(target).verified());
            assertArrayEquals(content, medium);
        }
    }

    @Test
    void theKernelsInputOutputErrorIsReportedWithItsPlaceAndTheNextRunGoesOn() throws Exception {
        try (LoopDevice device = device();
                Target target = DeviceTarget.open(device.path())) {
            badWrite = offset -> offset >= 2 * MIB && offset < 3 * MIB;
            TransferException failure = failure(target);
            assertTrue(
                    failure.getMessage()
                            .startsWith(
                                    "writing " + device.path() + " at 2.0 MiB: write failed: EIO, input/output error"),
                    failure.getMessage());
            assertEquals(Stage.NOT_BOOTABLE, failure.state().stage());
            assertArrayEquals(new byte[4096], Arrays.copyOf(medium, 4096));
            badWrite = offset -> false;
            assertTrue(flash(target).resumed());
            assertArrayEquals(content, medium);
        }
    }

    @Test
    void aMediumThatCannotBeReadIsNotWritten() throws Exception {
        try (LoopDevice device = device();
                Target target = DeviceTarget.open(device.path())) {
            badRead = offset -> true;
            TransferException failure = failure(target);
            assertTrue(failure.getMessage().contains("read failed: EIO"), failure.getMessage());
            assertEquals(Stage.UNTOUCHED, failure.state().stage());
            assertArrayEquals(new byte[SIZE], medium);
        }
    }

    @Test
    void bytesThatComeBackOtherThanTheyWereWrittenAreCaughtPastTheCache() throws Exception {
        try (LoopDevice device = device();
                Target target = DeviceTarget.open(device.path())) {
            lie = 3 * MIB + 5;
            TransferException failure = failure(target);
            assertEquals(TransferException.Cause.VERIFICATION, failure.why(), failure.getMessage());
            assertArrayEquals(new byte[4096], Arrays.copyOf(medium, 4096));
        }
    }

    @Test
    void aFileSystemThatFillsUpIsSaidToBeFull() throws Exception {
        error = ENOSPC;
        badWrite = offset -> offset >= MIB;
        try (Target target = FileTarget.open(disk.file())) {
            TransferException failure = failure(target);
            assertTrue(failure.getMessage().contains("make room"), failure.getMessage());
            assertEquals(Stage.NOT_BOOTABLE, failure.state().stage());
        }
    }

    @Test
    void aMediumThatGoesAwayIsAFailureWithAState() throws Exception {
        try (LoopDevice device = device();
                Target target = DeviceTarget.open(device.path())) {
            badWrite = offset -> {
                if (offset >= 2 * MIB) {
                    // From now on every read, write and flush fails.
                    badRead = any -> true;
                    return true;
                }
                return badRead.test(0);
            };
            TransferException failure = failure(target);
            assertEquals(TransferException.Cause.TARGET, failure.why());
            assertEquals(Stage.NOT_BOOTABLE, failure.state().stage());
        }
    }

    private LoopDevice device() throws Exception {
        Optional<LoopDevice> device = LoopDevice.over(disk.file());
        Assumptions.assumeTrue(device.isPresent(), "losetup works for this user");
        return device.get();
    }

    private TransferException failure(Target target) {
        return assertThrows(TransferException.class, () -> flash(target));
    }

    private Outcome flash(Target target) throws Exception {
        try (ImageFile source = ImageFile.open(image)) {
            return new Transfer(source, target, Journal.of(folder, "card"), Listener.SILENT, new StopSignal()).run();
        }
    }
}

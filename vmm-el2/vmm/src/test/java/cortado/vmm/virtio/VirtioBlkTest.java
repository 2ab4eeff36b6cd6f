package cortado.vmm.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtioBlkTest {
    private final GuestDriver driver = new GuestDriver();
    private final ArrayDisk disk = new ArrayDisk(64);

    @BeforeEach
    void start() {
        driver.attach(new VirtioBlk(driver.memory, disk, "cortado-0"));
        driver.start(1, 0);
    }

    private static byte[] header(int type, long sector, byte... data) {
        byte[] request = new byte[16 + data.length];
        LittleEndian.put32(request, 0, type);
        LittleEndian.put64(request, 8, sector);
        System.arraycopy(data, 0, request, 16, data.length);
        return request;
    }

    private byte[] ask(byte[] request, int room) {
        driver.request(0, request, room);
        driver.notifyQueue(0);
        return driver.answer(0);
    }

    @Test
    void tellsItsCapacity() {
        assertEquals(64, driver.device.read(0, 0x100, 8));
        assertEquals(512, driver.device.read(0, 0x100 + 20, 4));
        assertEquals(254, driver.device.read(0, 0x100 + 12, 4));
        assertEquals(0, driver.device.read(0, 0x1fc, 4), "past the configuration");
    }

    @Test
    void writesAndReadsBack() {
        byte[] data = new byte[1024];
        Arrays.fill(data, (byte) 0x5a);
        byte[] status = ask(header(1, 7, data), 1);
        assertArrayEquals(new byte[] {0}, status);
        assertEquals(0x5a, disk.bytes[7 * 512]);
        assertEquals(0, disk.bytes[9 * 512]);
        byte[] answer = ask(header(0, 8), 513);
        assertEquals(513, answer.length);
        assertEquals(0x5a, answer[511]);
        assertEquals(0, answer[512]);
        assertEquals(1, driver.acknowledge());
    }

    @Test
    void refusesSectorsThatItDoesNotHave() {
        for (long sector : new long[] {64, 63, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            byte[] answer = ask(header(0, sector), 1025);
            assertEquals(1, answer.length, "no data with an error");
            driver.acknowledge();
        }
        assertEquals(1, lastStatus(header(1, 0, new byte[511]), 1));
        assertFalse(driver.broken());
    }

    /** The status is the last byte that the driver has room for. */
    private int lastStatus(byte[] request, int room) {
        int head = driver.request(0, request, room);
        driver.notifyQueue(0);
        driver.answer(0);
        return driver.memory.load8(GuestDriver.BUFFERS + 0x4000L * (head / 2) + 0x2000 + room - 1);
    }

    @Test
    void saysWhatFailed() {
        assertEquals(1, lastStatus(header(0, 64), 513));
        assertEquals(2, lastStatus(header(99, 0), 1), "an unknown request");
        disk.broken = true;
        assertEquals(1, lastStatus(header(0, 0), 513));
        assertEquals(1, lastStatus(header(4, 0), 1), "a flush that fails");
        disk.broken = false;
        assertEquals(0, lastStatus(header(4, 0), 1));
    }

    @Test
    void tellsItsSerialNumber() {
        byte[] answer = ask(header(8, 0), 21);
        assertEquals("cortado-0", new String(answer, 0, 9, StandardCharsets.UTF_8));
        assertEquals(0, answer[20]);
    }

    @Test
    void isReadOnlyWhereTheDiskIs() {
        GuestDriver other = new GuestDriver();
        disk.readOnly = true;
        other.attach(new VirtioBlk(other.memory, disk, ""));
        other.start(1, 0);
        other.request(0, header(1, 0, new byte[512]), 1);
        other.notifyQueue(0);
        assertArrayEquals(new byte[] {1}, other.answer(0));
    }

    @Test
    void breaksOnRequestsWithoutHeaderOrStatus() {
        driver.request(0, new byte[15], 1);
        driver.notifyQueue(0);
        assertTrue(driver.broken());
        driver.start(1, 0);
    }

    @Test
    void breaksOnRequestsWithoutRoomForTheStatus() {
        driver.request(0, header(0, 0), 0);
        driver.notifyQueue(0);
        assertTrue(driver.broken());
        assertEquals(
                "the guest broke its device: room for 0 bytes, too small for 1 at -1", driver.log.lines.getFirst());
    }

    /** A disk in an array. */
    static final class ArrayDisk implements Disk {
        final byte[] bytes;
        boolean readOnly;
        boolean broken;

        ArrayDisk(int sectors) {
            bytes = new byte[512 * sectors];
        }

        @Override
        public long sectors() {
            return bytes.length / 512;
        }

        @Override
        public boolean readOnly() {
            return readOnly;
        }

        @Override
        public boolean read(long sector, byte[] target, int count) {
            System.arraycopy(bytes, (int) sector * 512, target, 0, 512 * count);
            return !broken;
        }

        @Override
        public boolean write(long sector, byte[] source, int count) {
            System.arraycopy(source, 0, bytes, (int) sector * 512, 512 * count);
            return !broken;
        }

        @Override
        public boolean flush() {
            return !broken;
        }
    }
}

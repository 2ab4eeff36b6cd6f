package cortado.vmm.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rings that no honest driver makes: each breaks the device, with a sentence, and a reset mends it. */
class HostileDriverTest {
    private final GuestDriver driver = new GuestDriver();

    @BeforeEach
    void start() {
        driver.attach(new VirtioRng(driver.memory, (target, length) -> Arrays.fill(target, 0, length, (byte) 7)));
        driver.start(1, 0);
    }

    private void breaks(String why) {
        driver.notifyQueue(0);
        assertTrue(driver.broken(), why);
        assertEquals("the guest broke its device: " + why, driver.log.lines.getLast());
        int edges = driver.edges;
        driver.notifyQueue(0);
        assertEquals(edges, driver.edges, "a broken device does nothing");
        driver.acknowledge();
        driver.write(0x070, 0);
        assertFalse(driver.broken());
    }

    @Test
    void aGoodRequestIsAnsweredAndInterrupts() {
        driver.request(0, new byte[0], 32);
        driver.notifyQueue(0);
        byte[] answer = driver.answer(0);
        assertEquals(32, answer.length);
        assertEquals(7, answer[31]);
        assertEquals(1, driver.edges);
        assertEquals(1, driver.acknowledge());
    }

    @Test
    void aLoopOfDescriptors() {
        driver.descriptor(0, 0, GuestDriver.BUFFERS, 8, VirtQueue.WRITE | VirtQueue.NEXT, 1);
        driver.descriptor(0, 1, GuestDriver.BUFFERS, 8, VirtQueue.WRITE | VirtQueue.NEXT, 0);
        driver.offer(0, 0);
        breaks("a loop of descriptors");
    }

    @Test
    void aDescriptorThatPointsToItself() {
        driver.descriptor(0, 3, GuestDriver.BUFFERS, 8, VirtQueue.WRITE | VirtQueue.NEXT, 3);
        driver.offer(0, 3);
        breaks("a loop of descriptors");
    }

    @Test
    void aHeadOutsideTheTable() {
        driver.offer(0, GuestDriver.QUEUE);
        breaks("descriptor 16 of 16");
    }

    @Test
    void aNextOutsideTheTable() {
        driver.descriptor(0, 0, GuestDriver.BUFFERS, 8, VirtQueue.WRITE | VirtQueue.NEXT, 0xffff);
        driver.offer(0, 0);
        breaks("descriptor 65535 of 16");
    }

    @Test
    void anIndexThatJumps() {
        driver.memory.store16(GuestDriver.availableRing(0) + 2, 17);
        breaks("the available index jumped to 17 requests in a queue of 16");
    }

    @Test
    void anIndexThatGoesBack() {
        driver.request(0, new byte[0], 8);
        driver.notifyQueue(0);
        driver.memory.store16(GuestDriver.availableRing(0) + 2, 0);
        breaks("the available index jumped to 65535 requests in a queue of 16");
    }

    @Test
    void aBufferOutsideMemory() {
        driver.descriptor(0, 0, 0x3fff_ffffL, 8, VirtQueue.WRITE, 0);
        driver.offer(0, 0);
        breaks("a descriptor of 8 bytes at 0x3fffffff, which is not in RAM");
    }

    @Test
    void aBufferThatEndsOutsideMemory() {
        driver.descriptor(0, 0, GuestDriver.BASE + GuestDriver.MEMORY - 4, 8, VirtQueue.WRITE, 0);
        driver.offer(0, 0);
        breaks("a descriptor of 8 bytes at 0x400ffffc, which is not in RAM");
    }

    @Test
    void aLengthWithTheHighestBit() {
        driver.descriptor(0, 0, GuestDriver.BASE, 0xffff_ffff, VirtQueue.WRITE, 0);
        driver.offer(0, 0);
        breaks("a descriptor of 4294967295 bytes at 0x40000000, which is not in RAM");
    }

    @Test
    void anAddressThatOverflows() {
        driver.descriptor(0, 0, 0xffff_ffff_ffff_fff8L, 16, VirtQueue.WRITE, 0);
        driver.offer(0, 0);
        breaks("a descriptor of 16 bytes at 0xfffffffffffffff8, which is not in RAM");
    }

    @Test
    void aBufferToReadAfterOneToWrite() {
        driver.descriptor(0, 0, GuestDriver.BUFFERS, 8, VirtQueue.WRITE | VirtQueue.NEXT, 1);
        driver.descriptor(0, 1, GuestDriver.BUFFERS, 8, 0, 0);
        driver.offer(0, 0);
        breaks("a descriptor to read after one to write");
    }

    @Test
    void anIndirectTableInAnIndirectTable() {
        driver.memory.store32(GuestDriver.BUFFERS + 8, 16);
        driver.memory.store16(GuestDriver.BUFFERS + 12, VirtQueue.INDIRECT);
        driver.descriptor(0, 0, GuestDriver.BUFFERS, 16, VirtQueue.INDIRECT, 0);
        driver.offer(0, 0);
        breaks("an indirect descriptor where there may be none");
    }

    @Test
    void anIndirectTableOfNoSize() {
        driver.descriptor(0, 0, GuestDriver.BUFFERS, 0, VirtQueue.INDIRECT, 0);
        driver.offer(0, 0);
        breaks("an indirect table of 0 bytes, not 16 to 16 × 256");
    }

    @Test
    void anIndirectTableOutsideMemory() {
        driver.descriptor(0, 0, 0x1000, 32, VirtQueue.INDIRECT, 0);
        driver.offer(0, 0);
        breaks("an indirect table of a queue at 0x1000, which is not 32 bytes of RAM aligned to 16");
    }

    @Test
    void anIndirectTableThatWasNotNegotiated() {
        driver.start(1, VirtioDevice.INDIRECT_DESC);
        driver.descriptor(0, 0, GuestDriver.BUFFERS, 16, VirtQueue.INDIRECT, 0);
        driver.offer(0, 0);
        breaks("an indirect descriptor where there may be none");
    }

    @Test
    void anIndirectTableThatIsGoodWorks() {
        long table = GuestDriver.BUFFERS;
        for (int i = 0; i < 40; i++) { // more than the queue has
            driver.memory.store64(table + 16L * i, GuestDriver.BUFFERS + 0x2000 + 2L * i);
            driver.memory.store32(table + 16L * i + 8, 2);
            driver.memory.store16(table + 16L * i + 12, VirtQueue.WRITE | (i < 39 ? VirtQueue.NEXT : 0));
            driver.memory.store16(table + 16L * i + 14, i + 1);
        }
        driver.descriptor(0, 0, table, 16 * 40, VirtQueue.INDIRECT, 0);
        driver.offer(0, 0);
        driver.notifyQueue(0);
        assertEquals(80, driver.answer(0).length);
    }

    @Test
    void ringsOutsideMemory() {
        driver.write(0x070, 0);
        driver.write(0x070, 3);
        driver.write(0x030, 0);
        driver.write(0x038, 16);
        driver.write(0x080, 0x1000);
        driver.write(0x044, 1);
        assertEquals(0, driver.read(0x044));
        assertTrue(driver.broken());
        assertEquals(
                "the guest broke its device: descriptors of a queue at 0x1000, which is not 256 bytes of RAM aligned "
                        + "to 16",
                driver.log.lines.getLast());
    }

    @Test
    void queueSizesThatAreNone() {
        for (int size : new int[] {0, 3, 512, -1, Integer.MIN_VALUE}) {
            driver.write(0x070, 0);
            driver.write(0x070, 3);
            driver.setUp(0, size, GuestDriver.descriptors(0), GuestDriver.availableRing(0), GuestDriver.usedRing(0));
            assertEquals(0, driver.read(0x044), "size " + size);
        }
    }

    @Test
    void queuesThatDoNotExist() {
        for (int queue : new int[] {1, 7, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            driver.write(0x030, queue);
            assertEquals(0, driver.read(0x034));
            driver.write(0x038, 16);
            driver.write(0x044, 1);
            assertEquals(0, driver.read(0x044));
            driver.notifyQueue(queue);
        }
        assertFalse(driver.broken());
    }

    @Test
    void featuresThatWereNotOffered() {
        driver.write(0x070, 0);
        driver.write(0x070, 3);
        driver.write(0x024, 1);
        driver.write(0x020, -1);
        driver.write(0x070, 11);
        assertEquals(3, driver.read(0x070));
        driver.write(0x070, 15);
        assertEquals(3, driver.read(0x070), "not started");
    }

    @Test
    void notificationsBeforeTheStart() {
        driver.write(0x070, 0);
        driver.request(0, new byte[0], 8);
        driver.notifyQueue(0);
        assertFalse(driver.answered(0));
    }

    @Test
    void theLogIsNotFlooded() {
        for (int i = 0; i < 100; i++) {
            driver.start(1, 0);
            driver.memory.store16(GuestDriver.availableRing(0) + 2, 0x8000);
            driver.notifyQueue(0);
        }
        assertEquals(17, driver.log.lines.size());
    }

    @Test
    void withoutEventIndexTheInterruptCanBeSwitchedOff() {
        driver.start(1, VirtioDevice.EVENT_IDX);
        driver.memory.store16(GuestDriver.availableRing(0), 1);
        driver.memory.store16(GuestDriver.availableRing(0) + 2, 0);
        driver.descriptor(0, 0, GuestDriver.BUFFERS, 8, VirtQueue.WRITE, 0);
        driver.memory.store16(GuestDriver.availableRing(0) + 4, 0);
        driver.memory.store16(GuestDriver.availableRing(0) + 2, 1);
        int edges = driver.edges;
        driver.notifyQueue(0);
        assertEquals(1, driver.memory.load16(GuestDriver.usedRing(0) + 2));
        assertEquals(edges, driver.edges);
    }

    @Test
    void withEventIndexOneInterruptComesForTheEntryAskedFor() {
        driver.memory.store16(GuestDriver.availableRing(0) + 4 + 2 * GuestDriver.QUEUE, 2); // tell me of the third
        for (int i = 0; i < 4; i++) {
            driver.request(0, new byte[0], 8);
            driver.notifyQueue(0);
            assertEquals(i < 2 ? 0 : 1, driver.edges, "after " + (i + 1));
        }
        assertEquals(4, driver.memory.load16(GuestDriver.usedRing(0) + 4 + 8 * GuestDriver.QUEUE), "avail_event");
    }
}

package cortado.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.LittleEndian;
import cortado.abi.Status;
import cortado.api.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A disk of the few sectors that lead to autoboot.txt. */
class BootSlotsTest {
    private static final String TEXT = "[all]\ntryboot_a_b=1\nboot_partition=2\n[tryboot]\nboot_partition=3\n";
    private static final int PARTITION = 2048;
    private static final int ROOT = PARTITION + 32 + 2 * 550;

    private final Map<Long, byte[]> disk = new HashMap<>();
    private int written;

    private final BootSlots.Sectors sectors = new BootSlots.Sectors() {
        @Override
        public byte[] read(long sector) {
            return disk.getOrDefault(sector, new byte[512]).clone();
        }

        @Override
        public void write(long sector, byte[] content) {
            written++;
            disk.put(sector, content.clone());
        }
    };

    private byte[] sector(long number) {
        return disk.computeIfAbsent(number, any -> new byte[512]);
    }

    private void fill(boolean gpt, String text) {
        byte[] table = sector(0);
        LittleEndian.put16(table, 510, 0xaa55);
        table[450] = (byte) (gpt ? 0xee : 0x0c);
        LittleEndian.put32(table, 454, gpt ? 1 : PARTITION);
        LittleEndian.put64(sector(2), 32, gpt ? PARTITION : 0);
        byte[] boot = sector(PARTITION);
        LittleEndian.put16(boot, 510, 0xaa55);
        LittleEndian.put16(boot, 11, 512);
        boot[13] = 1;
        LittleEndian.put16(boot, 14, 32);
        boot[16] = 2;
        LittleEndian.put32(boot, 36, 550);
        LittleEndian.put32(boot, 44, 2);
        byte[] name = "AUTOBOOTTXT".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, sector(ROOT), 96, name.length);
        LittleEndian.put16(sector(ROOT), 96 + 26, 7);
        byte[] content = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(content, 0, sector(ROOT + 5), 0, content.length);
    }

    @Test
    void theSlotsChangePlacesInOneSector() {
        for (boolean gpt : new boolean[] {false, true}) {
            disk.clear();
            written = 0;
            fill(gpt, TEXT);
            BootSlots slots = new BootSlots(sectors);
            assertEquals(2, slots.slot());
            assertEquals(3, slots.spare());
            slots.commit();
            assertEquals(1, written);
            assertTrue(new String(sector(ROOT + 5), StandardCharsets.US_ASCII)
                    .startsWith("[all]\ntryboot_a_b=1\nboot_partition=3\n[tryboot]\nboot_partition=2\n"));
            assertEquals(3, new BootSlots(sectors).slot());
        }
    }

    @Test
    void aDiskWithoutSlotsSaysWhatItLacks() {
        lacks("it has no partition table");
        fill(false, "[all]\nboot_partition=2\n");
        lacks("autoboot.txt does not name two slots");
        sector(ROOT)[96] = (byte) 0xe5;
        lacks("its first partition has no autoboot.txt");
        sector(PARTITION)[13] = 0;
        lacks("its first partition is no FAT32");
    }

    private void lacks(String why) {
        StatusException e = assertThrows(StatusException.class, () -> new BootSlots(sectors));
        assertEquals(Status.NOT_FOUND, e.status());
        assertTrue(e.getMessage().contains("the disk has no two slots: " + why), e.getMessage());
    }

    @Test
    void theSlotThatWasTriedIsKept() {
        fill(false, TEXT);
        BootSlots slots = new BootSlots(sectors);
        assertEquals(
                "slot b (partition 3) is booted, this once; slot a (partition 2) is the usual one",
                SlotCommands.description(slots, 3));
        SlotCommands.commit(slots, 3);
        assertEquals(
                "slot b (partition 3) is booted, slot a (partition 2) is the spare one",
                SlotCommands.description(slots, 3));
    }

    @Test
    void theSystemThatWasFallenBackToDoesNotKeepTheOneThatFailed() {
        fill(false, TEXT);
        BootSlots slots = new BootSlots(sectors);
        StatusException e = assertThrows(StatusException.class, () -> SlotCommands.commit(slots, 2));
        assertTrue(e.getMessage().contains("slot a (partition 2) is booted, and is the usual one already"));
        assertThrows(StatusException.class, () -> SlotCommands.commit(slots, 1));
        assertEquals(0, written);
        assertEquals(2, slots.slot());
    }

    @Test
    void whereNobodySaysWhatWasBootedThePersonIsBelieved() {
        fill(false, TEXT);
        BootSlots slots = new BootSlots(sectors);
        SlotCommands.commit(slots, 0);
        assertEquals(3, slots.slot());
        assertEquals(1, written);
    }
}

package cortado.app.shell;

import cortado.abi.LittleEndian;
import cortado.abi.Status;
import cortado.api.StatusException;
import java.nio.charset.StandardCharsets;

/**
 * The file {@code autoboot.txt} of a card with two slots (Raspberry Pi documentation, "autoboot.txt"): on the first
 * partition, in one sector, with two partition numbers that change places when the spare slot has shown that it works.
 * {@code flash/} writes such cards; see {@code cortado update}.
 */
final class BootSlots {
    /** Where the sectors are. */
    interface Sectors {
        /** 512 bytes. */
        byte[] read(long sector);

        /** Writes 512 bytes, which survive a power cut when this returns. */
        void write(long sector, byte[] content);
    }

    private static final int SECTOR = 512;
    private static final byte[] NAME = "AUTOBOOTTXT".getBytes(StandardCharsets.US_ASCII);
    private static final String KEY = "boot_partition=";
    private static final String SPARE_SECTION = "[tryboot]";
    private static final int GPT_PROTECTIVE = 0xee;
    private static final int ENTRY = 32;
    /** Clusters of a folder that are looked through; the first partition holds one file. */
    private static final int ROOT_SECTORS_MOST = 64;

    private final Sectors disk;
    private final long sector;
    private final byte[] content;
    private final int slotAt;
    private final int spareAt;

    /**
     * Finds the file.
     *
     * @throws StatusException NOT_FOUND if the disk has no two slots
     */
    BootSlots(Sectors disk) {
        this.disk = disk;
        this.sector = find(firstPartition());
        this.content = disk.read(sector);
        String text = new String(content, StandardCharsets.US_ASCII);
        int section = text.indexOf(SPARE_SECTION);
        slotAt = number(text.indexOf(KEY));
        spareAt = section < 0 ? -1 : number(text.indexOf(KEY, section));
        if (slotAt < 0 || spareAt < 0 || slotAt > section) {
            throw none("autoboot.txt does not name two slots");
        }
    }

    private static StatusException none(String why) {
        return StatusException.saying(Status.NOT_FOUND, "the disk has no two slots: " + why);
    }

    /** The place of the digit after a key, or -1. */
    private int number(int key) {
        int at = key + KEY.length();
        return key >= 0 && at < content.length && content[at] >= '1' && content[at] <= '9' ? at : -1;
    }

    private long firstPartition() {
        byte[] table = disk.read(0);
        if (table[510] != 0x55 || (table[511] & 0xff) != 0xaa) {
            throw none("it has no partition table");
        }
        if ((table[446 + 4] & 0xff) == GPT_PROTECTIVE) {
            return LittleEndian.i64(disk.read(2), 32);
        }
        return LittleEndian.i32(table, 446 + 8) & 0xffff_ffffL;
    }

    private long find(long partition) {
        byte[] boot = disk.read(partition);
        int perCluster = boot[13] & 0xff;
        long tables = (boot[16] & 0xffL) * (LittleEndian.i32(boot, 36) & 0xffff_ffffL);
        if (boot[510] != 0x55 || perCluster == 0 || LittleEndian.u16(boot, 11) != SECTOR || tables == 0) {
            throw none("its first partition is no FAT32");
        }
        long data = partition + LittleEndian.u16(boot, 14) + tables;
        long root = data + (LittleEndian.i32(boot, 44) - 2L) * perCluster;
        for (int i = 0; i < Math.min(perCluster, ROOT_SECTORS_MOST); i++) {
            byte[] entries = disk.read(root + i);
            for (int at = 0; at < SECTOR; at += ENTRY) {
                if (isFile(entries, at)) {
                    long cluster = (long) LittleEndian.u16(entries, at + 20) << 16 | LittleEndian.u16(entries, at + 26);
                    return data + (cluster - 2) * perCluster;
                }
            }
        }
        throw none("its first partition has no autoboot.txt");
    }

    private static boolean isFile(byte[] entries, int at) {
        for (int i = 0; i < NAME.length; i++) {
            if (entries[at + i] != NAME[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number of the partition that is booted. */
    int slot() {
        return content[slotAt] - '0';
    }

    /** The number of the partition that is tried. */
    int spare() {
        return content[spareAt] - '0';
    }

    /** Makes the spare slot the usual one: a single sector is written. */
    void commit() {
        byte slot = content[slotAt];
        content[slotAt] = content[spareAt];
        content[spareAt] = slot;
        disk.write(sector, content);
    }
}

package cortado.flash.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A GUID partition table (UEFI 2.10 §5.3): a header and 128 entries behind the protective MBR, and the same once more
 * in the disk's last sectors.
 *
 * @param disk the disk's own GUID
 * @param partitions in the table's order
 */
public record Gpt(UUID disk, List<Partition> partitions) {
    /** Basic data: what a FAT file system that firmware boots from lies in. */
    public static final UUID BASIC_DATA = UUID.fromString("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7");
    /** The type byte of the MBR entry that keeps tools which know no GPT away. */
    static final int PROTECTIVE = 0xee;
    /** Sectors that the backup takes at the disk's end. */
    public static final long BACKUP_SECTORS = 33;

    private static final long SIGNATURE = 0x5452_4150_2049_4645L; // "EFI PART"
    private static final int REVISION = 0x0001_0000;
    private static final int HEADER = 92;
    private static final int ENTRY = 128;
    private static final int ENTRIES = 128;
    private static final int ARRAY_SECTORS = ENTRIES * ENTRY / Mbr.SECTOR;
    private static final int NAME = 36;
    /** What lies behind it has no offset in bytes. */
    private static final long LAST_SECTOR = Long.MAX_VALUE / Mbr.SECTOR;

    private static final int HEADER_SUM = 16;
    private static final int ARRAY_SUM = 88;

    /**
     * An entry.
     *
     * @param type what is inside
     * @param id the partition's own GUID
     * @param firstSector counted from the start of the disk
     * @param sectors how many
     * @param name for people, at most 36 letters
     */
    public record Partition(UUID type, UUID id, long firstSector, long sectors, String name) {
        /** What firmware boots from. */
        public boolean isFat() {
            return type.equals(BASIC_DATA);
        }
    }

    /** Copies the list. */
    public Gpt {
        partitions = List.copyOf(partitions);
        if (partitions.size() > ENTRIES) {
            throw new IllegalArgumentException("a GPT has room for 128 partitions, not " + partitions.size());
        }
    }

    /** Writes protective MBR, table and backup. */
    public void write(FileChannel channel, long diskBytes) throws IOException {
        long last = diskBytes / Mbr.SECTOR - 1;
        Mbr protective = new Mbr(0, List.of(new Mbr.Partition(PROTECTIVE, 1, Math.min(last, 0xffff_ffffL))));
        put(channel, 0, protective.bytes());
        byte[] array = array();
        put(channel, 1, header(1, last, 2, last, array));
        put(channel, 2, array);
        put(channel, last - ARRAY_SECTORS, array);
        put(channel, last, header(last, 1, last - ARRAY_SECTORS, last, array));
    }

    private byte[] array() {
        ByteBuffer array = ByteBuffer.allocate(ENTRIES * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            int at = i * ENTRY;
            putGuid(array, at, partition.type());
            putGuid(array, at + 16, partition.id());
            array.putLong(at + 32, partition.firstSector());
            array.putLong(at + 40, partition.firstSector() + partition.sectors() - 1);
            byte[] name = partition.name().getBytes(StandardCharsets.UTF_16LE);
            array.put(at + 56, name, 0, Math.min(name.length, NAME * 2));
        }
        return array.array();
    }

    private byte[] header(long own, long other, long arrayAt, long last, byte[] array) {
        ByteBuffer header = ByteBuffer.allocate(Mbr.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(0, SIGNATURE);
        header.putInt(8, REVISION);
        header.putInt(12, HEADER);
        header.putLong(24, own);
        header.putLong(32, other);
        header.putLong(40, 2 + ARRAY_SECTORS);
        header.putLong(48, last - BACKUP_SECTORS);
        putGuid(header, 56, disk);
        header.putLong(72, arrayAt);
        header.putInt(80, ENTRIES);
        header.putInt(84, ENTRY);
        header.putInt(ARRAY_SUM, sum(array));
        header.putInt(HEADER_SUM, sum(Arrays.copyOf(header.array(), HEADER)));
        return header.array();
    }

    /**
     * Reads the table, or its backup where the table is damaged.
     *
     * @throws DiskFormatException if neither is whole
     */
    public static Gpt read(FileChannel channel) throws IOException {
        try {
            return read(channel, 1);
        } catch (DiskFormatException damaged) {
            try {
                return read(channel, channel.size() / Mbr.SECTOR - 1);
            } catch (DiskFormatException e) {
                throw new DiskFormatException("the partition table (GPT) is damaged: " + damaged.getMessage()
                        + "; its backup: " + e.getMessage());
            }
        }
    }

    private static Gpt read(FileChannel channel, long sector) throws IOException {
        byte[] headerBytes = get(channel, sector, Mbr.SECTOR);
        ByteBuffer header = ByteBuffer.wrap(headerBytes).order(ByteOrder.LITTLE_ENDIAN);
        expect(header.getLong(0) == SIGNATURE, "sector " + sector + " does not begin with 'EFI PART'");
        int length = header.getInt(12);
        expect(length >= HEADER && length <= Mbr.SECTOR, "its header says that it is " + length + " bytes long");
        int expected = header.getInt(HEADER_SUM);
        byte[] summed = Arrays.copyOf(headerBytes, length);
        Arrays.fill(summed, HEADER_SUM, HEADER_SUM + 4, (byte) 0);
        expect(sum(summed) == expected, "the checksum of the header in sector " + sector + " is wrong");
        int count = header.getInt(80);
        int size = header.getInt(84);
        expect(
                count >= 1 && count <= 1024 && size >= ENTRY && size <= 4096 && size % 8 == 0,
                "it has " + count + " entries of " + size + " bytes");
        byte[] arrayBytes = get(channel, header.getLong(72), count * size);
        ByteBuffer array = ByteBuffer.wrap(arrayBytes).order(ByteOrder.LITTLE_ENDIAN);
        expect(sum(arrayBytes) == header.getInt(ARRAY_SUM), "the checksum of the entries is wrong");
        List<Partition> partitions = new ArrayList<>();
        for (int at = 0; at < array.limit(); at += size) {
            UUID type = guid(array, at);
            if (type.getMostSignificantBits() != 0 || type.getLeastSignificantBits() != 0) {
                long first = array.getLong(at + 32);
                long last = array.getLong(at + 40);
                expect(
                        first > 0 && last >= first && last < LAST_SECTOR && partitions.size() < ENTRIES,
                        "entry " + (at / size + 1) + " is from sector " + first + " to " + last);
                byte[] name = new byte[NAME * 2];
                array.get(at + 56, name);
                partitions.add(new Partition(
                        type,
                        guid(array, at + 16),
                        first,
                        last - first + 1,
                        new String(name, StandardCharsets.UTF_16LE).replace("\0", "")));
            }
        }
        return new Gpt(guid(header, 56), partitions);
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new DiskFormatException(otherwise);
        }
    }

    private static int sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    /** The first three fields of a GUID are little-endian, the rest is bytes (UEFI 2.10 appendix A). */
    private static void putGuid(ByteBuffer into, int at, UUID id) {
        long high = id.getMostSignificantBits();
        into.putInt(at, (int) (high >>> 32));
        into.putShort(at + 4, (short) (high >>> 16));
        into.putShort(at + 6, (short) high);
        into.putLong(at + 8, Long.reverseBytes(id.getLeastSignificantBits()));
    }

    private static UUID guid(ByteBuffer from, int at) {
        long high = Integer.toUnsignedLong(from.getInt(at)) << 32
                | Short.toUnsignedLong(from.getShort(at + 4)) << 16
                | Short.toUnsignedLong(from.getShort(at + 6));
        return new UUID(high, Long.reverseBytes(from.getLong(at + 8)));
    }

    private static void put(FileChannel channel, long sector, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest, sector * Mbr.SECTOR + rest.position());
        }
    }

    private static byte[] get(FileChannel channel, long sector, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (sector < 0
                    || sector >= LAST_SECTOR
                    || channel.read(bytes, sector * Mbr.SECTOR + bytes.position()) < 0) {
                throw new DiskFormatException("sector " + sector + " is beyond the end of the image");
            }
        }
        return bytes.array();
    }
}

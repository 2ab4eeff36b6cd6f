package cortado.flash.disk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a FAT32 file system in a partition of a disk image. The same files give the same bytes: names are sorted, files
 * lie one after the other, and every time is the first that the format knows.
 */
public final class Fat32Writer {
    /** 1 January 1980, as the format counts days. */
    private static final short FIRST_DAY = 0x21;

    /**
     * A file of so many bytes starts at a multiple of them, behind a gap: then it stays where it is when a file before
     * it comes, goes or grows, and is not written again with it.
     */
    private static final int LARGE = 1 << 20;

    /** More than the entries of a name take, and the rest of the last cluster of what it names. */
    private static final int NAME = 8192;

    private final FileChannel disk;
    private final long start;
    private final FatLayout layout;
    private final ByteBuffer table;
    /** Clusters that a large file starts at a multiple of; 1 where there is no room for gaps. */
    private final int stride;

    private int nextCluster = FatLayout.ROOT_CLUSTER;
    private long usedClusters;

    private Fat32Writer(FileChannel disk, Mbr.Partition partition, Map<String, byte[]> files) {
        this.disk = disk;
        this.start = partition.firstSector() * Mbr.SECTOR;
        this.layout = FatLayout.forPartition(partition.sectors());
        this.table = ByteBuffer.allocate(Math.toIntExact((layout.clusters() + 2) * 4))
                .order(ByteOrder.LITTLE_ENDIAN);
        this.stride = hasRoomForGaps(layout, files) ? LARGE / layout.clusterBytes() : 1;
        table.putInt(0, 0x0fff_ff00 | FatLayout.MEDIA);
        table.putInt(4, FatLayout.END_OF_CHAIN);
    }

    /**
     * Fills a partition whose sectors read as zero.
     *
     * @param disk the image, open for writing
     * @param partition where the file system goes
     * @param label the volume's label, at most 11 letters
     * @param serial the volume's serial number
     * @param files contents by slash-separated path
     * @throws IllegalArgumentException if a name cannot be stored or the files do not fit
     */
    public static void write(
            FileChannel disk, Mbr.Partition partition, String label, int serial, Map<String, byte[]> files)
            throws IOException {
        Fat32Writer writer = new Fat32Writer(disk, partition, files);
        Folder root = Folder.of(files);
        byte[] labelBytes = padded(label);
        writer.writeFolder(root, 0, labelBytes);
        writer.writeTables();
        writer.writeBootSectors(partition, labelBytes, serial);
    }

    /** A directory before it has a place: sub-directories are folders, files are byte arrays. */
    private record Folder(TreeMap<String, Object> children) {
        static Folder of(Map<String, byte[]> files) {
            Folder root = new Folder(new TreeMap<>());
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                String[] parts = file.getKey().split("/", -1);
                Folder folder = root;
                for (int i = 0; i < parts.length - 1; i++) {
                    checkName(parts[i], file.getKey());
                    Object child = folder.children.computeIfAbsent(parts[i], n -> new Folder(new TreeMap<>()));
                    if (!(child instanceof Folder next)) {
                        throw new IllegalArgumentException(
                                "'" + file.getKey() + "': '" + parts[i] + "' is a file and a folder at once");
                    }
                    folder = next;
                }
                String name = parts[parts.length - 1];
                checkName(name, file.getKey());
                if (folder.children.put(name, file.getValue()) != null) {
                    throw new IllegalArgumentException("'" + file.getKey() + "' is a file and a folder at once");
                }
            }
            root.checkCase("");
            return root;
        }

        private void checkCase(String path) {
            Map<String, String> seen = new LinkedHashMap<>();
            for (Map.Entry<String, Object> child : children.entrySet()) {
                String other = seen.put(child.getKey().toLowerCase(Locale.ROOT), child.getKey());
                if (other != null) {
                    throw new IllegalArgumentException("'" + path + other + "' and '" + path + child.getKey()
                            + "' differ in case alone, which FAT does not tell apart");
                }
                if (child.getValue() instanceof Folder folder) {
                    folder.checkCase(path + child.getKey() + "/");
                }
            }
        }

        private static void checkName(String name, String path) {
            boolean legal = !name.isEmpty()
                    && name.length() <= LongNames.LONGEST
                    && !name.endsWith(".")
                    && !name.endsWith(" ")
                    && name.chars().noneMatch(c -> c < ' ' || "\\:*?\"<>|".indexOf(c) >= 0);
            if (!legal) {
                throw new IllegalArgumentException("'" + path + "': FAT cannot store the name '" + name + "'");
            }
        }
    }

    /** Writes a folder's content below it first and then itself; returns its first cluster. */
    private int writeFolder(Folder folder, int parent, byte[] label) throws IOException {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        int own = allocate(Math.max(1, clustersFor(entryBytes(folder, label != null))));
        if (label == null) {
            entries.writeBytes(entry(".          ".getBytes(StandardCharsets.US_ASCII), FatLayout.DIRECTORY, own, 0));
            int above = parent == FatLayout.ROOT_CLUSTER ? 0 : parent;
            entries.writeBytes(entry("..         ".getBytes(StandardCharsets.US_ASCII), FatLayout.DIRECTORY, above, 0));
        } else {
            entries.writeBytes(entry(label, FatLayout.VOLUME_LABEL, 0, 0));
        }
        ShortNames shortNames = new ShortNames();
        for (Map.Entry<String, Object> child : folder.children().entrySet()) {
            byte[] shortName = shortNames.assign(child.getKey());
            if (!ShortNames.isShort(child.getKey(), shortName)) {
                entries.writeBytes(LongNames.entries(child.getKey(), shortName));
            }
            if (child.getValue() instanceof Folder below) {
                entries.writeBytes(entry(shortName, FatLayout.DIRECTORY, writeFolder(below, own, null), 0));
            } else {
                byte[] content = (byte[]) child.getValue();
                entries.writeBytes(entry(shortName, FatLayout.ARCHIVE, writeFile(content), content.length));
            }
        }
        writeAt(layout.clusterStart(own), entries.toByteArray());
        return own;
    }

    /** How many bytes the folder's entries will take, before any of them is known. */
    private static long entryBytes(Folder folder, boolean root) {
        long entries = root ? 1 : 2;
        ShortNames shortNames = new ShortNames();
        for (String name : folder.children().keySet()) {
            byte[] shortName = shortNames.assign(name);
            entries += 1;
            if (!ShortNames.isShort(name, shortName)) {
                entries += LongNames.entries(name, shortName).length / FatLayout.DIRECTORY_ENTRY;
            }
        }
        return entries * FatLayout.DIRECTORY_ENTRY;
    }

    /** Whether everything fits even if each gap is as wide as it can be. */
    private static boolean hasRoomForGaps(FatLayout layout, Map<String, byte[]> files) {
        long bytes = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            int length = file.getValue().length;
            int names = file.getKey().split("/", -1).length;
            bytes += length + (long) names * NAME + (length < LARGE ? 0 : LARGE);
        }
        return bytes <= layout.clusters() * layout.clusterBytes();
    }

    private int writeFile(byte[] content) throws IOException {
        if (content.length == 0) {
            return 0;
        }
        if (content.length >= LARGE) {
            int from = nextCluster - FatLayout.ROOT_CLUSTER;
            nextCluster = FatLayout.ROOT_CLUSTER + (from + stride - 1) / stride * stride;
        }
        int first = allocate(clustersFor(content.length));
        writeAt(layout.clusterStart(first), content);
        return first;
    }

    private int clustersFor(long bytes) {
        return Math.toIntExact((bytes + layout.clusterBytes() - 1) / layout.clusterBytes());
    }

    /** Chains the next clusters; returns the first. */
    private int allocate(int count) {
        int first = nextCluster;
        if ((long) first + count > layout.clusters() + 2) {
            throw new IllegalArgumentException("the files do not fit: the partition has room for "
                    + layout.clusters() * layout.clusterBytes() + " bytes; make the image larger");
        }
        for (int i = 0; i < count; i++) {
            table.putInt((first + i) * 4, i == count - 1 ? FatLayout.END_OF_CHAIN : first + i + 1);
        }
        nextCluster = first + count;
        usedClusters += count;
        return first;
    }

    private static byte[] entry(byte[] shortName, int attributes, int cluster, int size) {
        ByteBuffer entry = ByteBuffer.allocate(FatLayout.DIRECTORY_ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        entry.put(0, shortName);
        entry.put(11, (byte) attributes);
        entry.putShort(16, FIRST_DAY);
        entry.putShort(18, FIRST_DAY);
        entry.putShort(20, (short) (cluster >>> 16));
        entry.putShort(24, FIRST_DAY);
        entry.putShort(26, (short) cluster);
        entry.putInt(28, size);
        return entry.array();
    }

    private void writeTables() throws IOException {
        byte[] used = Arrays.copyOf(table.array(), nextCluster * 4);
        for (int i = 0; i < FatLayout.FATS; i++) {
            writeAt((layout.reservedSectors() + i * layout.fatSectors()) * Mbr.SECTOR, used);
        }
    }

    private void writeBootSectors(Mbr.Partition partition, byte[] label, int serial) throws IOException {
        byte[] boot = BootSector.bytes(layout, partition.firstSector(), label, serial);
        byte[] info = BootSector.info(layout.clusters() - usedClusters, nextCluster);
        for (int copy : new int[] {0, FatLayout.BACKUP_SECTOR}) {
            writeAt((long) copy * Mbr.SECTOR, boot);
            writeAt((long) (copy + FatLayout.INFO_SECTOR) * Mbr.SECTOR, info);
            writeAt((long) (copy + 2) * Mbr.SECTOR, BootSector.last());
        }
    }

    private void writeAt(long offset, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            disk.write(rest, start + offset + rest.position());
        }
    }

    private static byte[] padded(String label) {
        if (label.isBlank() || label.length() > 11 || !label.equals(label.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "the volume label '" + label + "' is not 1 to 11 letters, in upper case");
        }
        return "%-11s".formatted(label).getBytes(StandardCharsets.US_ASCII);
    }
}

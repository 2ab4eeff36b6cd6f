package cortado.flash.disk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Reads the files of a FAT32 partition without trusting it: chains that loop or leave the partition are errors. */
public final class Fat32Reader {
    /** Deeper than any card that this project writes; folders that contain themselves end here. */
    private static final int DEEPEST = 32;
    /** Bytes of clusters in a row that one read fetches. */
    private static final int MOST_AT_ONCE = 1 << 20;

    private final FileChannel disk;
    private final long start;
    private final FatLayout layout;
    private final int rootCluster;
    /** The first copy, from its first entry to that of the last cluster; its array has nothing else. */
    private final ByteBuffer table;

    /**
     * A file or folder.
     *
     * @param path slash-separated, from the root
     * @param folder whether it is a folder
     * @param size bytes; 0 for a folder
     * @param cluster the first of its content, 0 if it has none
     */
    public record Item(String path, boolean folder, long size, int cluster) {
        /** The path's last part. */
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /**
     * Opens a file system.
     *
     * @throws DiskFormatException if there is none in the partition
     */
    public Fat32Reader(FileChannel disk, Mbr.Partition partition) throws IOException {
        this.disk = disk;
        this.start = partition.firstSector() * Mbr.SECTOR;
        BootSector.Parsed boot = BootSector.read(readAt(0, Mbr.SECTOR));
        this.layout = boot.layout();
        this.rootCluster = boot.rootCluster();
        long tableAt = (long) layout.reservedSectors() * Mbr.SECTOR;
        int tableBytes = Math.toIntExact((layout.clusters() + 2) * 4);
        // What a damaged sector says may be more than memory holds.
        if (start + tableAt + tableBytes > disk.size()) {
            throw new DiskFormatException("the image ends inside its partition, at byte " + disk.size()
                    + ", where the table of clusters should be");
        }
        this.table = ByteBuffer.wrap(readAt(tableAt, tableBytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Every file and folder, folders before what they hold. */
    public List<Item> list() throws IOException {
        List<Item> items = new ArrayList<>();
        list("", rootCluster, 0, items);
        return items;
    }

    /** The file at a path, compared without regard to case as FAT does, or nothing. */
    public Optional<byte[]> read(String path) throws IOException {
        for (Item item : list()) {
            if (!item.folder() && item.path().equalsIgnoreCase(path)) {
                return Optional.of(content(item));
            }
        }
        return Optional.empty();
    }

    /** A file's bytes. */
    public byte[] content(Item item) throws IOException {
        if (item.size() == 0) {
            return new byte[0];
        }
        byte[] chain = readChain(item.cluster(), item.path());
        if (chain.length < item.size()) {
            throw new DiskFormatException("'" + item.path() + "' has " + item.size()
                    + " bytes, but its chain of clusters holds " + chain.length);
        }
        return Arrays.copyOf(chain, Math.toIntExact(item.size()));
    }

    /** Bytes that files and folders can take, of which {@link #freeBytes} are free. */
    public long dataBytes() {
        return layout.clusters() * layout.clusterBytes();
    }

    /** Bytes of clusters that nothing uses. */
    public long freeBytes() {
        long free = 0;
        for (int cluster = 2; cluster < layout.clusters() + 2; cluster++) {
            if ((table.getInt(cluster * 4) & FatLayout.ENTRY_MASK) == 0) {
                free++;
            }
        }
        return free * layout.clusterBytes();
    }

    /** Whether both copies of the table say the same of every cluster that exists. */
    boolean tablesAgree() throws IOException {
        byte[] second = readAt(
                (layout.reservedSectors() + layout.fatSectors()) * Mbr.SECTOR,
                Math.toIntExact((layout.clusters() + 2) * 4));
        return Arrays.equals(table.array(), second);
    }

    /** Whether the boot sector is the same as its backup. */
    boolean bootSectorsAgree() throws IOException {
        return Arrays.equals(readAt(0, Mbr.SECTOR), readAt((long) FatLayout.BACKUP_SECTOR * Mbr.SECTOR, Mbr.SECTOR));
    }

    /** Clusters that belong to two files, or to none although the table says that they are used. */
    List<String> misplacedClusters() throws IOException {
        List<String> wrong = new ArrayList<>();
        BitSet owned = new BitSet();
        own(rootCluster, "/", owned, wrong);
        for (Item item : list()) {
            if (item.cluster() != 0) {
                own(item.cluster(), item.path(), owned, wrong);
            }
        }
        int lost = 0;
        for (int cluster = 2; cluster < layout.clusters() + 2; cluster++) {
            if ((table.getInt(cluster * 4) & FatLayout.ENTRY_MASK) != 0 && !owned.get(cluster)) {
                lost++;
            }
        }
        if (lost > 0) {
            wrong.add(lost + " clusters are marked as used, but no file has them");
        }
        return wrong;
    }

    private void own(int first, String path, BitSet owned, List<String> wrong) {
        int cluster = first;
        while (cluster >= 2 && cluster < layout.clusters() + 2) {
            if (owned.get(cluster)) {
                wrong.add("cluster " + cluster + " belongs to '" + path + "' and to another file");
                return;
            }
            owned.set(cluster);
            cluster = table.getInt(cluster * 4) & FatLayout.ENTRY_MASK;
        }
    }

    /**
     * The byte of the disk where a file's content begins.
     *
     * @throws DiskFormatException if the file has no content
     */
    public long place(Item item) {
        if (item.cluster() < 2) {
            throw new DiskFormatException("'" + item.path() + "' is empty and lies nowhere");
        }
        return start + layout.clusterStart(item.cluster());
    }

    private void list(String prefix, int cluster, int depth, List<Item> items) throws IOException {
        if (depth > DEEPEST) {
            throw new DiskFormatException("'" + prefix + "' lies more than " + DEEPEST + " folders deep");
        }
        ByteBuffer entries = ByteBuffer.wrap(readChain(cluster, prefix.isEmpty() ? "/" : prefix))
                .order(ByteOrder.LITTLE_ENDIAN);
        LongNames.Collector longName = new LongNames.Collector();
        for (int at = 0; at + FatLayout.DIRECTORY_ENTRY <= entries.limit(); at += FatLayout.DIRECTORY_ENTRY) {
            ByteBuffer entry = entries.slice(at, FatLayout.DIRECTORY_ENTRY).order(ByteOrder.LITTLE_ENDIAN);
            int first = Byte.toUnsignedInt(entry.get(0));
            int attributes = entry.get(11) & 0x3f;
            if (first == 0) {
                return;
            }
            if (first == 0xe5) {
                continue;
            }
            if (attributes == FatLayout.LONG_NAME) {
                longName.add(entry);
                continue;
            }
            byte[] shortName = new byte[11];
            entry.get(0, shortName);
            String name = longName.finish(shortName);
            if ((attributes & FatLayout.VOLUME_LABEL) != 0 || first == '.') {
                continue;
            }
            boolean folder = (attributes & FatLayout.DIRECTORY) != 0;
            int child = Short.toUnsignedInt(entry.getShort(20)) << 16 | Short.toUnsignedInt(entry.getShort(26));
            long size = Integer.toUnsignedLong(entry.getInt(28));
            items.add(new Item(prefix + name, folder, folder ? 0 : size, child));
            if (folder) {
                list(prefix + name + "/", child, depth + 1, items);
            }
        }
    }

    private byte[] readChain(int first, String what) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        BitSet seen = new BitSet();
        int cluster = first;
        while (cluster < FatLayout.END_FROM) {
            if (cluster < 2 || cluster >= layout.clusters() + 2) {
                throw new DiskFormatException("the chain of '" + what + "' leads to cluster " + cluster
                        + "; clusters 2 to " + (layout.clusters() + 1) + " exist");
            }
            if (seen.get(cluster)) {
                throw new DiskFormatException("the chain of '" + what + "' comes back to cluster " + cluster);
            }
            // Clusters that follow each other are read at once.
            int end = cluster;
            int next;
            do {
                seen.set(end);
                next = table.getInt(end * 4) & FatLayout.ENTRY_MASK;
                end++;
            } while (next == end
                    && !seen.get(end)
                    && end < layout.clusters() + 2
                    && (end - cluster) * layout.clusterBytes() < MOST_AT_ONCE);
            content.writeBytes(readAt(layout.clusterStart(cluster), (end - cluster) * layout.clusterBytes()));
            cluster = next;
        }
        return content.toByteArray();
    }

    private byte[] readAt(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (disk.read(bytes, start + offset + bytes.position()) < 0) {
                throw new DiskFormatException(
                        "the image ends inside its partition, at byte " + (start + offset + bytes.position()));
            }
        }
        return bytes.array();
    }
}

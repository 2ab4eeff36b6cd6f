package cortado.flash.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Recognises a drive or partition that is one of several that together hold data: LVM, RAID, ZFS. By the name that
 * udev's probe gave it, or else by its content.
 */
final class MemberContent {
    private static final String LVM = "an LVM volume group";
    private static final String RAID = "a RAID";
    private static final String ZFS = "a ZFS pool";

    /** The label is in one of the first four sectors (lvm2, lib/label/label.h). */
    private static final String LVM_LABEL = "LABELONE";

    private static final int SECTOR = 512;
    private static final int LVM_SECTORS = 4;
    /** linux/raid/md_p.h, MD_SB_MAGIC. */
    private static final int MD_MAGIC = 0xa92b4efc;

    private static final int MD_1_2_AT = 4096;
    private static final long MD_RESERVED = 64 << 10;
    /** OpenZFS, sys/uberblock_impl.h: in the uberblocks, from 128 to 256 KiB into a label. */
    private static final long ZFS_MAGIC = 0x00bab10cL;

    private static final int ZFS_FIRST = 128 << 10;
    private static final int ZFS_LAST = 256 << 10;
    private static final int ZFS_STEP = 1024;

    private MemberContent() {}

    /** The meaning of udev's {@code ID_FS_TYPE}. */
    static Optional<String> named(String type) {
        return switch (type) {
            case "LVM2_member", "LVM1_member" -> Optional.of(LVM);
            case "linux_raid_member", "ddf_raid_member", "isw_raid_member" -> Optional.of(RAID);
            case "zfs_member" -> Optional.of(ZFS);
            case "bcache" -> Optional.of("a bcache");
            case "drbd" -> Optional.of("a DRBD");
            default -> Optional.empty();
        };
    }

    /** Looks at the content, where the person may read it. */
    static Optional<String> probe(Path device) {
        try (FileChannel channel = FileChannel.open(device)) {
            ByteBuffer start = read(channel, 0, ZFS_LAST);
            for (int at = 0; at < LVM_SECTORS * SECTOR; at += SECTOR) {
                if (startsWith(start, at, LVM_LABEL)) {
                    return Optional.of(LVM);
                }
            }
            if (isRaid(start, 0) || isRaid(start, MD_1_2_AT) || endsInRaid(channel)) {
                return Optional.of(RAID);
            }
            for (int at = ZFS_FIRST; at + Long.BYTES <= start.limit(); at += ZFS_STEP) {
                long magic = start.getLong(at);
                if (magic == ZFS_MAGIC || Long.reverseBytes(magic) == ZFS_MAGIC) {
                    return Optional.of(ZFS);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            // Without permission, opening it for writing fails as well.
            return Optional.empty();
        }
    }

    /** Version 0.90 lies in the last 64 KiB block, 1.0 at 8 KiB before the end, rounded down to 4 KiB. */
    private static boolean endsInRaid(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < 2 * MD_RESERVED) {
            return false;
        }
        long old = (size & -MD_RESERVED) - MD_RESERVED;
        long late = (size - 8192) & -4096L;
        return isRaid(read(channel, old, 4), 0) || isRaid(read(channel, late, 4), 0);
    }

    private static boolean isRaid(ByteBuffer bytes, int at) {
        return at + Integer.BYTES <= bytes.limit() && bytes.getInt(at) == MD_MAGIC;
    }

    private static boolean startsWith(ByteBuffer bytes, int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        return at + wanted.length <= bytes.limit()
                && bytes.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted));
    }

    private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) > 0) {
            // A short drive leaves the rest out.
        }
        return bytes.flip();
    }
}

package cortado.flash.run;

import cortado.flash.command.CommandException;
import cortado.flash.command.Exit;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.disk.Mbr;
import cortado.flash.disk.PartitionTable;
import cortado.flash.disk.UsedSpace;
import cortado.flash.map.MappedRange;
import cortado.flash.map.Span;
import cortado.flash.transfer.ImageFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A card as QEMU wants it, a file whose size is a power of two: the image itself where it is such a file, else a sparse
 * copy of what a compressed image or a real card holds. QEMU's writes never reach any of them.
 */
final class CardSnapshot {
    private static final int CHUNK = 1 << 20;
    /** Smaller cards have no FAT32. */
    private static final long SMALLEST = 64 << 20;

    private CardSnapshot() {}

    /**
     * The file to boot.
     *
     * @param card an image, compressed or not, or a drive
     * @param folder where a copy goes
     */
    static Path of(Path card, Path folder) throws IOException {
        if (Files.notExists(card) || Files.isDirectory(card)) {
            throw new CommandException(Exit.USAGE, "there is no card image or drive " + card);
        }
        Path copy = folder.resolve("card.img");
        try {
            if (!Files.isRegularFile(card)) {
                return ofDrive(card, copy);
            }
            try (ImageFile image = ImageFile.open(card)) {
                long size = image.map().imageSize();
                return size == Files.size(card) && size == rounded(size) ? card : ofImage(image, copy);
            }
        } catch (AccessDeniedException e) {
            throw new CommandException(
                    Exit.IO, card + " may only be read by root: put `sudo -E` in front of the same command");
        }
    }

    private static Path ofImage(ImageFile image, Path copy) throws IOException {
        try (FileChannel out = blank(copy, image.map().imageSize())) {
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            for (MappedRange range : image.map().ranges()) {
                buffer.clear();
                image.read(range, buffer);
                write(out, buffer.flip(), range.offset());
            }
        }
        return copy;
    }

    /** Only as much of a drive as its partitions take up, and of that only what is in use. */
    private static Path ofDrive(Path drive, Path copy) throws IOException {
        try (FileChannel in = FileChannel.open(drive)) {
            long end = PartitionTable.read(in).partitions().stream()
                    .mapToLong(partition -> (partition.firstSector() + partition.sectors()) * Mbr.SECTOR)
                    .max()
                    .orElse(Mbr.SECTOR);
            long size = Math.min(in.size(), rounded(end));
            List<Span> used = UsedSpace.of(in, end);
            try (FileChannel out = blank(copy, size)) {
                for (Span span : used) {
                    copy(in, out, span);
                }
            }
            return copy;
        } catch (DiskFormatException e) {
            throw new CommandException(drive + " holds no card that could be booted: " + e.getMessage());
        }
    }

    private static void copy(FileChannel in, FileChannel out, Span span) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        for (long at = span.offset(); at < span.end(); at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(CHUNK, span.end() - at));
            while (buffer.hasRemaining()) {
                if (in.read(buffer, at + buffer.position()) < 0) {
                    throw new EOFException("the drive ends inside of its partitions");
                }
            }
            write(out, buffer.flip(), at);
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
    }

    private static FileChannel blank(Path copy, long size) throws IOException {
        FileChannel out = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out.write(ByteBuffer.allocate(1), rounded(size) - 1);
        return out;
    }

    private static long rounded(long size) {
        long least = Math.max(size, SMALLEST);
        return Long.bitCount(least) == 1 ? least : Long.highestOneBit(least) << 1;
    }
}

package cortado.flash.inspect;

import cortado.flash.disk.Card;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.disk.Fat32Reader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A file in an image under the name that commands use: its path and, in an image with several partitions, the
 * partition's number before it, {@code 2/config.txt}.
 *
 * @param name of the file
 * @param partition its number
 * @param item where it lies
 */
public record ImageFile(String name, int partition, Fat32Reader.Item item) {
    /** All files of a card, in the order of partitions and folders. */
    public static List<ImageFile> all(Card card) throws IOException {
        List<ImageFile> files = new ArrayList<>();
        boolean several = card.fatPartitions().size() > 1;
        for (int number : card.fatPartitions()) {
            for (Fat32Reader.Item item : card.fileSystem(number).list()) {
                if (!item.folder()) {
                    files.add(new ImageFile(several ? number + "/" + item.path() : item.path(), number, item));
                }
            }
        }
        return files;
    }

    /**
     * The file of a name, whose case does not matter. Without a partition's number, the partition that is booted is
     * meant.
     *
     * @throws DiskFormatException if there is none
     */
    public static ImageFile find(Card card, String name) throws IOException {
        List<ImageFile> files = all(card);
        String booted = card.bootPartition(false) + "/" + name;
        for (ImageFile file : files) {
            if (file.name().equalsIgnoreCase(name) || file.name().equalsIgnoreCase(booted)) {
                return file;
            }
        }
        throw new DiskFormatException("there is no file '" + name + "'; `./cortado image ls` lists "
                + String.join(", ", files.stream().map(ImageFile::name).toList()));
    }

    /** Its bytes. */
    public byte[] content(Card card) throws IOException {
        return card.fileSystem(partition).content(item);
    }
}

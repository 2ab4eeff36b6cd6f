package cortado.flash.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Holds a FAT32 file system to its own rules, as {@code fsck.vfat -n} does: nothing is changed. */
public final class Fat32Check {
    private Fat32Check() {}

    /** What is wrong with the file system of a partition; nothing if it is whole. */
    public static List<String> check(Card card, int number) {
        List<String> wrong = new ArrayList<>();
        try {
            Fat32Reader fileSystem = card.fileSystem(number);
            if (!fileSystem.tablesAgree()) {
                wrong.add("its two file allocation tables differ");
            }
            if (!fileSystem.bootSectorsAgree()) {
                wrong.add("its boot sector and the backup of it differ");
            }
            for (Fat32Reader.Item item : fileSystem.list()) {
                if (!item.folder()) {
                    fileSystem.content(item);
                }
            }
            wrong.addAll(fileSystem.misplacedClusters());
        } catch (DiskFormatException | IOException e) {
            wrong.add(e.getMessage());
        }
        return wrong;
    }
}

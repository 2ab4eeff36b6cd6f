package cortado.flash.inspect;

import cortado.flash.disk.Card;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What two images differ in, in words that lead to the cause. */
public final class ImageDiff {
    private ImageDiff() {}

    /** A line for each difference, the first one first; none if the images are the same, byte for byte. */
    public static List<String> of(Path one, Path other) throws IOException {
        long mismatch = Files.mismatch(one, other);
        if (mismatch < 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        try (Card a = Card.open(one);
                Card b = Card.open(other)) {
            table(a, b, lines);
            files(a, b, lines);
        }
        if (lines.isEmpty()) {
            lines.add("every file is the same; the images differ from byte " + mismatch
                    + " on, outside of files: in a file system's own structures, or in space that no file uses");
        }
        return lines;
    }

    private static void table(Card a, Card b, List<String> lines) throws IOException {
        if (!a.table().equals(b.table())) {
            lines.add("the partition table differs: " + described(a) + "; " + described(b));
        }
    }

    private static String described(Card card) throws IOException {
        FileChannel disk = card.disk();
        StringBuilder text = new StringBuilder(card.table().format() + " on " + (disk.size() >> 20) + " MiB");
        card.table()
                .partitions()
                .forEach(partition -> text.append(", ")
                        .append(partition.sectors() >> 11)
                        .append(" MiB at sector ")
                        .append(partition.firstSector()));
        return text.toString();
    }

    private static void files(Card a, Card b, List<String> lines) throws IOException {
        Map<String, ImageFile> ofA = byName(a);
        Map<String, ImageFile> ofB = byName(b);
        TreeSet<String> names = new TreeSet<>(ofA.keySet());
        names.addAll(ofB.keySet());
        for (String name : names) {
            if (!ofB.containsKey(name)) {
                lines.add(name + ": only in the first image");
            } else if (!ofA.containsKey(name)) {
                lines.add(name + ": only in the second image");
            } else {
                byte[] first = ofA.get(name).content(a);
                byte[] second = ofB.get(name).content(b);
                int at = Arrays.mismatch(first, second);
                if (at >= 0) {
                    lines.add(name + ": differs from byte " + at + " on (" + first.length + " and " + second.length
                            + " bytes)");
                }
            }
        }
    }

    private static Map<String, ImageFile> byName(Card card) throws IOException {
        Map<String, ImageFile> files = new TreeMap<>();
        for (ImageFile file : ImageFile.all(card)) {
            files.put(file.name(), file);
        }
        return files;
    }
}

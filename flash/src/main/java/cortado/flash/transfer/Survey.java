package cortado.flash.transfer;

import cortado.flash.map.MappedRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Which ranges to look at to learn whether a card holds an earlier version of the image. Reading all of a card that
 * holds something else would only cost time.
 */
final class Survey {
    /** About a twentieth of a second of a card's reading. */
    private static final int SAMPLES = 4;

    private Survey() {}

    /** Ranges spread over the whole image, the longest ones first, since short ones are alike on many cards. */
    static List<MappedRange> sample(List<MappedRange> ranges) {
        List<MappedRange> telling =
                ranges.stream().filter(range -> range.length() >= 1 << 16).toList();
        List<MappedRange> from = telling.isEmpty() ? ranges : telling;
        List<MappedRange> sample = new ArrayList<>();
        int count = Math.min(SAMPLES, from.size());
        for (int i = 0; i < count; i++) {
            sample.add(from.get((int) ((long) i * from.size() / count)));
        }
        return sample;
    }
}

package cortado.flash.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Long file names: runs of directory entries with 13 UTF-16 letters each, last part first, tied to the short name by a
 * sum.
 */
final class LongNames {
    static final int LONGEST = 255;
    private static final int LETTERS = 13;
    private static final int LAST = 0x40;
    /** Where the letters lie in an entry. */
    private static final int[] PLACES = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

    private LongNames() {}

    /** The entries that go in front of the short one. */
    static byte[] entries(String name, byte[] shortName) {
        int count = (name.length() + LETTERS - 1) / LETTERS;
        ByteBuffer entries =
                ByteBuffer.allocate(count * FatLayout.DIRECTORY_ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        for (int part = count; part >= 1; part--) {
            int at = (count - part) * FatLayout.DIRECTORY_ENTRY;
            entries.put(at, (byte) (part == count ? part | LAST : part));
            entries.put(at + 11, (byte) FatLayout.LONG_NAME);
            entries.put(at + 13, sum(shortName));
            for (int i = 0; i < LETTERS; i++) {
                int index = (part - 1) * LETTERS + i;
                char unused = index == name.length() ? '\0' : '\uffff';
                char letter = index < name.length() ? name.charAt(index) : unused;
                entries.putChar(at + PLACES[i], letter);
            }
        }
        return entries.array();
    }

    /** The sum of the short name that each part carries. */
    static byte sum(byte[] shortName) {
        int sum = 0;
        for (byte letter : shortName) {
            sum = ((sum & 1) << 7) + (sum >> 1) + Byte.toUnsignedInt(letter) & 0xff;
        }
        return (byte) sum;
    }

    /** Puts a name together again while a directory is read from front to back. */
    static final class Collector {
        private final StringBuilder name = new StringBuilder();
        private int expected;
        private byte sum;

        /** Takes one long-name entry. */
        void add(ByteBuffer entry) {
            int order = Byte.toUnsignedInt(entry.get(0));
            if ((order & LAST) != 0) {
                name.setLength(0);
                expected = order & ~LAST;
                sum = entry.get(13);
            } else if (order != expected || entry.get(13) != sum) {
                reset();
                return;
            }
            StringBuilder part = new StringBuilder();
            for (int place : PLACES) {
                char letter = entry.getChar(place);
                if (letter == 0) {
                    break;
                }
                part.append(letter);
            }
            name.insert(0, part);
            expected--;
        }

        /** The collected name if it is whole and belongs to this short name, else the short name; then starts over. */
        String finish(byte[] shortName) {
            boolean whole = !name.isEmpty() && expected == 0 && sum == LongNames.sum(shortName);
            String result =
                    whole ? name.toString() : ShortNames.spelled(new String(shortName, StandardCharsets.ISO_8859_1));
            reset();
            return result;
        }

        private void reset() {
            name.setLength(0);
            expected = 0;
        }
    }
}

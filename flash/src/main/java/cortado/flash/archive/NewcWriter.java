package cortado.flash.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes newc cpio archives (the format of an initial RAM disk: {@code 070701} headers, all fields eight hex digits,
 * name and data padded to four bytes). The same entries give the same bytes: times are zero, inodes count up, and the
 * owner is root. Content that must be aligned is preceded by a {@code pad/N} file of the missing length.
 */
public final class NewcWriter {
    /** What {@link Entry#pageAligned} aligns to. */
    public static final int PAGE = 4096;

    static final int HEADER = 110;
    static final String MAGIC = "070701";
    static final String TRAILER = "TRAILER!!!";
    static final String PAD = "pad/";
    private static final int PAD_MODE = 0100644;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Set<String> names = new HashSet<>();
    private int inode;
    private int pads;

    private NewcWriter() {}

    /**
     * The archive of the entries, in their order, closed by the trailer.
     *
     * @throws IllegalArgumentException if a name is empty, absolute, reserved or used twice
     */
    public static byte[] write(List<Entry> entries) {
        NewcWriter writer = new NewcWriter();
        for (Entry entry : entries) {
            writer.checkName(entry.name());
            if (entry.pageAligned()) {
                writer.align(entry.name());
            }
            writer.append(entry.name(), entry.content(), entry.mode());
        }
        writer.append(TRAILER, new byte[0], 0);
        return writer.out.toByteArray();
    }

    private void checkName(String name) {
        if (name.isEmpty() || name.startsWith("/") || name.startsWith(PAD) || name.equals(TRAILER)) {
            throw new IllegalArgumentException("an archive entry cannot be called '" + name
                    + "': expected a relative path outside of " + PAD + " and other than " + TRAILER);
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException("the archive has two entries called '" + name + "'");
        }
    }

    /** Puts a pad file in front of the next entry, unless its data falls on a page boundary anyway. */
    private void align(String nextName) {
        if (dataStart(out.size(), nextName) % PAGE == 0) {
            return;
        }
        String pad = PAD + pads++;
        int padData = dataStart(out.size(), pad);
        int reached = dataStart(padData, nextName);
        append(pad, new byte[Math.floorMod(-reached, PAGE)], PAD_MODE);
    }

    private static int dataStart(int headerStart, String name) {
        return roundUp(headerStart + HEADER + name.getBytes(StandardCharsets.UTF_8).length + 1);
    }

    private void append(String name, byte[] content, int mode) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        int[] fields = {mode == 0 ? 0 : ++inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, nameBytes.length + 1, 0};
        StringBuilder header = new StringBuilder(MAGIC);
        for (int field : fields) {
            header.append(String.format(Locale.ROOT, "%08x", field));
        }
        out.writeBytes(header.toString().getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(nameBytes);
        out.write(0);
        fill();
        out.writeBytes(content);
        fill();
    }

    private void fill() {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }

    static int roundUp(int position) {
        return (position + 3) & ~3;
    }
}

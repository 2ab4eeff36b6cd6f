package cortado.kernel.simulated;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a boot bundle: a newc cpio archive whose ELF files start on page boundaries. */
public final class BundleWriter {
    private static final int PAGE = 4096;
    private static final int HEADER = 110;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private int padding;

    /** Adds an entry; one that ends in {@code .elf} gets a page boundary for its data. */
    public BundleWriter add(String name, byte[] content) {
        if (name.endsWith(".elf")) {
            pad(name);
        }
        entry(name, content);
        return this;
    }

    /** The whole archive. */
    public byte[] toBytes() {
        entry("TRAILER!!!", new byte[0]);
        return archive.toByteArray();
    }

    private void pad(String name) {
        String padName = "pad/" + padding++;
        int header = dataOffset(0, name);
        int before = dataOffset(archive.size(), padName);
        int length = Math.floorMod(-(before + header), PAGE);
        entry(padName, new byte[length]);
    }

    private static int dataOffset(int start, String name) {
        return (start + HEADER + name.length() + 1 + 3) & ~3;
    }

    private void entry(String name, byte[] content) {
        String fields = String.format(
                "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
                0, 0100644, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length() + 1, 0);
        archive.writeBytes((fields + name + "\0").getBytes(StandardCharsets.US_ASCII));
        align();
        archive.writeBytes(content);
        align();
    }

    private void align() {
        while (archive.size() % 4 != 0) {
            archive.write(0);
        }
    }
}

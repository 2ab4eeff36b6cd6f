package cortado.linux;

import cortado.api.Environ;
import cortado.api.Folio;
import cortado.vmm.boot.BootSource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Linux kernel and its initial RAM disk, where they lie in the boot bundle. {@code linux/about} says how they were
 * built, so that a file of another size is noticed; the RAM disk's headers are followed to its end.
 */
public final class GuestImage implements AutoCloseable {
    /** The image is not there, or not what it should be. */
    public static final class ImageException extends Exception {
        private static final long serialVersionUID = 1L;

        ImageException(String text) {
            super(text);
        }
    }

    private static final String ABOUT = "linux/about";
    private static final String KERNEL = "linux/Image";
    private static final String INITRD = "linux/initrd";
    private static final long ABOUT_MOST = 4096;
    /** newc: the header's bytes, and where file and name size are in it, as eight hexadecimal digits. */
    private static final int HEADER = 110;

    private static final int FILE_SIZE = 54;
    private static final int NAME_SIZE = 94;
    private static final String MAGIC = "070701";

    private final Environ environ;
    private final Folio bundle;
    private final Map<String, String> about = new LinkedHashMap<>();
    private final BootSource kernel;
    private final BootSource initrd;

    /** Finds and checks the files. */
    public GuestImage(Environ environ) throws ImageException {
        this.environ = environ;
        if (!environ.has("handle.bundle") || !environ.has("bundle." + KERNEL + ".size")) {
            throw new ImageException("the boot bundle has no Linux image (" + KERNEL
                    + "); build the board anew with './cortado build' to put it in");
        }
        this.bundle = new Folio(environ.take("handle.bundle"));
        read(source(ABOUT));
        this.kernel = checked(KERNEL, "kernel-bytes");
        this.initrd = checked(INITRD, "initrd-bytes");
        checkArchive();
    }

    /** The kernel. */
    public BootSource kernel() {
        return kernel;
    }

    /** The initial RAM disk. */
    public BootSource initrd() {
        return initrd;
    }

    /** What the image's makers want the kernel to be told. */
    public String commandLine() {
        return about.getOrDefault("command-line", "");
    }

    /** Computes the sum of a file's bytes as the build does. */
    public interface Sum {
        /** The sum as text. */
        String of(BootSource bytes);
    }

    /**
     * Compares the files' bytes with what was built, which takes a moment: once a boot is enough.
     *
     * @param key how the lines of {@code linux/about} end that hold such sums
     */
    public void compare(String key, Sum sum) throws ImageException {
        compare(KERNEL, kernel, "kernel-" + key, sum);
        compare(INITRD, initrd, "initrd-" + key, sum);
    }

    private void compare(String file, BootSource source, String key, Sum sum) throws ImageException {
        String expected = about.getOrDefault(key, "unknown");
        String is = sum.of(source);
        if (!is.equals(expected)) {
            throw corrupt(
                    file,
                    "has the " + key.substring(key.indexOf('-') + 1) + " sum " + is + ", but " + expected
                            + " was built");
        }
    }

    private BootSource source(String file) throws ImageException {
        long offset = environ.getLong("bundle." + file + ".offset", -1);
        long size = environ.getLong("bundle." + file + ".size", -1);
        if (offset < 0 || size < 0 || offset > bundle.size() - size) {
            throw corrupt(file, "is missing");
        }
        return BootSource.of(bundle, offset, size);
    }

    private static ImageException corrupt(String file, String how) {
        return new ImageException("the Linux image in the boot bundle is corrupt: " + file + " " + how
                + "; build the board anew with './cortado build'");
    }

    private void read(BootSource source) throws ImageException {
        if (source.size() > ABOUT_MOST) {
            throw corrupt(ABOUT, "has " + source.size() + " bytes");
        }
        byte[] bytes = new byte[(int) source.size()];
        source.read(0, bytes, 0, bytes.length);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            int blank = line.indexOf(' ');
            if (blank > 0) {
                about.put(line.substring(0, blank), line.substring(blank + 1));
            }
            at = end + 1;
        }
    }

    private BootSource checked(String file, String key) throws ImageException {
        BootSource source = source(file);
        String expected = about.getOrDefault(key, "an unknown number of");
        if (!expected.equals(Long.toString(source.size()))) {
            throw corrupt(file, "has " + source.size() + " bytes, but " + expected + " were built");
        }
        return source;
    }

    /** Follows the archive's headers: one that is damaged is found before a guest stumbles over it. */
    private void checkArchive() throws ImageException {
        byte[] header = new byte[HEADER];
        byte[] name = new byte[16];
        long at = 0;
        while (true) {
            if (at > initrd.size() - HEADER) {
                throw corrupt(INITRD, "ends without a trailer");
            }
            initrd.read(at, header, 0, HEADER);
            long nameSize = hexadecimal(header, NAME_SIZE);
            long fileSize = hexadecimal(header, FILE_SIZE);
            long next = align(align(at + HEADER + nameSize) + fileSize);
            if (!new String(header, 0, MAGIC.length(), StandardCharsets.US_ASCII).equals(MAGIC)
                    || nameSize < 1
                    || fileSize < 0
                    || next > align(initrd.size())) {
                throw corrupt(INITRD, "has a damaged header at byte " + at);
            }
            int length = (int) Math.min(name.length, nameSize - 1);
            initrd.read(at + HEADER, name, 0, length);
            if (new String(name, 0, length, StandardCharsets.US_ASCII).equals("TRAILER!!!")) {
                return;
            }
            at = next;
        }
    }

    private static long align(long offset) {
        return (offset + 3) & -4;
    }

    /** Eight digits, or a negative number. */
    private static long hexadecimal(byte[] bytes, int at) {
        long value = 0;
        for (int i = at; i < at + 8; i++) {
            int digit = Character.digit((char) bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    @Override
    public void close() {
        bundle.close();
    }
}

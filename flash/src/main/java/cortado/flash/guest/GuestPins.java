package cortado.flash.guest;

import cortado.environ.guest.GuestSpec;
import cortado.environ.guest.PinnedPackage;
import java.util.ArrayList;
import java.util.List;

/** Changes the versions in the text of a {@code guest.yaml}, or of another list of packages, and nothing else in it. */
public final class GuestPins {
    /** Debian's name for the newest kernel; the one in the file has a version in its name. */
    private static final String NEWEST_KERNEL = "linux-image-cloud-arm64";

    private final List<PinnedPackage> kernels;
    private final List<PinnedPackage> packages;
    private String text;

    /**
     * Pins of a file.
     *
     * @param text the file's
     * @param spec what was read from it
     */
    public GuestPins(String text, GuestSpec spec) {
        this(text, List.of(spec.kernel()), spec.packages());
    }

    /** Pins of a file that lists packages and no kernel. */
    public GuestPins(String text, List<PinnedPackage> packages) {
        this(text, List.of(), packages);
    }

    private GuestPins(String text, List<PinnedPackage> kernels, List<PinnedPackage> packages) {
        this.text = text;
        this.kernels = kernels;
        this.packages = packages;
    }

    /**
     * A version that the mirror has.
     *
     * @param name of the package
     * @param version the newest
     * @param sha256 of its file
     */
    public record Newest(String name, String version, String sha256) {
        /** Reads a line of the launcher's {@code newest-package}. */
        public static Newest parse(String line) {
            String[] words = line.strip().split(" ", -1);
            if (words.length != 3 || words[2].length() != 64) {
                throw new IllegalArgumentException("'" + line + "' found; name, version and SHA-256 were expected");
            }
            return new Newest(words[0], words[1], words[2]);
        }
    }

    /** The file's packages, kernel included, or those of them that are named. */
    public List<PinnedPackage> chosen(List<String> names) {
        List<PinnedPackage> all = new ArrayList<>(kernels);
        all.addAll(packages);
        return all.stream()
                .filter(line -> names.isEmpty() || names.contains(line.name()))
                .toList();
    }

    /** Those of the names that no line of the file has: new packages, if this is the file that they belong into. */
    public List<String> missing(List<String> names) {
        List<String> there = chosen(names).stream().map(PinnedPackage::name).toList();
        return names.stream().filter(name -> !there.contains(name)).toList();
    }

    /** What to ask the mirror for, for a package of the file. */
    public String question(PinnedPackage line) {
        return kernels.contains(line) ? NEWEST_KERNEL : line.name();
    }

    /** Brings a package of the file to another version; returns whether that changed anything. */
    public boolean replace(PinnedPackage line, Newest newest) {
        String before = text;
        int from = offset(line.place().line());
        for (String[] change : new String[][] {
            {line.name(), newest.name()}, {line.version(), newest.version()}, {line.sha256(), newest.sha256()}
        }) {
            int at = text.indexOf(change[0], from);
            text = text.substring(0, at) + change[1] + text.substring(at + change[0].length());
        }
        return !text.equals(before);
    }

    /** Adds a package after the last. */
    public void add(Newest newest) {
        int last = packages.stream().mapToInt(line -> line.place().line()).max().orElse(0);
        int at = last == 0 ? text.length() : offset(last + 1);
        text = text.substring(0, at) + "  - { package: " + newest.name() + ", version: \"" + newest.version()
                + "\", sha256: " + newest.sha256() + " }\n" + text.substring(at);
    }

    /** The file's text as it should be now. */
    public String text() {
        return text;
    }

    private int offset(int line) {
        int offset = 0;
        for (int i = 1; i < line; i++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        return offset;
    }
}

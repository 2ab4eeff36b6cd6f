package cortado.flash.firmware;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Takes files out of a {@code .deb}: an ar archive whose member {@code data.tar.*} holds them (deb(5)). */
public final class DebianArchive {
    private static final int PERMISSIONS = 07777;

    private DebianArchive() {}

    /** What a package has at a path. */
    public sealed interface Member {
        /**
         * A file.
         *
         * @param permissions twelve bits
         * @param content its bytes; not copied
         */
        @SuppressWarnings("ArrayRecordComponent") // members are passed on, never compared
        record RegularFile(int permissions, byte[] content) implements Member {}

        /**
         * A folder.
         *
         * @param permissions twelve bits
         */
        record Folder(int permissions) implements Member {}

        /**
         * A symbolic link.
         *
         * @param target as the link has it
         */
        record Link(String target) implements Member {}
    }

    /**
     * Reads files, and nothing behind the last of them.
     *
     * @param paths in the package, without a leading slash
     * @return contents by path; without those that the package does not have
     */
    static Map<String, byte[]> read(Path deb, Collection<String> paths) throws IOException {
        Set<String> wanted = new HashSet<>(paths);
        Map<String, byte[]> found = new TreeMap<>();
        inside(deb, "data.tar", tar -> {
            TarArchiveEntry entry;
            while (found.size() < wanted.size() && (entry = tar.getNextEntry()) != null) {
                String path = path(entry.getName());
                if (entry.isFile() && wanted.contains(path)) {
                    found.put(path, tar.readAllBytes());
                }
            }
        });
        return found;
    }

    /**
     * Reads everything whose path, without a leading slash, is wanted; hard links become copies.
     *
     * @return by path, in the package's order
     */
    public static Map<String, Member> members(Path deb, Predicate<String> wanted) throws IOException {
        Map<String, Member> members = new LinkedHashMap<>();
        inside(deb, "data.tar", tar -> {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                String path = path(entry.getName());
                if (!path.isEmpty() && wanted.test(path)) {
                    member(tar, entry, members).ifPresent(member -> members.put(path, member));
                }
            }
        });
        return members;
    }

    private static Optional<Member> member(
            TarArchiveInputStream tar, TarArchiveEntry entry, Map<String, Member> members) throws IOException {
        int permissions = entry.getMode() & PERMISSIONS;
        if (entry.isDirectory()) {
            return Optional.of(new Member.Folder(permissions));
        }
        if (entry.isSymbolicLink()) {
            return Optional.of(new Member.Link(entry.getLinkName()));
        }
        if (entry.isLink()) {
            return Optional.ofNullable(members.get(path(entry.getLinkName())));
        }
        return entry.isFile() ? Optional.of(new Member.RegularFile(permissions, tar.readAllBytes())) : Optional.empty();
    }

    /** What the package's control file says it depends on; empty if nothing. */
    public static String depends(Path deb) throws IOException {
        StringBuilder control = new StringBuilder();
        inside(deb, "control.tar", tar -> {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                if (path(entry.getName()).equals("control")) {
                    control.append(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        });
        return control.toString()
                .lines()
                .filter(line -> line.startsWith("Depends: "))
                .map(line -> line.substring("Depends: ".length()))
                .findFirst()
                .orElse("");
    }

    private interface Visit {
        void read(TarArchiveInputStream tar) throws IOException;
    }

    private static void inside(Path deb, String wanted, Visit visit) throws IOException {
        try (ArArchiveInputStream ar = new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(deb)))) {
            ArArchiveEntry member;
            while ((member = ar.getNextEntry()) != null) {
                if (member.getName().startsWith(wanted)) {
                    visit.read(new TarArchiveInputStream(decompressed(member.getName(), ar)));
                    return;
                }
            }
        }
        throw new IOException(deb + " has no member " + wanted + ": it is not a Debian package");
    }

    private static String path(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static InputStream decompressed(String name, InputStream in) throws IOException {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "xz" -> new XZInputStream(in);
            case "zst" -> new ZstdInputStream(in);
            case "gz" -> new GZIPInputStream(in);
            case "tar" -> in;
            default -> throw new IOException("the member " + name + " is compressed in a way that is not known here");
        };
    }
}

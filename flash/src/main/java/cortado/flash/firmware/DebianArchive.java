package cortado.flash.firmware;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Takes files out of a {@code .deb}: an ar archive whose member {@code data.tar.*} holds them (deb(5)). */
final class DebianArchive {
    private DebianArchive() {}

    /**
     * Reads files, and nothing behind the last of them.
     *
     * @param paths in the package, without a leading slash
     * @return contents by path; without those that the package does not have
     */
    static Map<String, byte[]> read(Path deb, Collection<String> paths) throws IOException {
        Set<String> wanted = new HashSet<>(paths);
        Map<String, byte[]> found = new TreeMap<>();
        try (ArArchiveInputStream ar = new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(deb)))) {
            ArArchiveEntry member;
            while ((member = ar.getNextEntry()) != null) {
                if (member.getName().startsWith("data.tar")) {
                    readData(new TarArchiveInputStream(decompressed(member.getName(), ar)), wanted, found);
                    return found;
                }
            }
        }
        throw new IOException(deb + " has no member data.tar: it is not a Debian package");
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

    private static void readData(TarArchiveInputStream tar, Set<String> wanted, Map<String, byte[]> found)
            throws IOException {
        TarArchiveEntry entry;
        while (found.size() < wanted.size() && (entry = tar.getNextEntry()) != null) {
            String path = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
            if (entry.isFile() && wanted.contains(path)) {
                found.put(path, tar.readAllBytes());
            }
        }
    }
}

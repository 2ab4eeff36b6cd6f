package cortado.flash.guest;

import cortado.environ.guest.PinnedPackage;
import cortado.flash.archive.Entry;
import cortado.flash.command.CommandException;
import cortado.flash.firmware.DebianArchive;
import cortado.flash.firmware.DebianArchive.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The files of the guest, as its packages bring them. As in Debian, {@code /bin}, {@code /sbin} and {@code /lib} are
 * links into {@code /usr}. What the guest can do without (manuals, translations, character sets) is left out.
 */
final class GuestTree {
    private static final List<String> MERGED = List.of("bin", "sbin", "lib");
    private static final List<String> LEFT_OUT = List.of(
            "usr/share/doc/",
            "usr/share/man/",
            "usr/share/info/",
            "usr/share/locale/",
            "usr/share/lintian/",
            "usr/share/bash-completion/",
            "usr/share/bug/",
            // Tables of character sets other than Unicode, larger than the rest of the C library.
            "usr/lib/aarch64-linux-gnu/gconv/",
            "usr/share/doc-base/");
    /** Folders where the loader looks for libraries. */
    private static final List<String> LIBRARIES = List.of("usr/lib/aarch64-linux-gnu/", "usr/lib/");

    private static final int FOLDER = 0755;

    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, String> owners = new TreeMap<>();

    /** The folders that every Linux has. */
    GuestTree() {
        for (String folder :
                List.of("dev", "etc", "mnt", "proc", "run", "sys", "usr", "usr/bin", "usr/lib", "usr/sbin")) {
            entries.put(folder, Entry.folder(folder, FOLDER));
        }
        entries.put("root", Entry.folder("root", 0700));
        entries.put("tmp", Entry.folder("tmp", 01777));
        for (String merged : MERGED) {
            entries.put(merged, Entry.link(merged, "usr/" + merged));
        }
    }

    /** Adds all files of a package. */
    void addPackage(PinnedPackage from, Path deb) throws IOException {
        addPackage(from, deb, path -> true);
    }

    /** Adds those files of a package whose paths are wanted; a path is where the package has it. */
    void addPackage(PinnedPackage from, Path deb, Predicate<String> wanted) throws IOException {
        Map<String, Member> members = DebianArchive.members(
                deb, path -> LEFT_OUT.stream().noneMatch((path + "/")::startsWith) && wanted.test(path));
        for (Map.Entry<String, Member> member : members.entrySet()) {
            String path = merged(member.getKey());
            if (path.isEmpty()) {
                continue;
            }
            addMember(from.name(), path, member.getValue(), from);
        }
    }

    private void addMember(String owner, String path, Member member, PinnedPackage from) {
        Entry entry = switch (member) {
            case Member.RegularFile file -> Entry.file(path, file.permissions(), file.content());
            case Member.Folder folder -> Entry.folder(path, folder.permissions());
            case Member.Link link -> Entry.link(path, link.target());
        };
        Entry there = entries.get(path);
        if (there != null && member instanceof Member.Folder) {
            return;
        }
        if (there != null && !Arrays.equals(there.content(), entry.content())) {
            throw new CommandException(from.place() + ": " + owner + " and " + owners.getOrDefault(path, "the image")
                    + " both have a file /" + path + "; leave one of the packages out");
        }
        addParents(path);
        entries.put(path, entry);
        owners.put(path, owner);
    }

    /** Where a path lies once {@code /bin} and its like lead into {@code /usr}; empty for those themselves. */
    private static String merged(String path) {
        for (String merged : MERGED) {
            if (path.equals(merged)) {
                return "";
            }
            if (path.startsWith(merged + "/")) {
                return "usr/" + path;
            }
        }
        return path;
    }

    /** Adds a file of our own, in place of a package's. */
    void addFile(String path, int permissions, byte[] content) {
        addParents(path);
        entries.put(path, Entry.file(path, permissions, content));
    }

    /** Adds other names for a file, beside it, unless something is called so already. */
    void addLinks(String target, List<String> names) {
        if (!entries.containsKey(target)) {
            throw new CommandException("the links' file /" + target + " is in none of the packages");
        }
        int slash = target.lastIndexOf('/') + 1;
        for (String name : names) {
            String path = target.substring(0, slash) + name;
            entries.putIfAbsent(path, Entry.link(path, target.substring(slash)));
        }
    }

    private void addParents(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            entries.putIfAbsent(folder, Entry.folder(folder, FOLDER));
        }
    }

    /** Ends the command unless every library that a package's files need is there. */
    void checkLibraries(List<PinnedPackage> packages, Map<String, String> depends) {
        Set<String> there = new HashSet<>();
        for (String path : entries.keySet()) {
            LIBRARIES.stream().filter(path::startsWith).forEach(folder -> there.add(path.substring(folder.length())));
        }
        Map<String, Set<String>> missing = new TreeMap<>();
        for (Entry entry : entries.values()) {
            for (String need : ElfNeeds.of(entry.content())) {
                boolean found =
                        need.startsWith("/") ? entries.containsKey(merged(need.substring(1))) : there.contains(need);
                if (!found) {
                    String owner = owners.getOrDefault(entry.name(), "the image");
                    missing.computeIfAbsent(owner, name -> new TreeSet<>()).add(need);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new CommandException(missing.entrySet().stream()
                    .map(lack -> explained(lack.getKey(), lack.getValue(), packages, depends))
                    .collect(Collectors.joining("\n")));
        }
    }

    private static String explained(
            String owner, Set<String> needs, List<PinnedPackage> packages, Map<String, String> depends) {
        String place = packages.stream()
                .filter(line -> line.name().equals(owner))
                .map(line -> line.place() + ": ")
                .findFirst()
                .orElse("");
        return place + owner + " needs " + String.join(", ", needs)
                + ", which no package of the image has. Add a line for"
                + " the package that does (" + owner + " depends on " + depends.getOrDefault(owner, "nothing")
                + "): ./cortado guest pin NAME";
    }

    /** Everything, folders before what is in them. */
    List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        // The root of the file system itself, which the kernel would leave open to everyone.
        all.add(Entry.folder(".", FOLDER));
        all.addAll(entries.values());
        return all;
    }
}

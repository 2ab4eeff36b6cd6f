package cortado.api.service;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.StatusException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of all file servers under one root. The environ's parameter {@code mounts} says which service holds what is
 * below a path, {@code "/=files /disk=fat"}; the longest prefix wins, and without the parameter {@value Files#NAME}
 * holds everything. Paths are absolute; {@code .}, {@code ..} and repeated slashes are taken out of them.
 */
public final class FileTree implements AutoCloseable {
    private static final String USUAL = "/=" + Files.NAME;
    /** Milliseconds that a file server may take to answer. */
    private static final long PATIENCE = 10_000;

    private record Mount(String prefix, Files files) {}

    private final Map<String, Mount> mounts = new LinkedHashMap<>();

    /** The mounts of this process. */
    public FileTree(Environ environ) {
        String text = environ.get("mounts", USUAL);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(' ', at);
            end = end < 0 ? text.length() : end;
            if (end > at) {
                mount(environ, text.substring(at, end));
            }
            at = end + 1;
        }
    }

    private void mount(Environ environ, String mount) {
        int equals = mount.indexOf('=');
        if (equals <= 0 || mount.charAt(0) != '/') {
            throw new IllegalArgumentException("the parameter mounts has '" + mount
                    + "', but a path and a service were expected, such as /disk=fat");
        }
        String prefix = normal(mount.substring(0, equals));
        mounts.put(prefix, new Mount(prefix, new Files(new Connection(environ, mount.substring(equals + 1)))));
    }

    /** A file that is open. */
    public static final class OpenFile implements AutoCloseable {
        private final Files files;
        private final int number;
        private final FileInfo info;

        private OpenFile(Files files, Files.Opened opened) {
            this.files = files;
            this.number = opened.file();
            this.info = opened.info();
        }

        /** As it was when it was opened. */
        public FileInfo info() {
            return info;
        }

        /** Reads: the bytes read, fewer than asked only at the end. */
        public int read(long offset, byte[] into, int from, int length) {
            return files.read(number, offset, into, from, length, patience());
        }

        /** Reads into a folio, in one request. */
        public int read(long offset, int count, Folio folio, long at) {
            return files.read(number, offset, count, folio, at, patience());
        }

        /** Writes all of it, at {@code offset} or {@link Files#AT_END}. */
        public void write(long offset, byte[] bytes, int from, int length) {
            files.write(number, offset, bytes, from, length, patience());
        }

        /** Writes out of a folio, in one request: the bytes written. */
        public int write(long offset, int count, Folio folio, long at) {
            return files.write(number, offset, count, folio, at, patience());
        }

        @Override
        public void close() {
            files.close(number, patience());
        }
    }

    /** Opens a file: {@link Files#READ} and the others. */
    public OpenFile open(String path, int flags) {
        Place place = place(path);
        return new OpenFile(place.files(), place.files().open(place.path(), flags, Files.FILE_MODE, patience()));
    }

    /** What is known of a file. */
    public FileInfo info(String path) {
        Place place = place(path);
        return place.files().info(place.path(), patience());
    }

    /** Whether there is a file or directory of that name. */
    public boolean exists(String path) {
        try {
            info(path);
            return true;
        } catch (StatusException e) {
            if (e.status() == Status.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** The entries of a directory, mounted ones included. */
    public List<Files.Entry> list(String path) {
        Place place = place(path);
        List<Files.Entry> entries = new ArrayList<>(place.files().list(place.path(), patience()));
        String below = normal(path).equals("/") ? "/" : normal(path) + "/";
        for (Mount mount : mounts.values()) {
            if (mount.prefix().length() > below.length()
                    && mount.prefix().startsWith(below)
                    && mount.prefix().indexOf('/', below.length()) < 0) {
                String name = mount.prefix().substring(below.length());
                entries.removeIf(entry -> entry.name().equals(name));
                entries.add(new Files.Entry(name, mount.files().info("/", patience())));
            }
        }
        return entries;
    }

    /** Makes a directory. */
    public void makeDirectory(String path) {
        Place place = place(path);
        place.files().makeDirectory(place.path(), Files.DIRECTORY_MODE, patience());
    }

    /** Removes a file, or a directory without entries. */
    public void remove(String path) {
        Place place = place(path);
        place.files().remove(place.path(), patience());
    }

    /** Gives a file another name, replacing one of that name. */
    public void rename(String from, String to) {
        Place source = place(from);
        Place target = place(to);
        if (source.files() != target.files()) {
            throw StatusException.saying(
                    Status.NOT_SUPPORTED, from + " and " + to + " are on different file servers: copy and remove");
        }
        source.files().rename(source.path(), target.path(), true, patience());
    }

    /** A file server, and a path in it. */
    public record Place(Files files, String path) {}

    /** Which server holds a path. */
    public Place place(String path) {
        String whole = normal(path);
        Mount best = null;
        for (Mount mount : mounts.values()) {
            boolean holds = mount.prefix().equals("/")
                    || whole.equals(mount.prefix())
                    || whole.startsWith(mount.prefix() + "/");
            if (holds
                    && (best == null || mount.prefix().length() > best.prefix().length())) {
                best = mount;
            }
        }
        if (best == null) {
            throw StatusException.saying(Status.NOT_FOUND, "no file server holds " + whole);
        }
        String rest = best.prefix().equals("/")
                ? whole
                : whole.substring(best.prefix().length());
        String inServer = rest.isEmpty() ? "/" : rest;
        if (!Files.fits(inServer)) {
            throw StatusException.saying(
                    Status.OUT_OF_RANGE, "a path of more than " + Files.PATH_MOST + " bytes: " + whole);
        }
        return new Place(best.files(), inServer);
    }

    /** A path from the root, without {@code .}, {@code ..} and repeated slashes. */
    public static String normal(String path) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            int end = path.indexOf('/', at);
            end = end < 0 ? path.length() : end;
            String name = path.substring(at, end);
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.removeLast();
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
            at = end + 1;
        }
        return "/" + String.join("/", names);
    }

    @Override
    public void close() {
        for (Mount mount : mounts.values()) {
            mount.files().close();
        }
    }

    private static long patience() {
        return Clock.after(PATIENCE);
    }
}

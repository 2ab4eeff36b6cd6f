package cortado.app.vmm;

import cortado.abi.Status;
import cortado.api.StatusException;
import cortado.api.service.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a guest has open: files by the server's numbers, directories as lists of what was in them. */
final class OpenShares {
    /** Files and directories that one guest may have open at once. */
    private static final int MOST = 200;

    private final Map<Long, Integer> files = new HashMap<>();
    private final Map<Long, SharedNodes.Node> nodes = new HashMap<>();
    private final Map<Long, List<Files.Entry>> directories = new HashMap<>();
    private long last;

    /** Adds an open file: its handle. */
    long add(SharedNodes.Node node, int file) {
        checkRoom();
        files.put(++last, file);
        nodes.put(last, node);
        return last;
    }

    /** Adds an open directory: its handle. */
    long add(List<Files.Entry> entries) {
        checkRoom();
        directories.put(++last, entries);
        return last;
    }

    /** Refuses one too many, before it is opened. */
    void checkRoom() {
        if (files.size() + directories.size() >= MOST) {
            throw StatusException.saying(Status.QUOTA_EXCEEDED, "the guest has " + MOST + " files open already");
        }
    }

    /** The server's number of an open file. */
    int file(long handle) {
        Integer file = files.get(handle);
        if (file == null) {
            throw StatusException.saying(Status.BAD_HANDLE, "the guest has no file " + handle + " open");
        }
        return file;
    }

    /** The server's number of any open file of that node, or 0. */
    int fileOf(SharedNodes.Node node) {
        for (Map.Entry<Long, SharedNodes.Node> entry : nodes.entrySet()) {
            if (entry.getValue() == node) {
                return files.get(entry.getKey());
            }
        }
        return 0;
    }

    /** Ends an open file: the server's number. */
    int remove(long handle) {
        int file = file(handle);
        files.remove(handle);
        nodes.remove(handle);
        return file;
    }

    /** What was in an open directory. */
    List<Files.Entry> directory(long handle) {
        List<Files.Entry> entries = directories.get(handle);
        if (entries == null) {
            throw StatusException.saying(Status.BAD_HANDLE, "the guest has no directory " + handle + " open");
        }
        return entries;
    }

    void removeDirectory(long handle) {
        directories.remove(handle);
    }

    /** All open files. */
    Map<Long, Integer> files() {
        return files;
    }
}

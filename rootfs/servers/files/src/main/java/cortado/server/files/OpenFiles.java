package cortado.server.files;

import cortado.abi.Status;
import cortado.api.StatusException;
import cortado.api.service.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that one client has open. */
final class OpenFiles {
    /** Files that a client may have open at once. */
    static final int MOST = 256;

    private record Opened(FileNode file, int flags) {}

    private final Map<Integer, Opened> files = new LinkedHashMap<>();
    private int last;

    /** Refuses one file too many, before anything is made for it. */
    void checkRoom() {
        if (files.size() == MOST) {
            throw StatusException.saying(
                    Status.QUOTA_EXCEEDED, MOST + " files are open already: close one before another is opened");
        }
    }

    int add(FileNode file, int flags) {
        last = last == Integer.MAX_VALUE ? 1 : last + 1;
        files.put(last, new Opened(file, flags));
        file.opened++;
        return last;
    }

    /** The open file of that number. */
    FileNode file(int number) {
        return opened(number).file();
    }

    FileNode toRead(int number) {
        return with(number, Files.READ, "read");
    }

    FileNode toWrite(int number) {
        return with(number, Files.WRITE, "written");
    }

    private FileNode with(int number, int flag, String what) {
        Opened opened = opened(number);
        if ((opened.flags() & flag) == 0) {
            throw StatusException.saying(Status.ACCESS_DENIED, "file " + number + " was not opened to be " + what);
        }
        return opened.file();
    }

    private Opened opened(int number) {
        Opened opened = files.get(number);
        if (opened == null) {
            throw StatusException.saying(Status.BAD_HANDLE, "no file " + number + " is open");
        }
        return opened;
    }

    void close(int number) {
        closed(opened(number).file());
        files.remove(number);
    }

    void closeAll() {
        for (Opened opened : files.values()) {
            closed(opened.file());
        }
        files.clear();
    }

    private static void closed(FileNode file) {
        file.opened--;
        if (file.opened == 0 && !file.named) {
            file.resize(0);
        }
    }
}

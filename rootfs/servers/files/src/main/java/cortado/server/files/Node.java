package cortado.server.files;

import cortado.api.service.FileInfo;

/** A file or a directory. */
abstract sealed class Node permits FileNode, Directory {
    private final long number;
    private int permissions;
    /** When the content changed last: nanoseconds since boot, or what a client set. */
    long modified;

    Node(long number, int permissions, long now) {
        this.number = number;
        this.permissions = permissions & FileInfo.PERMISSIONS;
        this.modified = now;
    }

    abstract int kind();

    abstract long size();

    void permit(int mode) {
        permissions = mode & FileInfo.PERMISSIONS;
    }

    FileInfo info() {
        return new FileInfo(number, kind() | permissions, size(), modified);
    }
}

package cortado.app.shell;

import cortado.api.service.FileTree;
import cortado.api.service.Files;

/** A file that a stream is led to. */
final class FileTarget implements Target {
    private final FileTree.OpenFile file;
    private final boolean append;
    private long offset;

    FileTarget(FileTree files, String path, boolean append) {
        this.append = append;
        this.file = files.open(path, Files.WRITE | Files.CREATE | (append ? 0 : Files.TRUNCATE));
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        file.write(append ? Files.AT_END : offset, bytes, from, length);
        offset += length;
    }

    @Override
    public void close() {
        file.close();
    }
}

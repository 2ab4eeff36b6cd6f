package cortado.app.vmm;

import cortado.api.Folio;
import cortado.api.Log;
import cortado.api.StatusException;
import cortado.api.service.FileTree;
import cortado.api.service.Files;
import cortado.vmm.virtio.Disk;

/** A file as a disk: its bytes are the sectors. */
final class FileDisk implements Disk {
    private static final int SECTOR = 512;
    /** Bytes that travel to or from the file server in one request. */
    private static final int PIECE = 64 * 1024;

    private final FileTree.OpenFile file;
    private final Folio folio = Folio.create(PIECE);
    private final long sectors;
    private final boolean readOnly;

    FileDisk(FileTree files, String path, boolean readOnly) {
        this.file = files.open(path, readOnly ? Files.READ : Files.READ | Files.WRITE);
        this.sectors = file.info().size() / SECTOR;
        this.readOnly = readOnly;
    }

    @Override
    public long sectors() {
        return sectors;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public boolean read(long sector, byte[] target, int count) {
        try {
            for (int done = 0; done < count * SECTOR; ) {
                int bytes = Math.min(count * SECTOR - done, PIECE);
                if (file.read(sector * SECTOR + done, bytes, folio, 0) != bytes) {
                    return false;
                }
                folio.read(0, target, done, bytes);
                done += bytes;
            }
            return true;
        } catch (StatusException e) {
            Log.warning("the disk of a guest: " + e.getMessage());
            return false;
        }
    }

    @Override
    public boolean write(long sector, byte[] source, int count) {
        try {
            for (int done = 0; done < count * SECTOR; ) {
                int bytes = Math.min(count * SECTOR - done, PIECE);
                folio.write(0, source, done, bytes);
                if (file.write(sector * SECTOR + done, bytes, folio, 0) != bytes) {
                    return false;
                }
                done += bytes;
            }
            return true;
        } catch (StatusException e) {
            Log.warning("the disk of a guest: " + e.getMessage());
            return false;
        }
    }

    @Override
    public boolean flush() {
        return true;
    }
}

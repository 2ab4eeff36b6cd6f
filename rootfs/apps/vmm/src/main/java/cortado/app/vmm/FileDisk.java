package cortado.app.vmm;

import cortado.api.Log;
import cortado.api.StatusException;
import cortado.api.service.FileTree;
import cortado.api.service.Files;
import cortado.vmm.virtio.Disk;

/** A file as a disk: its bytes are the sectors. */
final class FileDisk implements Disk {
    private static final int SECTOR = 512;

    private final FileTree.OpenFile file;
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
            return file.read(sector * SECTOR, target, 0, count * SECTOR) == count * SECTOR;
        } catch (StatusException e) {
            Log.warning("the disk of a guest: " + e.getMessage());
            return false;
        }
    }

    @Override
    public boolean write(long sector, byte[] source, int count) {
        try {
            file.write(sector * SECTOR, source, 0, count * SECTOR);
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

package cortado.app.vmm;

import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Folio;
import cortado.api.MessageException;
import cortado.api.StatusException;
import cortado.api.service.FileInfo;
import cortado.api.service.FileTree;
import cortado.api.service.Files;
import cortado.vmm.fuse.DirectoryEntry;
import cortado.vmm.fuse.Errno;
import cortado.vmm.fuse.FileAttributes;
import cortado.vmm.fuse.FileSystemSize;
import cortado.vmm.fuse.GuestFiles;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** A folder of Cortado's file servers as a guest sees it: node numbers become paths, refusals Linux's error numbers. */
final class SharedFiles implements GuestFiles, AutoCloseable {
    private static final long PATIENCE = 5_000;
    /** Bytes that travel in one request at most; short pieces go in messages. */
    private static final int BULK = 128 * 1024;

    private final Files files;
    private final boolean readOnly;
    private final SharedNodes nodes;
    private final OpenShares open = new OpenShares();
    private Folio folio;

    /** The folder of that path, which has to exist. */
    SharedFiles(FileTree tree, String path, boolean readOnly) {
        FileTree.Place place = tree.place(path);
        this.files = place.files();
        this.readOnly = readOnly;
        this.nodes = new SharedNodes(place.path());
        if (!files.info(place.path(), patience()).isDirectory()) {
            throw StatusException.saying(
                    Status.NOT_A_DIRECTORY, path + " is a file; a folder can be shared, a file not");
        }
    }

    private static long patience() {
        return Clock.after(PATIENCE);
    }

    /** Runs what may be refused: its result, or a negated error number. */
    private static long answer(LongSupplier request) {
        try {
            return request.getAsLong();
        } catch (StatusException e) {
            return -SharedNodes.errno(e.status());
        } catch (MessageException e) {
            return -Errno.EIO;
        }
    }

    private long changing(LongSupplier request) {
        return readOnly ? -Errno.EROFS : answer(request);
    }

    private static void fill(FileAttributes attributes, FileInfo info) {
        attributes.clear();
        attributes.inode = info.node();
        attributes.mode = info.mode();
        attributes.size = info.size();
        attributes.accessed = info.modified();
        attributes.modified = info.modified();
        attributes.changed = info.modified();
        attributes.links = info.isDirectory() ? 2 : 1;
    }

    private FileInfo info(SharedNodes.Node node) {
        int file = node.gone ? open.fileOf(node) : 0;
        return file != 0 ? files.info(file, patience()) : files.info(nodes.path(node), patience());
    }

    @Override
    public long lookup(long directory, String name, FileAttributes attributes) {
        return answer(() -> {
            SharedNodes.Node parent = nodes.get(directory);
            fill(attributes, files.info(nodes.path(parent, name), patience()));
            return nodes.referTo(parent, name);
        });
    }

    @Override
    public void forget(long node, long count) {
        nodes.forget(node, count);
    }

    @Override
    public int attributes(long node, FileAttributes attributes) {
        return (int) answer(() -> {
            fill(attributes, info(nodes.get(node)));
            return 0;
        });
    }

    @Override
    public int setAttributes(long node, int which, FileAttributes attributes) {
        return (int) changing(() -> {
            SharedNodes.Node found = nodes.get(node);
            int bits = ((which & SET_SIZE) != 0 ? Files.SET_SIZE : 0)
                    | ((which & SET_MODE) != 0 ? Files.SET_MODE : 0)
                    | ((which & SET_MODIFIED) != 0 ? Files.SET_MODIFIED : 0);
            int file = found.gone ? open.fileOf(found) : 0;
            long size = attributes.size;
            long modified = attributes.modified;
            int mode = attributes.mode & FileInfo.PERMISSIONS;
            fill(
                    attributes,
                    file != 0
                            ? files.set(file, bits, size, mode, modified, patience())
                            : files.set(nodes.path(found), bits, size, mode, modified, patience()));
            return 0;
        });
    }

    @Override
    public long open(long node, int flags) {
        boolean writes = (flags & OPEN_ACCESS) != 0;
        if (readOnly && (writes || (flags & OPEN_TRUNCATE) != 0)) {
            return -Errno.EROFS;
        }
        return answer(() -> {
            SharedNodes.Node found = nodes.get(node);
            int how = Files.READ | (writes ? Files.WRITE : 0);
            how |= (flags & OPEN_TRUNCATE) != 0 ? Files.WRITE | Files.TRUNCATE : 0;
            open.checkRoom();
            Files.Opened opened = files.open(nodes.path(found), how, 0, patience());
            return open.add(found, opened.file());
        });
    }

    @Override
    public long create(long directory, String name, int mode, FileAttributes attributes) {
        return changing(() -> {
            SharedNodes.Node parent = nodes.get(directory);
            int how = Files.READ | Files.WRITE | Files.CREATE | Files.NEW;
            Files.Opened made = files.open(nodes.path(parent, name), how, mode & FileInfo.PERMISSIONS, patience());
            files.close(made.file(), patience());
            fill(attributes, made.info());
            return nodes.referTo(parent, name);
        });
    }

    private Folio folio() {
        if (folio == null) {
            folio = Folio.create(BULK);
        }
        return folio;
    }

    @Override
    public int read(long handle, long offset, byte[] target, int from, int length) {
        return (int) answer(() -> {
            int file = open.file(handle);
            if (length <= Files.PIECE) {
                return files.read(file, offset, target, from, length, patience());
            }
            int done = 0;
            int got = BULK;
            while (done < length && got == BULK) {
                got = files.read(file, offset + done, Math.min(BULK, length - done), folio(), 0, patience());
                folio().read(0, target, from + done, got);
                done += got;
            }
            return done;
        });
    }

    @Override
    public int write(long handle, long offset, byte[] source, int from, int length) {
        return (int) changing(() -> {
            int file = open.file(handle);
            if (length <= Files.PIECE) {
                files.write(file, offset, source, from, length, patience());
                return length;
            }
            int done = 0;
            while (done < length) {
                int count = Math.min(BULK, length - done);
                folio().write(0, source, from + done, count);
                int wrote = files.write(file, offset + done, count, folio, 0, patience());
                done += wrote;
                if (wrote < count) {
                    return done;
                }
            }
            return done;
        });
    }

    @Override
    public int flush(long handle) {
        return 0;
    }

    @Override
    public int sync(long handle) {
        return (int) answer(() -> {
            files.sync(open.file(handle), patience());
            return 0;
        });
    }

    @Override
    public void release(long handle) {
        answer(() -> {
            files.close(open.remove(handle), patience());
            return 0;
        });
    }

    @Override
    public long makeDirectory(long directory, String name, int mode, FileAttributes attributes) {
        return changing(() -> {
            SharedNodes.Node parent = nodes.get(directory);
            fill(attributes, files.makeDirectory(nodes.path(parent, name), mode & FileInfo.PERMISSIONS, patience()));
            return nodes.referTo(parent, name);
        });
    }

    @Override
    public long makeLink(long directory, String name, String target, FileAttributes attributes) {
        return -Errno.EPERM;
    }

    @Override
    public String readLink(long node) {
        return null;
    }

    @Override
    public int unlink(long directory, String name) {
        return remove(directory, name, false);
    }

    @Override
    public int removeDirectory(long directory, String name) {
        return remove(directory, name, true);
    }

    private int remove(long directory, String name, boolean isDirectory) {
        return (int) changing(() -> {
            SharedNodes.Node parent = nodes.get(directory);
            String path = nodes.path(parent, name);
            if (files.info(path, patience()).isDirectory() != isDirectory) {
                return isDirectory ? -Errno.ENOTDIR : -Errno.EISDIR;
            }
            files.remove(path, patience());
            nodes.removed(parent, name);
            return 0;
        });
    }

    @Override
    public int rename(long directory, String name, long newDirectory, String newName, boolean replace) {
        return (int) changing(() -> {
            SharedNodes.Node from = nodes.get(directory);
            SharedNodes.Node to = nodes.get(newDirectory);
            files.rename(nodes.path(from, name), nodes.path(to, newName), replace, patience());
            nodes.moved(from, name, to, newName);
            return 0;
        });
    }

    @Override
    public long openDirectory(long node) {
        return answer(() -> open.add(files.list(nodes.path(nodes.get(node)), patience())));
    }

    @Override
    public int readDirectory(long handle, long from, DirectoryEntry entry) {
        return (int) answer(() -> {
            List<Files.Entry> entries = open.directory(handle);
            if (from < 0 || from >= entries.size()) {
                return 0;
            }
            Files.Entry found = entries.get((int) from);
            entry.name = found.name();
            entry.inode = found.info().node();
            entry.kind = found.info().mode() & FileAttributes.KIND;
            entry.next = from + 1;
            return 1;
        });
    }

    @Override
    public void releaseDirectory(long handle) {
        open.removeDirectory(handle);
    }

    @Override
    public int size(FileSystemSize size) {
        return (int) answer(() -> {
            Files.Space space = files.space(patience());
            size.blocks = space.bytes() / size.blockSize;
            size.freeBlocks = space.freeBytes() / size.blockSize;
            size.files = space.files();
            size.freeFiles = space.freeFiles();
            size.nameLength = Files.NAME_MOST;
            return 0;
        });
    }

    /** Closes what the guest left open. */
    @Override
    public void close() {
        for (Map.Entry<Long, Integer> left : open.files().entrySet()) {
            answer(() -> {
                files.close(left.getValue(), patience());
                return 0;
            });
        }
        if (folio != null) {
            folio.close();
        }
    }
}

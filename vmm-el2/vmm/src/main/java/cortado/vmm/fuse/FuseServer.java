package cortado.vmm.fuse;

import cortado.abi.LittleEndian;

/**
 * The FUSE protocol, version 7.31 (linux/include/uapi/linux/fuse.h), over {@link GuestFiles}. One request in, one
 * answer out, both in arrays; what the guest sends is checked here as far as it can be without knowing the files.
 */
public final class FuseServer {
    /** Bytes of data that one request carries. */
    public static final int DATA = 64 * 1024;
    /** Bytes of the longest request, and of the longest answer. */
    public static final int LONGEST = DATA + 4096;

    private static final int MAJOR = 7;
    private static final int MINOR = 31;

    // Flags of INIT.
    private static final int ASYNC_READ = 1;
    private static final int BIG_WRITES = 1 << 5;
    private static final int DO_READDIRPLUS = 1 << 13;
    private static final int READDIRPLUS_AUTO = 1 << 14;
    private static final int PARALLEL_DIROPS = 1 << 18;
    private static final int MAX_PAGES = 1 << 22;
    private static final int WANTED =
            ASYNC_READ | BIG_WRITES | DO_READDIRPLUS | READDIRPLUS_AUTO | PARALLEL_DIROPS | MAX_PAGES;

    /** Linux's flags on arm64. */
    private static final int EXCLUSIVE = 0x80;

    private static final int NO_REPLACE = 1;
    private static final int ANY_TIME_SET = GuestFiles.SET_ACCESSED | GuestFiles.SET_MODIFIED;
    private static final long SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;

    private final GuestFiles files;
    private final FuseRequest request = new FuseRequest();
    private final FuseReply reply;
    private final FileAttributes attributes = new FileAttributes();
    private final FileSystemSize size = new FileSystemSize();
    private final Directories directories;

    /**
     * A server.
     *
     * @param answers where answers are built, {@link #LONGEST} bytes
     */
    public FuseServer(GuestFiles files, byte[] answers) {
        this.files = files;
        this.reply = new FuseReply(answers);
        this.directories = new Directories(files, reply);
    }

    /**
     * Serves one request.
     *
     * @param bytes the request, in the first {@code length} bytes
     * @param room bytes that the guest has for the answer
     * @return bytes of the answer, 0 for none
     */
    public int serve(byte[] bytes, int length, long room) {
        reply.begin(room);
        try {
            request.set(bytes, length);
        } catch (FuseException e) {
            return length >= 16 ? reply.finish(LittleEndian.i64(bytes, 8), e.errno()) : 0;
        }
        int errno = 0;
        try {
            if (!perform(request.opcode())) {
                return 0;
            }
        } catch (FuseException e) {
            errno = e.errno();
        }
        return reply.finish(request.unique(), errno);
    }

    /** Carries the request out; false if it has no answer. */
    private boolean perform(int opcode) {
        switch (opcode) {
            case Opcode.INIT -> initialize();
            case Opcode.LOOKUP -> entry(files.lookup(request.node(), request.name(), attributes.clear()));
            case Opcode.FORGET -> {
                request.structure(8);
                files.forget(request.node(), request.quad(0));
                return false;
            }
            case Opcode.BATCH_FORGET -> {
                forgetMany();
                return false;
            }
            case Opcode.INTERRUPT -> {
                return false;
            }
            case Opcode.GETATTR -> {
                FuseException.check(files.attributes(request.node(), attributes.clear()));
                reply.attributes(attributes);
            }
            case Opcode.SETATTR -> setAttributes();
            case Opcode.READLINK -> readLink();
            case Opcode.SYMLINK -> {
                String name = request.name();
                entry(files.makeLink(request.node(), name, request.path(), attributes.clear()));
            }
            case Opcode.MKNOD -> makeNode();
            case Opcode.MKDIR -> {
                request.structure(8);
                int mode = request.word(0) & 0xfff;
                entry(files.makeDirectory(request.node(), request.name(), mode, attributes.clear()));
            }
            case Opcode.UNLINK -> FuseException.check(files.unlink(request.node(), request.name()));
            case Opcode.RMDIR -> FuseException.check(files.removeDirectory(request.node(), request.name()));
            case Opcode.RENAME -> rename(8, 0);
            case Opcode.RENAME2 -> rename(16, request.word(8));
            case Opcode.LINK -> throw new FuseException(Errno.EPERM);
            case Opcode.STATFS -> statistics();
            case Opcode.DESTROY, Opcode.SYNCFS -> {}
            default -> performOnHandle(opcode);
        }
        return true;
    }

    private void performOnHandle(int opcode) {
        switch (opcode) {
            case Opcode.OPEN -> {
                request.structure(8);
                opened(files.open(request.node(), request.word(0)));
            }
            case Opcode.CREATE -> create();
            case Opcode.READ -> read();
            case Opcode.WRITE -> write();
            case Opcode.FLUSH -> FuseException.check(files.flush(handle(24)));
            case Opcode.FSYNC -> FuseException.check(files.sync(handle(16)));
            case Opcode.RELEASE -> files.release(handle(24));
            case Opcode.OPENDIR -> {
                request.structure(8);
                opened(files.openDirectory(request.node()));
            }
            case Opcode.READDIR -> list(false);
            case Opcode.READDIRPLUS -> list(true);
            case Opcode.RELEASEDIR -> files.releaseDirectory(handle(24));
            case Opcode.FSYNCDIR -> handle(16);
            default -> throw new FuseException(Errno.ENOSYS); // the guest then does without
        }
    }

    /** The handle that a structure of that size starts with. */
    private long handle(int structure) {
        request.structure(structure);
        return request.quad(0);
    }

    private void initialize() {
        request.structure(16);
        if (request.word(0) != MAJOR || request.word(4) < 27) { // before 7.27 answers had other shapes
            throw new FuseException(Errno.EPROTO);
        }
        int flags = request.word(12) & WANTED;
        reply.word(MAJOR).word(Math.min(MINOR, request.word(4))).word(DATA).word(flags);
        reply.half(16).half(12); // max_background, congestion_threshold
        reply.word(DATA).word(1); // max_write, time_gran
        reply.half(DATA / 4096).half(0).word(0); // max_pages, map_alignment, flags2
        for (int i = 0; i < 7; i++) {
            reply.word(0);
        }
    }

    private void entry(long node) {
        reply.entry(FuseException.check(node), attributes);
    }

    private void opened(long handle) {
        reply.quad(FuseException.check(handle)).word(0).word(0);
    }

    private void forgetMany() {
        request.structure(8);
        int count = request.word(0);
        request.structure(0);
        for (int i = 0; i < count && request.dataLength() >= 16; i++) {
            int at = request.dataStart() - FuseRequest.HEADER;
            files.forget(request.quad(at), request.quad(at + 8));
            request.structure(16);
        }
    }

    private void setAttributes() {
        request.structure(88);
        int which = request.word(0);
        attributes.clear();
        attributes.size = request.quad(16);
        attributes.accessed = time(request.quad(32), request.word(56));
        attributes.modified = time(request.quad(40), request.word(60));
        attributes.mode = request.word(68) & 0xfff;
        attributes.owner = request.word(76);
        attributes.group = request.word(80);
        if ((which & GuestFiles.SET_SIZE) != 0 && attributes.size < 0) {
            throw new FuseException(Errno.EINVAL);
        }
        int known =
                GuestFiles.SET_MODE | GuestFiles.SET_OWNER | GuestFiles.SET_GROUP | GuestFiles.SET_SIZE | ANY_TIME_SET;
        FuseException.check(files.setAttributes(request.node(), which & known, attributes));
        reply.attributes(attributes);
    }

    private static long time(long seconds, int nanoseconds) {
        long bounded = Math.max(-LAST_SECOND, Math.min(seconds, LAST_SECOND));
        return bounded * SECOND + Math.floorMod((long) nanoseconds, SECOND);
    }

    private void readLink() {
        String target = files.readLink(request.node());
        if (target == null) {
            throw new FuseException(Errno.EINVAL);
        }
        reply.text(target);
    }

    private void makeNode() {
        request.structure(16);
        int mode = request.word(0);
        int kind = mode & FileAttributes.KIND;
        if (kind != FileAttributes.REGULAR && kind != 0) {
            throw new FuseException(Errno.EPERM);
        }
        entry(files.create(request.node(), request.name(), mode & 0xfff, attributes.clear()));
    }

    private void create() {
        request.structure(16);
        int flags = request.word(0);
        int mode = request.word(4) & 0xfff;
        String name = request.name();
        long node = files.create(request.node(), name, mode, attributes.clear());
        if (node == -Errno.EEXIST && (flags & EXCLUSIVE) == 0) {
            node = files.lookup(request.node(), name, attributes.clear());
        }
        FuseException.check(node);
        long handle = files.open(node, flags);
        if (handle < 0) {
            files.forget(node, 1); // the guest does not learn of it
        }
        FuseException.check(handle);
        reply.entry(node, attributes);
        opened(handle);
    }

    private void rename(int structure, int flags) {
        request.structure(structure);
        if ((flags & ~NO_REPLACE) != 0) {
            throw new FuseException(Errno.EINVAL);
        }
        long target = request.quad(0);
        String name = request.name();
        FuseException.check(files.rename(request.node(), name, target, request.name(), (flags & NO_REPLACE) == 0));
    }

    private void read() {
        request.structure(40);
        long offset = request.quad(8);
        int wanted = request.word(16);
        if (offset < 0 || wanted < 0 || wanted > DATA || wanted > reply.left()) {
            throw new FuseException(Errno.EINVAL);
        }
        long got = FuseException.check(files.read(request.quad(0), offset, reply.array(), reply.position(), wanted));
        reply.advance((int) Math.min(got, wanted));
    }

    private void write() {
        request.structure(40);
        long offset = request.quad(8);
        int count = request.word(16);
        if (offset < 0 || count < 0 || count > request.dataLength() || offset > Long.MAX_VALUE - count) {
            throw new FuseException(Errno.EINVAL);
        }
        long done =
                FuseException.check(files.write(request.quad(0), offset, request.array(), request.dataStart(), count));
        reply.word((int) Math.min(done, count)).word(0);
    }

    private void list(boolean plus) {
        request.structure(40);
        int wanted = request.word(16);
        if (wanted < 0) {
            throw new FuseException(Errno.EINVAL);
        }
        directories.list(request.node(), request.quad(0), request.quad(8), Math.min(wanted, DATA), plus);
    }

    private void statistics() {
        FuseException.check(files.size(size));
        reply.quad(size.blocks).quad(size.freeBlocks).quad(size.freeBlocks);
        reply.quad(size.files).quad(size.freeFiles);
        reply.word(size.blockSize).word(size.nameLength).word(size.blockSize);
        for (int i = 0; i < 7; i++) {
            reply.word(0);
        }
    }
}

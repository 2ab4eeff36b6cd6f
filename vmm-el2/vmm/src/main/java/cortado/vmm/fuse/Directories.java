package cortado.vmm.fuse;

/** READDIR and READDIRPLUS: as many entries as fit. */
final class Directories {
    private final GuestFiles files;
    private final FuseReply reply;
    private final DirectoryEntry entry = new DirectoryEntry();
    private final FileAttributes attributes = new FileAttributes();

    Directories(GuestFiles files, FuseReply reply) {
        this.files = files;
        this.reply = reply;
    }

    /**
     * Lists from a position on.
     *
     * @param room bytes that the guest wants at most
     * @param plus whether each entry comes looked up, which saves the guest a request each
     */
    void list(long directory, long handle, long from, int room, boolean plus) {
        int end = reply.position() + Math.min(room, reply.left());
        long position = from;
        while (true) {
            int status = files.readDirectory(handle, position, entry);
            int start = reply.position();
            if (status < 0 && start == FuseReply.HEADER) {
                FuseException.check(status);
            }
            if (status <= 0 || !reply.directoryEntry(entry, plus)) {
                return;
            }
            if (reply.position() > end) {
                reply.rewind(start);
                return;
            }
            if (plus) {
                lookUp(directory, start);
            }
            position = entry.next;
        }
    }

    /** Fills in the node; one that cannot be looked up stays 0, and the guest asks for it when it needs it. */
    private void lookUp(long directory, int start) {
        long node = files.lookup(directory, entry.name, attributes.clear());
        if (node > 0) {
            int end = reply.position();
            reply.rewind(start);
            reply.entry(node, attributes);
            reply.rewind(end);
        }
    }
}

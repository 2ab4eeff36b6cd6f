package cortado.vmm.fuse;

/** A request that cannot be carried out: what the guest's program gets in errno. */
final class FuseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errno;

    FuseException(int errno) {
        super("errno " + errno);
        this.errno = errno;
    }

    /** An {@link Errno}. */
    int errno() {
        return errno;
    }

    /** Passes on what is not negative. */
    static long check(long result) {
        if (result < 0) {
            throw new FuseException(result < -4095 ? Errno.EIO : (int) -result);
        }
        return result;
    }
}

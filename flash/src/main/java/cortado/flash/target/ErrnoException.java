package cortado.flash.target;

import java.util.Map;

/** A call of the system that failed, with its number from {@code errno.h}, which is the same on x86-64 and arm64. */
final class ErrnoException extends Exception {
    private static final long serialVersionUID = 1;

    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int ENOSPC = 28;
    static final int EROFS = 30;
    static final int ENOMEDIUM = 123;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(EPERM, "EPERM, operation not permitted"),
            Map.entry(2, "ENOENT, no such file or device"),
            Map.entry(EIO, "EIO, input/output error"),
            Map.entry(ENXIO, "ENXIO, no such device or address"),
            Map.entry(EACCES, "EACCES, permission denied"),
            Map.entry(EBUSY, "EBUSY, device or resource busy"),
            Map.entry(ENODEV, "ENODEV, no such device"),
            Map.entry(EINVAL, "EINVAL, invalid argument"),
            Map.entry(ENOSPC, "ENOSPC, no space left on device"),
            Map.entry(EROFS, "EROFS, read-only file system"),
            Map.entry(121, "EREMOTEIO, remote input/output error"),
            Map.entry(ENOMEDIUM, "ENOMEDIUM, no medium found"));

    private final int number;

    ErrnoException(String call, int number) {
        super(call + " failed: " + NAMES.getOrDefault(number, "error " + number), null, false, false);
        this.number = number;
    }

    int number() {
        return number;
    }
}

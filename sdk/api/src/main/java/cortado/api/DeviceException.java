package cortado.api;

/** A device is not the expected one, or did what its manual rules out; its driver ends, and is started afresh. */
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeviceException(String text) {
        super(text);
    }
}

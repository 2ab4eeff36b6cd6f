package cortado.vmm.agent;

/** What a frame is, as the byte that starts it says (PROTOCOL.md). */
enum FrameType {
    SPAWN(0x01),
    INPUT(0x02),
    INPUT_END(0x03),
    GRANT(0x04),
    RESIZE(0x05),
    SIGNAL(0x06),
    MOUNT(0x07),
    SETUP(0x08),
    POWER_OFF(0x09),
    HELLO(0x81),
    STARTED(0x82),
    FAILED(0x83),
    OUTPUT(0x84),
    STREAM_END(0x85),
    INPUT_GRANT(0x86),
    EXITED(0x87),
    MOUNTED(0x88);

    /** Bytes before the payload. */
    static final int HEADER = 8;
    /** The largest frame, header included. */
    static final int LARGEST = 32768;
    /** What a guest may say with one frame, the output of commands aside. */
    static final int LARGEST_NOTICE = 128;

    private static final FrameType[] ALL = values();

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The type that a guest may send under this code, or null. */
    static FrameType fromGuest(int code) {
        for (FrameType type : ALL) {
            if (type.code == code && code >= HELLO.code) {
                return type;
            }
        }
        return null;
    }
}

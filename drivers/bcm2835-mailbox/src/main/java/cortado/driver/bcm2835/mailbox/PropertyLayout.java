package cortado.driver.bcm2835.mailbox;

/** A property buffer; github.com/raspberrypi/firmware/wiki/Mailbox-property-interface. All fields are {@code int}. */
public final class PropertyLayout {
    private PropertyLayout() {}

    /** Bytes of the whole buffer. */
    public static final int SIZE = 0;
    /** {@link #REQUEST}, then {@link #SUCCESS} or {@link #FAILURE}. */
    public static final int CODE = 4;
    /** Of the only tag we put in. */
    public static final int TAG = 8;
    /** Bytes of room for the value. */
    public static final int VALUE_SIZE = 12;
    /** 0, then {@link #ANSWERED} and the bytes of the value. */
    public static final int VALUE_CODE = 16;

    public static final int VALUE = 20;

    /** The buffer's address has its low four bits replaced by the channel. */
    public static final int ALIGN = 16;

    public static final int REQUEST = 0;
    public static final int SUCCESS = 0x8000_0000;
    public static final int FAILURE = 0x8000_0001;
    public static final int ANSWERED = 0x8000_0000;
    /** Ends the list of tags. */
    public static final int END = 0;
}

package cortado.driver.bcm2835.mailbox;

import cortado.api.Register;

/**
 * Registers of the mailboxes between the CPUs and the VideoCore; github.com/raspberrypi/firmware/wiki/Mailboxes.
 * Mailbox 0 brings what the VideoCore says, mailbox 1 takes what is said to it.
 */
public final class MailboxRegister {
    private MailboxRegister() {}

    public static final Register READ = Register.readOnly("MAIL0_READ", 0x00);
    public static final Register STATUS = Register.readOnly("MAIL0_STATUS", 0x18);
    public static final Register CONFIGURATION = Register.readWrite("MAIL0_CONFIG", 0x1c);
    public static final Register WRITE = Register.writeOnly("MAIL1_WRITE", 0x20);
    public static final Register WRITE_STATUS = Register.readOnly("MAIL1_STATUS", 0x38);

    /** Bytes of the block. */
    public static final int SIZE = 0x40;

    /** Either status: no word waits. */
    public static final int EMPTY = 1 << 30;
    /** Either status: no further word fits. */
    public static final int FULL = 1 << 31;

    /** CONFIGURATION: interrupt while a word waits. */
    public static final int INTERRUPT_ON_DATA = 1;

    /** Low bits of each word. */
    public static final int CHANNEL = 0xf;
    /** Words on this channel are addresses of property buffers. */
    public static final int CHANNEL_PROPERTY = 8;
}

package cortado.flash.transfer;

/**
 * What a complete transfer did.
 *
 * @param mapped bytes of the image that mean something
 * @param compared bytes read to find out what differs
 * @param written bytes of the image that were written
 * @param verified bytes read back
 * @param resumed whether it went on where another one was cut short
 */
public record Outcome(long mapped, long compared, long written, long verified, boolean resumed) {}

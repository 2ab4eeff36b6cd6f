package cortado.flash.transfer;

import java.util.Locale;

/**
 * What is on a card when a transfer ends, however it ends.
 *
 * @param stage how far it came
 * @param written bytes of the image that were handed to the card in this run
 * @param toWrite bytes that had to be written
 */
public record CardState(Stage stage, long written, long toWrite) {
    /** How far a transfer came. */
    public enum Stage {
        /** Not a byte was written. */
        UNTOUCHED,
        /** The first sectors are being cleared: they may hold the old content or zeros. */
        CLEARING,
        /** The first sectors are zeros: nothing can start from the card. */
        NOT_BOOTABLE,
        /** All but the first sectors is there and was read back; the first sectors are being written. */
        FINISHING,
        /** All of the image is there. */
        WHOLE
    }

    /** A sentence for the person, with what to do next where something is left to do. */
    public String sentence(String target) {
        String goOn = "; the same command goes on from there";
        return switch (stage) {
            case UNTOUCHED -> "nothing was written to " + target;
            case CLEARING ->
                target + " may or may not start what it held before: its first sectors were being cleared; run the"
                        + " same command again";
            case NOT_BOOTABLE ->
                target + " does not boot now: its first sectors are cleared, and " + mebibytes(written) + " of "
                        + mebibytes(toWrite) + " MiB were written" + goOn;
            case FINISHING ->
                target + " holds the image, but its first sectors may be incomplete: do not boot it" + goOn;
            case WHOLE -> target + " holds the whole image";
        };
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1048576.0);
    }
}

package cortado.app.copy;

/**
 * What an argument says of a place.
 *
 * @param path of a file; null for the disk
 * @param first sector of the disk
 * @param count of sectors, or {@link #REST}
 */
record PlaceName(String path, long first, long count) {
    /** Up to the disk's end. */
    static final long REST = -1;

    private static final String DISK = "disk";

    /** Reads an argument, or throws IllegalArgumentException with a sentence. */
    static PlaceName parse(String text) {
        if (text.startsWith("/")) {
            return new PlaceName(text, 0, 0);
        }
        if (text.equals(DISK)) {
            return new PlaceName(null, 0, REST);
        }
        if (!text.startsWith(DISK + ":")) {
            throw new IllegalArgumentException("'" + text + "' is no place; disk, disk:SECTOR, disk:SECTOR+COUNT or a"
                    + " path from / on was expected");
        }
        String range = text.substring(DISK.length() + 1);
        int plus = range.indexOf('+');
        long first = number(text, plus < 0 ? range : range.substring(0, plus));
        return new PlaceName(null, first, plus < 0 ? REST : number(text, range.substring(plus + 1)));
    }

    private static long number(String text, String digits) {
        try {
            long number = Long.decode(digits);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the error that both cases share.
        }
        throw new IllegalArgumentException(
                "'" + digits + "' in '" + text + "' is no sector; a number from 0 on was expected");
    }

    /** How many sectors of a disk it means. */
    long sectors(long there) {
        if (first >= there || count > there - first || count == 0) {
            throw new IllegalArgumentException(
                    "the disk has " + there + " sectors; " + (count == REST ? "" : count + " from ") + first
                            + (count == REST ? " is not one of them" : " on are not among them"));
        }
        return count == REST ? there - first : count;
    }
}

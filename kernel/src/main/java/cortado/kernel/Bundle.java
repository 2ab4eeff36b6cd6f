package cortado.kernel;

/**
 * The boot bundle: an archive in the "new ASCII" format of cpio (cpio(5), magic 070701) with the first process in it. A
 * malformed archive has no entries behind the place where it goes wrong.
 */
final class Bundle {
    private static final int HEADER = 110;
    private static final int SIZE_FIELD = 54;
    private static final int NAME_FIELD = 94;
    private static final int LONGEST_NAME = 128;

    private final Machine machine;
    private final byte[] header = new byte[HEADER];
    private final byte[] name = new byte[LONGEST_NAME];
    private long offset;
    private long length;

    Bundle(Machine machine) {
        this.machine = machine;
    }

    /** Looks for an entry in an archive of so many bytes; true if {@link #offset} and {@link #length} tell where. */
    boolean find(long physical, long size, String wanted) {
        long at = 0;
        while (at <= size - HEADER) {
            machine.readPhysical(physical + at, header, 0, HEADER);
            long fileSize = hex(SIZE_FIELD);
            long nameSize = hex(NAME_FIELD);
            if (!hasMagic() || fileSize < 0 || nameSize <= 0 || nameSize > size - at - HEADER) {
                return false;
            }
            long data = at + HEADER + nameSize + 3 & ~3L;
            if (data > size || fileSize > size - data) {
                return false;
            }
            if (nameSize <= LONGEST_NAME) {
                machine.readPhysical(physical + at + HEADER, name, 0, (int) nameSize);
                if (isNamed(wanted, (int) nameSize)) {
                    offset = data;
                    length = fileSize;
                    return true;
                }
            }
            at = data + fileSize + 3 & ~3L;
        }
        return false;
    }

    /** Where the entry that was found starts in the archive. */
    long offset() {
        return offset;
    }

    /** Bytes of the entry that was found. */
    long length() {
        return length;
    }

    private boolean hasMagic() {
        return header[0] == '0'
                && header[1] == '7'
                && header[2] == '0'
                && header[3] == '7'
                && header[4] == '0'
                && (header[5] == '1' || header[5] == '2');
    }

    /** A field of eight hexadecimal digits, or -1. */
    private long hex(int at) {
        long value = 0;
        for (int i = at; i < at + 8; i++) {
            int digit = digit(header[i]);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static int digit(int character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        int letter = (character | 0x20) - 'a';
        return letter >= 0 && letter < 6 ? 10 + letter : -1;
    }

    /** The name in the archive ends with a NUL. */
    private boolean isNamed(String wanted, int nameSize) {
        if (nameSize != wanted.length() + 1) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (name[i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

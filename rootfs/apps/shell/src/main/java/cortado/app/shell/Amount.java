package cortado.app.shell;

/** Numbers with units, for people. */
final class Amount {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Amount() {}

    /** Bytes, with one decimal where it says more: {@code 1.5 MiB}. */
    static String bytes(long bytes) {
        int unit = 0;
        long tenths = bytes * 10;
        while (tenths >= 10240 && unit < UNITS.length - 1) {
            tenths = (tenths + 512) / 1024;
            unit++;
        }
        boolean whole = tenths % 10 == 0 || tenths >= 1000;
        return tenths / 10 + (whole ? "" : "." + tenths % 10) + " " + UNITS[unit];
    }

    /** Nanoseconds as seconds with {@code decimals} digits after the point: {@code 12.034}. */
    static String seconds(long nanos, int decimals) {
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        long scaled = nanos / (1_000_000_000L / scale);
        String fraction = Long.toString(scaled % scale);
        return scaled / scale + "." + "0".repeat(decimals - fraction.length()) + fraction;
    }

    /** Nanoseconds as days, hours, minutes and seconds: {@code 1 d 02:03:04}. */
    static String span(long nanos) {
        long seconds = nanos / 1_000_000_000L;
        long days = seconds / 86_400;
        return (days > 0 ? days + " d " : "") + two(seconds / 3600 % 24) + ":" + two(seconds / 60 % 60) + ":"
                + two(seconds % 60);
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}

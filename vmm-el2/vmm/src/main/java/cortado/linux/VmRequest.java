package cortado.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program and the virtual machine that it is to run in. It travels as a list of texts, {@code key=value} each, then
 * {@code --} and the program with its arguments.
 *
 * @param cpus 1 to 8
 * @param memory bytes, whole MiB
 * @param shares folders of Cortado's files that the guest sees
 * @param disks files that are its disks, {@code /dev/vda} first
 * @param variables the program's environment
 * @param folder where it starts, or empty
 * @param rows lines of its terminal, 0 for three pipes
 * @param columns characters of a line
 * @param arguments the program and its arguments
 */
public record VmRequest(
        int cpus,
        long memory,
        List<Share> shares,
        List<DiskFile> disks,
        Map<String, String> variables,
        String folder,
        int rows,
        int columns,
        List<String> arguments) {
    /** What a virtual machine has that was not told otherwise. */
    public static final int CPUS = 1;

    public static final long MEMORY = 96L << 20;

    private static final int CPUS_MOST = 8;
    private static final long MEMORY_LEAST = 64L << 20;
    private static final long MEMORY_MOST = 1L << 30;
    private static final long MEBIBYTE = 1L << 20;
    private static final int SIDE_MOST = 65535;

    /** A folder of Cortado's at a folder of the guest's. */
    public record Share(String host, String guest, boolean readOnly) {
        /** From {@code /data:/mnt} or {@code /data:/mnt:ro}. */
        public static Share parse(String text) {
            boolean readOnly = text.endsWith(":ro");
            String pair = readOnly ? text.substring(0, text.length() - 3) : text;
            int colon = pair.indexOf(':');
            if (colon <= 0 || !pair.startsWith("/") || !pair.startsWith("/", colon + 1)) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no share; /data:/mnt was expected, or /data:/mnt:ro to only read");
            }
            return new Share(pair.substring(0, colon), pair.substring(colon + 1), readOnly);
        }

        @Override
        public String toString() {
            return host + ":" + guest + (readOnly ? ":ro" : "");
        }
    }

    /** A file that is a disk. */
    public record DiskFile(String path, boolean readOnly) {
        /** From {@code /images/disk} or {@code /images/disk:ro}. */
        public static DiskFile parse(String text) {
            boolean readOnly = text.endsWith(":ro");
            String path = readOnly ? text.substring(0, text.length() - 3) : text;
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no disk; the path of a file was expected, such as /data/disk.img");
            }
            return new DiskFile(path, readOnly);
        }

        @Override
        public String toString() {
            return path + (readOnly ? ":ro" : "");
        }
    }

    /** Checks ranges and copies the collections. */
    public VmRequest {
        if (cpus < 1 || cpus > CPUS_MOST) {
            throw new IllegalArgumentException(cpus + " CPUs; 1 to " + CPUS_MOST + " were expected");
        }
        if (memory < MEMORY_LEAST || memory > MEMORY_MOST || memory % MEBIBYTE != 0) {
            throw new IllegalArgumentException(memory / 1024 + "K of memory; 64M to 1G in whole MiB was expected");
        }
        if (rows < 0 || rows > SIDE_MOST || columns < 0 || columns > SIDE_MOST) {
            throw new IllegalArgumentException("a terminal of " + rows + " rows and " + columns + " columns");
        }
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("no program to run");
        }
        shares = List.copyOf(shares);
        disks = List.copyOf(disks);
        variables = new LinkedHashMap<>(variables);
        arguments = List.copyOf(arguments);
    }

    /** A size such as {@code 128M}, {@code 1G}. */
    public static long memory(String text) {
        long unit = text.endsWith("G") ? 1L << 30 : text.endsWith("M") ? MEBIBYTE : 0;
        try {
            if (unit > 0) {
                return Math.multiplyExact(Long.parseLong(text.substring(0, text.length() - 1)), unit);
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(sizeExpected(text), e);
        }
        throw new IllegalArgumentException(sizeExpected(text));
    }

    private static String sizeExpected(String text) {
        return "'" + text + "' is no size; a number with M or G was expected, such as 128M";
    }

    /** The texts. */
    public List<String> write() {
        List<String> texts = new ArrayList<>();
        texts.add("cpus=" + cpus);
        texts.add("memory=" + memory / MEBIBYTE + "M");
        shares.forEach(share -> texts.add("share=" + share));
        disks.forEach(disk -> texts.add("disk=" + disk));
        variables.forEach((name, value) -> texts.add("env=" + name + "=" + value));
        if (!folder.isEmpty()) {
            texts.add("folder=" + folder);
        }
        if (rows > 0) {
            texts.add("terminal=" + rows + "x" + columns);
        }
        texts.add("--");
        texts.addAll(arguments);
        return texts;
    }

    /**
     * Reads the texts.
     *
     * @throws IllegalArgumentException with a sentence if they make no sense
     */
    public static VmRequest read(List<String> texts) {
        Reader reader = new Reader();
        int at = 0;
        while (at < texts.size() && !texts.get(at).equals("--")) {
            reader.take(texts.get(at++));
        }
        return new VmRequest(
                reader.cpus,
                reader.memory,
                reader.shares,
                reader.disks,
                reader.variables,
                reader.folder,
                reader.rows,
                reader.columns,
                at < texts.size() ? texts.subList(at + 1, texts.size()) : List.of());
    }

    private static final class Reader {
        private int cpus = CPUS;
        private long memory = MEMORY;
        private final List<Share> shares = new ArrayList<>();
        private final List<DiskFile> disks = new ArrayList<>();
        private final Map<String, String> variables = new LinkedHashMap<>();
        private String folder = "";
        private int rows;
        private int columns;

        private void take(String text) {
            int equals = text.indexOf('=');
            String value = text.substring(equals + 1);
            switch (equals < 0 ? "" : text.substring(0, equals)) {
                case "cpus" -> cpus = number(value);
                case "memory" -> memory = memory(value);
                case "share" -> shares.add(Share.parse(value));
                case "disk" -> disks.add(DiskFile.parse(value));
                case "env" -> variable(value);
                case "folder" -> folder = value;
                case "terminal" -> {
                    int x = value.indexOf('x');
                    rows = number(value.substring(0, Math.max(0, x)));
                    columns = number(value.substring(x + 1));
                }
                default -> throw new IllegalArgumentException("'" + text + "' says nothing about a virtual machine");
            }
        }

        private void variable(String value) {
            int equals = value.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("'" + value + "' is no variable; NAME=VALUE was expected");
            }
            variables.put(value.substring(0, equals), value.substring(equals + 1));
        }

        private static int number(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is no number", e);
            }
        }
    }
}

package cortado.environ.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A machine's own settings: its name, and parameters for processes. They travel as words of the boot arguments, which a
 * Raspberry Pi's firmware takes from {@code cmdline.txt} and hands over, as QEMU does its {@code -append}, in the
 * device tree's {@code /chosen/bootargs}:
 *
 * <pre>{@code cortado.hostname=kitchen cortado.env.zone=UTC cortado.set.shell.columns=132}</pre>
 *
 * <p>{@code env} is a parameter of every process, {@code set} one of the process that it names. A value with blanks
 * stands in double quotes. Words of others are left alone.
 */
public final class BootSettings {
    /** The node of the device tree that holds the boot arguments. */
    public static final String NODE = "/chosen";
    /** The property with the boot arguments. */
    public static final String PROPERTY = "bootargs";
    /** The parameter that carries the machine's name to every process. */
    public static final String HOSTNAME = "hostname";
    /** Where a Raspberry Pi's firmware says how it booted (Raspberry Pi documentation, "config.txt", A/B booting). */
    public static final String FIRMWARE_NODE = "/chosen/bootloader";
    /** The property with the number of the partition that was booted, 0 if it does not know. */
    public static final String FIRMWARE_PARTITION = "partition";
    /** The parameter that carries that number, where it is known, to every process. */
    public static final String BOOT_PARTITION = "boot.partition";
    /** What the settings may take of the boot arguments, in bytes of UTF-8. */
    public static final int LENGTH_MOST = 1000;

    private static final String PREFIX = "cortado.";
    private static final String NAME_WORD = PREFIX + HOSTNAME;
    private static final String EVERYONE_WORD = PREFIX + "env.";
    private static final String PROCESS_WORD = PREFIX + "set.";
    private static final int HOSTNAME_MOST = 63;
    /** What the supervisor itself writes into a process's environ: authority comes from no setting. */
    private static final List<String> RESERVED = List.of("handle.", "mmio.", "device.", "arg.", "boot.");

    private String hostname = "";
    private long bootPartition;
    private final Map<String, String> everyone = new TreeMap<>();
    private final Map<String, Map<String, String>> processes = new TreeMap<>();

    /** A setting that makes no sense; the message says what was expected. */
    public static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidException(String text) {
            super(text);
        }
    }

    /**
     * Reads the boot arguments.
     *
     * @param complaints gets a sentence for each word that is meant for Cortado and makes no sense
     */
    public static BootSettings parse(String bootArguments, List<String> complaints) {
        BootSettings settings = new BootSettings();
        for (String word : words(bootArguments)) {
            if (!word.startsWith(PREFIX)) {
                continue;
            }
            try {
                settings.take(word);
            } catch (InvalidException e) {
                complaints.add("the boot argument '" + word + "' is ignored: " + e.getMessage());
            }
        }
        return settings;
    }

    /** Cuts at blanks outside of double quotes, and drops the quotes. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c <= ' ') {
                add(words, word);
            } else {
                word.append(c);
            }
        }
        add(words, word);
        return words;
    }

    private static void add(List<String> words, StringBuilder word) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private void take(String word) throws InvalidException {
        int equals = word.indexOf('=');
        String key = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? "" : word.substring(equals + 1);
        if (equals < 0) {
            throw new InvalidException("'=' and a value were expected");
        } else if (key.equals(NAME_WORD)) {
            hostname(value);
        } else if (key.startsWith(EVERYONE_WORD)) {
            set("env", key.substring(EVERYONE_WORD.length()), value);
        } else if (key.startsWith(PROCESS_WORD) && key.indexOf('.', PROCESS_WORD.length()) > 0) {
            int dot = key.indexOf('.', PROCESS_WORD.length());
            set(key.substring(PROCESS_WORD.length(), dot), key.substring(dot + 1), value);
        } else {
            throw new InvalidException("cortado.hostname, cortado.env.KEY or cortado.set.PROCESS.KEY was expected");
        }
    }

    /**
     * Names the machine.
     *
     * @param name a label of the domain name system: 1 to 63 letters, digits and inner hyphens
     */
    public void hostname(String name) throws InvalidException {
        boolean legal =
                !name.isEmpty() && name.length() <= HOSTNAME_MOST && !name.startsWith("-") && !name.endsWith("-");
        for (int i = 0; legal && i < name.length(); i++) {
            char c = name.charAt(i);
            legal = isLower(c) || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '-';
        }
        if (!legal) {
            throw new InvalidException("'" + name + "' is no host name: 1 to " + HOSTNAME_MOST
                    + " letters, digits and inner hyphens were expected");
        }
        hostname = name;
    }

    /**
     * Sets a parameter.
     *
     * @param process whose, or {@code env} for that of every process
     * @param key lower-case letters, digits, hyphens, underscores and dots, a letter first
     * @param value anything but double quotes and control characters
     */
    public void set(String process, String key, String value) throws InvalidException {
        if (!isKey(key)) {
            throw new InvalidException("'" + key
                    + "' is no parameter: lower-case letters, digits, '-', '_' and '.', a letter first, were expected");
        }
        for (String reserved : RESERVED) {
            if (key.startsWith(reserved)) {
                throw new InvalidException(
                        "parameters that begin with '" + reserved + "' are the supervisor's to give");
            }
        }
        if (key.equals(HOSTNAME)) {
            throw new InvalidException("the machine's name is set by itself, as cortado.hostname");
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) == '"') {
                throw new InvalidException("the value of " + key + " has a double quote or control character in it");
            }
        }
        if (process.equals("env")) {
            everyone.put(key, value);
        } else {
            processes.computeIfAbsent(process, any -> new TreeMap<>()).put(key, value);
        }
    }

    private static boolean isKey(String key) {
        boolean legal = !key.isEmpty() && isLower(key.charAt(0));
        for (int i = 0; legal && i < key.length(); i++) {
            char c = key.charAt(i);
            legal = isLower(c) || isDigit(c) || c == '-' || c == '_' || c == '.';
        }
        return legal;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The machine's name, or empty. */
    public String hostname() {
        return hostname;
    }

    /** The processes that have parameters of their own here. */
    public List<String> processes() {
        return new ArrayList<>(processes.keySet());
    }

    /** Which partition was booted, counted from 1; 0 if that is not known. No boot argument says it. */
    public void bootPartition(long number) {
        bootPartition = number;
    }

    /** Whether nothing is set. */
    public boolean isEmpty() {
        return hostname.isEmpty() && everyone.isEmpty() && processes.isEmpty();
    }

    /** What a process is given: what all are, then its own. */
    public Map<String, String> of(String process) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!hostname.isEmpty()) {
            parameters.put(HOSTNAME, hostname);
        }
        parameters.putAll(everyone);
        Map<String, String> own = processes.get(process);
        if (own != null) {
            parameters.putAll(own);
        }
        if (bootPartition > 0) {
            parameters.put(BOOT_PARTITION, Long.toString(bootPartition));
        }
        return parameters;
    }

    /** The boot arguments that {@link #parse} reads back, sorted: the same settings give the same text. */
    public String text() {
        List<String> words = new ArrayList<>();
        if (!hostname.isEmpty()) {
            words.add(NAME_WORD + "=" + hostname);
        }
        for (Map.Entry<String, String> entry : everyone.entrySet()) {
            words.add(word(EVERYONE_WORD + entry.getKey(), entry.getValue()));
        }
        for (Map.Entry<String, Map<String, String>> process : processes.entrySet()) {
            for (Map.Entry<String, String> entry : process.getValue().entrySet()) {
                words.add(word(PROCESS_WORD + process.getKey() + "." + entry.getKey(), entry.getValue()));
            }
        }
        return String.join(" ", words);
    }

    private static String word(String key, String value) {
        return key + "=" + (value.indexOf(' ') >= 0 ? "\"" + value + "\"" : value);
    }
}

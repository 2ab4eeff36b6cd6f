package cortado.flash.pipeline;

import cortado.environ.settings.BootSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one machine's card has on it beyond what every card of its board has: two text files on the boot partition,
 * which any computer can edit.
 *
 * @param boot becomes {@value #ARGUMENTS}, which the firmware hands to the system as boot arguments
 * @param sshKeys public keys, each {@code TYPE BASE64 [COMMENT]}
 * @param networks wireless networks
 */
public record CardSettings(BootSettings boot, List<String> sshKeys, List<Network> networks) {
    /** The file that a Raspberry Pi's firmware takes boot arguments from: one line. */
    public static final String ARGUMENTS = "cmdline.txt";
    /** Keys and networks: a line {@code ssh-key TYPE BASE64 COMMENT} or {@code wifi "NAME" "PASSPHRASE"} each. */
    public static final String ACCESS = "access.txt";

    private static final String ACCESS_HEAD = """
            # Who may come in and which networks to join, as `cortado build` wrote it:
            #   ssh-key TYPE BASE64 COMMENT
            #   wifi "NAME" "PASSPHRASE"
            # Nothing on the board reads this yet.
            """;

    /** No settings at all. */
    public static CardSettings none() {
        return new CardSettings(new BootSettings(), List.of(), List.of());
    }

    /**
     * A wireless network.
     *
     * @param name 1 to 32 bytes
     * @param passphrase 8 to 63 printable ASCII letters (WPA2)
     */
    public record Network(String name, String passphrase) {}

    /** Copies the lists. */
    public CardSettings {
        sshKeys = List.copyOf(sshKeys);
        networks = List.copyOf(networks);
    }

    /** Whether the card is like every other of its board. */
    public boolean isEmpty() {
        return boot.isEmpty() && sshKeys.isEmpty() && networks.isEmpty();
    }

    /** The files. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        if (!boot.isEmpty()) {
            files.put(ARGUMENTS, (boot.text() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (!sshKeys.isEmpty() || !networks.isEmpty()) {
            StringBuilder text = new StringBuilder(ACCESS_HEAD);
            sshKeys.forEach(key -> text.append("ssh-key ").append(key).append('\n'));
            networks.forEach(network -> text.append("wifi ")
                    .append(quoted(network.name()))
                    .append(' ')
                    .append(quoted(network.passphrase()))
                    .append('\n'));
            files.put(ACCESS, text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

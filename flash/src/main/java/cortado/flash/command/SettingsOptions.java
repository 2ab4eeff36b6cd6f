package cortado.flash.command;

import cortado.environ.check.ProjectSpecs;
import cortado.environ.report.Diagnostics;
import cortado.environ.settings.BootSettings;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.text.Nearest;
import cortado.flash.pipeline.CardSettings;
import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** The options that set one machine apart from others of its board. */
final class SettingsOptions {
    private static final String HOSTNAME = "hostname";
    private static final String SET = "set";
    private static final String SSH_KEY = "ssh-key";
    private static final String WIFI = "wifi";
    private static final int NETWORK_NAME_MOST = 32;

    private SettingsOptions() {}

    /** What reaches the running system. */
    static Options boot() {
        return new Options()
                .addOption(
                        OptionForms.value(HOSTNAME, "NAME", "the machine's name: every process has it as 'hostname'"))
                .addOption(OptionForms.value(
                        SET, "PROCESS.KEY=VALUE", "a parameter of a process; env.KEY=VALUE is one of every process"));
    }

    /** These, and what a card also keeps. */
    static Options card() {
        Options options = boot();
        return options.addOption(OptionForms.value(
                        SSH_KEY, "KEY|FILE", "a public key, kept in access.txt; nothing reads it yet"))
                .addOption(OptionForms.value(
                        WIFI,
                        "NAME=PASSPHRASE",
                        "a wireless network (NAME=@FILE reads the passphrase from a file), kept in access.txt; nothing"
                                + " reads it yet"));
    }

    /** Reads the options; what they name is looked up in the project. */
    static CardSettings read(CommandLine line, Project project) throws IOException {
        List<String> keys = new ArrayList<>();
        for (String key : values(line, SSH_KEY)) {
            keys.add(sshKey(key));
        }
        List<CardSettings.Network> networks = new ArrayList<>();
        for (String network : values(line, WIFI)) {
            networks.add(network(network));
        }
        return new CardSettings(boot(line, project), keys, networks);
    }

    /** Reads the options that reach the running system. */
    static BootSettings boot(CommandLine line, Project project) throws IOException {
        BootSettings settings = new BootSettings();
        try {
            if (line.hasOption(HOSTNAME)) {
                settings.hostname(line.getOptionValue(HOSTNAME));
            }
            for (String assignment : values(line, SET)) {
                set(settings, assignment, project);
            }
        } catch (BootSettings.InvalidException e) {
            throw usage(e.getMessage());
        }
        int length = settings.text().getBytes(StandardCharsets.UTF_8).length;
        if (length > BootSettings.LENGTH_MOST) {
            throw usage("the settings take " + length + " bytes of boot arguments; at most " + BootSettings.LENGTH_MOST
                    + " fit: set fewer, or change the specs in the project");
        }
        return settings;
    }

    private static List<String> values(CommandLine line, String option) {
        return line.hasOption(option) ? List.of(line.getOptionValues(option)) : List.of();
    }

    private static void set(BootSettings settings, String assignment, Project project)
            throws BootSettings.InvalidException, IOException {
        int equals = assignment.indexOf('=');
        int dot = assignment.indexOf('.');
        if (dot < 1 || equals < dot) {
            throw usage("--set: '" + assignment + "' found; PROCESS.KEY=VALUE or env.KEY=VALUE was expected, such as"
                    + " pl011.baud=9600");
        }
        String process = assignment.substring(0, dot);
        String key = assignment.substring(dot + 1, equals);
        if (!process.equals("env")) {
            checkKnown(process, key, project);
        }
        settings.set(process, key, assignment.substring(equals + 1));
    }

    /** A parameter that nobody reads is a misspelling more often than not. */
    private static void checkKnown(String process, String key, Project project) throws IOException {
        ProjectSpecs specs = ProjectSpecs.load(project.root(), new Diagnostics());
        ProcessSpec spec = specs.processes().get(process);
        if (spec == null) {
            Set<String> names = new TreeSet<>(specs.processes().keySet());
            names.add("env");
            throw usage("--set: there is no process '" + process + "'" + Nearest.suggestion(process, names)
                    + "; env.KEY=VALUE sets a parameter of every process");
        }
        String nearest = Nearest.to(key, spec.env().keySet());
        if (nearest != null && !spec.env().containsKey(key)) {
            throw usage("--set: '" + process + "' has no parameter '" + key + "'; did you mean '" + nearest + "'?");
        }
    }

    private static String sshKey(String given) throws IOException {
        Path file = Path.of(given);
        boolean literal = given.contains(" ");
        if (!literal && !Files.isRegularFile(file)) {
            throw usage("--ssh-key: there is no file " + given + "; a public key ('ssh-ed25519 AAAA… you@host') or the"
                    + " name of a file with one, such as ~/.ssh/id_ed25519.pub, was expected");
        }
        String text = (literal ? given : Files.readString(file)).strip();
        String[] words = text.split(" ", 3);
        if (text.contains("PRIVATE KEY")) {
            throw usage("--ssh-key: " + given + " is a private key, which must not leave this computer; its public half"
                    + " is in " + given + ".pub");
        }
        if (text.contains("\n") || words.length < 2 || !isKey(words[0], words[1])) {
            throw usage("--ssh-key: what was given is no public key; 'TYPE BASE64 [COMMENT]' in one line was expected,"
                    + " as in ~/.ssh/id_ed25519.pub");
        }
        return text;
    }

    /** The blob of a public key begins with its own type (RFC 4253 §6.6). */
    private static boolean isKey(String type, String base64) {
        try {
            ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            byte[] inner = new byte[Math.clamp(blob.getInt(), 0, blob.remaining())];
            blob.get(inner);
            return new String(inner, StandardCharsets.US_ASCII).equals(type) && blob.hasRemaining();
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return false;
        }
    }

    private static CardSettings.Network network(String given) throws IOException {
        int equals = given.indexOf('=');
        if (equals < 1) {
            throw usage("--wifi: '" + given + "' found; NAME=PASSPHRASE or NAME=@FILE was expected");
        }
        String name = given.substring(0, equals);
        String passphrase = given.substring(equals + 1);
        if (passphrase.startsWith("@")) {
            Path file = Path.of(passphrase.substring(1));
            if (!Files.isRegularFile(file)) {
                throw usage("--wifi: there is no file " + file + " with the passphrase of " + name);
            }
            passphrase = Files.readString(file).strip();
        }
        boolean printable = passphrase.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (name.getBytes(StandardCharsets.UTF_8).length > NETWORK_NAME_MOST) {
            throw usage("--wifi: the network's name has more than " + NETWORK_NAME_MOST + " bytes");
        }
        if (passphrase.length() < 8 || passphrase.length() > 63 || !printable) {
            throw usage("--wifi: the passphrase of " + name
                    + " is not 8 to 63 printable ASCII letters, which WPA2 asks for");
        }
        return new CardSettings.Network(name, passphrase);
    }

    private static CommandException usage(String message) {
        return new CommandException(Exit.USAGE, message);
    }
}

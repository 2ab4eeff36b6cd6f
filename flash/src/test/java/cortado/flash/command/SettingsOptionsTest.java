package cortado.flash.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.pipeline.CardSettings;
import cortado.flash.pipeline.Project;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.cli.DefaultParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsOptionsTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f you@host";

    @Test
    void settingsBecomeTwoTextFiles() throws Exception {
        Map<String, byte[]> files = read(
                        "--hostname",
                        "kitchen",
                        "--set",
                        "pl011.baud=9600",
                        "--set",
                        "env.zone=UTC",
                        "--ssh-key",
                        KEY,
                        "--wifi",
                        "Ho\"me=correct horse")
                .files();
        assertEquals(
                "cortado.hostname=kitchen cortado.env.zone=UTC cortado.set.pl011.baud=9600\n",
                new String(files.get("cmdline.txt"), StandardCharsets.UTF_8));
        String access = new String(files.get("access.txt"), StandardCharsets.UTF_8);
        assertTrue(access.contains("\nssh-key " + KEY + "\n"), access);
        assertTrue(access.contains("\nwifi \"Ho\\\"me\" \"correct horse\"\n"), access);
    }

    @Test
    void withoutSettingsThereAreNoFiles() throws Exception {
        assertTrue(read().isEmpty());
        assertEquals(Map.of(), read().files());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--hostname | kit_chen | 'kit_chen' is no host name: 1 to 63 letters, digits and inner hyphens were expected",
                "--set | baud=1 | --set: 'baud=1' found; PROCESS.KEY=VALUE or env.KEY=VALUE was expected, such as pl011.baud=9600",
                "--set | pl01.baud=1 | --set: there is no process 'pl01'; did you mean 'pl011'?; env.KEY=VALUE sets a parameter of every process",
                "--set | pl011.bawd=1 | --set: 'pl011' has no parameter 'bawd'; did you mean 'baud'?",
                "--set | shell.handle.x=1 | parameters that begin with 'handle.' are the supervisor's to give",
                "--wifi | Home=@nowhere.txt | --wifi: there is no file nowhere.txt with the passphrase of Home",
                "--wifi | Home=short | --wifi: the passphrase of Home is not 8 to 63 printable ASCII letters, which WPA2 asks for",
            })
    void nonsenseIsRefusedWithWhatWasExpected(String option, String value, String message) {
        CommandException e = assertThrows(CommandException.class, () -> read(option, value));
        assertEquals(message, e.getMessage());
        assertEquals(Exit.USAGE, e.status());
    }

    @Test
    void aPrivateKeyIsNotBakedIn() {
        CommandException e = assertThrows(
                CommandException.class, () -> read("--ssh-key", "-----BEGIN OPENSSH PRIVATE KEY----- AAAA"));
        assertTrue(e.getMessage().contains("is a private key, which must not leave this computer"), e.getMessage());
    }

    private static CardSettings read(String... words) throws Exception {
        return SettingsOptions.read(DefaultParser.builder().get().parse(SettingsOptions.card(), words), Project.find());
    }
}

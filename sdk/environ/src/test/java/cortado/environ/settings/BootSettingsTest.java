package cortado.environ.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootSettingsTest {
    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        BootSettings settings = new BootSettings();
        settings.set("shell", "motd", "good morning = fine");
        settings.set("env", "zone", "UTC");
        settings.set("pl011", "baud", "9600");
        settings.hostname("kitchen");
        String text = settings.text();
        assertEquals(
                "cortado.hostname=kitchen cortado.env.zone=UTC cortado.set.pl011.baud=9600"
                        + " cortado.set.shell.motd=\"good morning = fine\"",
                text);
        List<String> complaints = new ArrayList<>();
        BootSettings back = BootSettings.parse("console=ttyS0 " + text + " quiet", complaints);
        assertEquals(List.of(), complaints);
        assertEquals(text, back.text());
        assertEquals(Map.of("hostname", "kitchen", "zone", "UTC", "motd", "good morning = fine"), back.of("shell"));
        assertEquals(Map.of("hostname", "kitchen", "zone", "UTC"), back.of("supervisor"));
        assertEquals(List.of("pl011", "shell"), back.processes());
    }

    @Test
    void wordsThatMakeNoSenseAreIgnoredAndComplainedAbout() {
        List<String> complaints = new ArrayList<>();
        BootSettings settings = BootSettings.parse(
                "cortado.hostname=-x cortado.nothing=1 cortado.hostname cortado.set.shell=1 cortado.env.A=1",
                complaints);
        assertTrue(settings.isEmpty());
        assertEquals(5, complaints.size(), complaints.toString());
        assertEquals(
                "the boot argument 'cortado.hostname=-x' is ignored: '-x' is no host name: 1 to 63 letters, digits and"
                        + " inner hyphens were expected",
                complaints.getFirst());
    }

    @Test
    void authorityComesFromNoSetting() {
        for (String key :
                List.of("handle.authority", "mmio.0.offset", "device.node", "arg.0", "boot.partition", "hostname")) {
            assertThrows(BootSettings.InvalidException.class, () -> new BootSettings().set("shell", key, "0"), key);
        }
    }

    @Test
    void everyProcessHearsWhichPartitionWasBooted() {
        BootSettings settings = new BootSettings();
        assertEquals(Map.of(), settings.of("shell"));
        settings.bootPartition(3);
        assertEquals(Map.of("boot.partition", "3"), settings.of("shell"));
        assertEquals("", settings.text());
    }
}

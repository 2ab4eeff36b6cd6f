package cortado.flash.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigTxtTest {
    private static final String TEXT = """
            # a comment
            arm_64bit=1
            kernel=first.img
            kernel_address = 0x80000
            initramfs cortado.cpio followkernel
            dtoverlay=miniuart-bt
            dtparam=audio=on
            [pi3]
            kernel=third.img
            [pi4]
            kernel=fourth.img
            enable_uart=1
            [pi5]
            kernel=fifth.img
            [none]
            kernel=nobodys.img
            [EDID=VSC-TD2220]
            kernel=displays.img
            [all]
            gpu_mem=16
            """;

    @Test
    void theLastValueInASectionThatHoldsWins() {
        assertEquals(Optional.of("fourth.img"), ConfigTxt.parse(TEXT, "pi4").value("kernel"));
        assertEquals(Optional.of("fifth.img"), ConfigTxt.parse(TEXT, "pi5").value("kernel"));
        assertEquals(Optional.of("first.img"), ConfigTxt.parse(TEXT, "pi400").value("kernel"));
    }

    @Test
    void sectionsOfOtherModelsDoNotCount() {
        assertTrue(ConfigTxt.parse(TEXT, "pi4").isOn("enable_uart"));
        assertFalse(ConfigTxt.parse(TEXT, "pi5").isOn("enable_uart"));
        assertEquals(Optional.of(16L), ConfigTxt.parse(TEXT, "pi5").number("gpu_mem"));
    }

    @Test
    void theBundleHasALineOfItsOwnForm() {
        ConfigTxt config = ConfigTxt.parse(TEXT, "pi4");
        assertEquals(Optional.of(new ConfigTxt.Initramfs("cortado.cpio", "followkernel")), config.initramfs());
        assertEquals(Optional.of(0x80000L), config.number("kernel_address"));
        assertEquals(List.of("dtoverlay=miniuart-bt", "dtparam=audio=on"), config.overlays());
    }

    @Test
    void aLineThatIsNoSettingIsAnErrorWithItsNumber() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> ConfigTxt.parse("arm_64bit=1\nkernel kernel8.img\n", "pi4"));
        assertEquals("config.txt:2: 'kernel kernel8.img' found; 'key=value' was expected", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> ConfigTxt.parse("initramfs x\n", "pi4"));
        assertEquals(
                "config.txt:1: 'initramfs x' found; 'initramfs FILE followkernel' or 'initramfs FILE 0xADDRESS' was"
                        + " expected",
                e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> ConfigTxt.parse("[pi4\n", "pi4"));
        assertEquals("config.txt:1: '[pi4' found; ']' was expected at the section's end", e.getMessage());
    }
}

package cortado.flash.skeleton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.flash.command.CommandException;
import cortado.flash.pipeline.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverSkeletonTest {
    @TempDir
    Path folder;

    @Test
    void aNameThatAServerHasIsRefused() throws Exception {
        Files.createDirectories(folder.resolve("rootfs"));
        Files.writeString(folder.resolve("rootfs/system.yaml"), "drivers:\n  - pl011\nrun:\n  - shell\n");
        DriverSkeleton skeleton = new DriverSkeleton(new Project(folder), "shell", "acme,adc");
        CommandException e = assertThrows(CommandException.class, skeleton::create);
        assertEquals("'shell' is a program of rootfs/system.yaml already; choose another name", e.getMessage());
        assertFalse(Files.exists(folder.resolve("drivers")), "nothing is written");
    }

    @ParameterizedTest
    @CsvSource({
        "acme-adc, cortado.driver.acme.adc.AcmeAdc",
        "acme-3, cortado.driver.acme3.Acme3",
        "acme-switch, cortado.driver.acmeswitch.AcmeSwitch",
        "switch, cortado.driver.switchdriver.Switch",
        "message, cortado.driver.message.MessageDriver",
        "string, cortado.driver.string.StringDriver"
    })
    void aNameThatMeansSomethingInJavaStillCompiles(String name, String main) throws Exception {
        assertEquals(main, new DriverSkeleton(new Project(Path.of("nowhere")), name, "acme,adc").main());
    }
}

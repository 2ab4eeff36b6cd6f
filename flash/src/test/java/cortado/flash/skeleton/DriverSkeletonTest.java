package cortado.flash.skeleton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cortado.flash.pipeline.Project;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverSkeletonTest {
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

package cortado.environ.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cortado.environ.spec.ProcessSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {
    private static final ProcessSpec SERIAL = Trees.driver("pl011", "serial", "arm,pl011");

    @Test
    void servicesAlikeAreNumbered() {
        Wiring wiring = new Wiring(List.of(new Wiring.Member("pl011", SERIAL), new Wiring.Member("pl011.2", SERIAL)));
        assertEquals(Map.of("serial", "pl011", "serial.2", "pl011.2"), wiring.providers());
        assertEquals("pl011.2", wiring.provider("serial.2"));
        assertNull(wiring.provider("serial.3"));
    }

    @Test
    void whatIsMissingIsSaidWithTheNearestNameUnlessItIsOptional() {
        ProcessSpec shell = Trees.user("shell", "serail", "serial", "block?");
        Wiring wiring = new Wiring(List.of(new Wiring.Member("pl011", SERIAL), new Wiring.Member("shell", shell)));
        List<Wiring.Missing> missing = wiring.missing();
        assertEquals(1, missing.size());
        assertEquals(
                "no process provides 'serail'; did you mean 'serial'?",
                missing.get(0).text());
    }
}

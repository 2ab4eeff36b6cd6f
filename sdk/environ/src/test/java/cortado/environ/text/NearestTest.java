package cortado.environ.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void eachEditCostsOne() {
        assertEquals(0, Nearest.distance("serial", "serial"));
        assertEquals(1, Nearest.distance("serial", "seril"));
        assertEquals(1, Nearest.distance("serial", "serrial"));
        assertEquals(1, Nearest.distance("serial", "sirial"));
        assertEquals(1, Nearest.distance("serial", "seiral"));
        assertEquals(6, Nearest.distance("", "serial"));
    }

    @Test
    void theNearestIsFoundAndTheFarAreNot() {
        assertEquals("serial", Nearest.to("seral", List.of("block", "serial", "system")));
        assertEquals("provides", Nearest.to("provids", List.of("uses", "provides")));
        assertNull(Nearest.to("banana", List.of("block", "serial", "system")));
        assertNull(Nearest.to("x", List.of("y", "z")));
        assertEquals("", Nearest.suggestion("banana", List.of("block")));
    }

    @Test
    void aSlipIsSmallAgainstTheName() {
        assertTrue(Nearest.isSlip("interupts", "interrupts"));
        assertTrue(Nearest.isSlip("ref", "reg"));
        assertFalse(Nearest.isSlip("up", "ok"));
        assertFalse(Nearest.isSlip("same", "same"));
    }
}

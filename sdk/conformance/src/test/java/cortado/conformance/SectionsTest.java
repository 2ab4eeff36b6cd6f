package cortado.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SectionsTest {
    @Test
    void cutsTheOutputAtItsHeaders() {
        Sections sections = Sections.of("noise\n=== A\none\r\ntwo\n=== B\n=== end\nmore noise\n");
        assertEquals(List.of("one", "two"), sections.lines().get("A"));
        assertEquals(List.of(), sections.lines().get("B"));
        assertTrue(sections.complete());
    }

    @Test
    void noticesThatTheImageDidNotEnd() {
        Sections sections = Sections.of("=== A\none\n");
        assertFalse(sections.complete());
        assertEquals(List.of("one"), sections.lines().get("A"));
    }

    @Test
    void saysWhereTwoOutputsPart() {
        assertNull(Sections.difference("A", List.of("x"), List.of("x")));
        assertEquals(
                "A differs in line 2 of 2:\n  JVM   y\n  board z\n  after x",
                Sections.difference("A", List.of("x", "y"), List.of("x", "z")));
        assertEquals(
                "A differs in line 1 of 1:\n  JVM   x\n  board (nothing more)",
                Sections.difference("A", List.of("x"), List.of()));
        assertTrue(Sections.difference("A", List.of("x"), null).contains("never ran"));
    }
}

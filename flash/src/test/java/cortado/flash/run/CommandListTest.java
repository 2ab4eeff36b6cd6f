package cortado.flash.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandListTest {
    @Test
    void commandsEndAtSemicolonsAndLineEnds() {
        assertEquals(List.of("ps", "echo a b", "mem"), CommandList.split(" ps;echo a b ;\n mem;"));
    }

    @Test
    void quotesAndBackslashesKeepSemicolons() {
        assertEquals(
                List.of("echo 'a;b' \"c;\\\";d\" e\\;f", "ps"), CommandList.split("echo 'a;b' \"c;\\\";d\" e\\;f; ps"));
    }

    @Test
    void severalOptionsAreOneList() {
        assertEquals(List.of("ps", "mem", "echo 'a"), CommandList.of("ps; mem", "echo 'a"));
    }

    @Test
    void nothingIsNoCommand() {
        assertEquals(List.of(), CommandList.split(" ; ;\n"));
    }
}

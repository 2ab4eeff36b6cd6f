package cortado.app.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.app.linux.LinuxOptions.Action;
import cortado.app.linux.LinuxOptions.UsageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinuxOptionsTest {
    private static LinuxOptions parse(String... arguments) throws UsageException {
        return LinuxOptions.parse(List.of(arguments));
    }

    private static String error(String... arguments) {
        return assertThrows(UsageException.class, () -> parse(arguments)).getMessage();
    }

    @Test
    void optionsEndAtTheProgramWhoseOwnTheyThenAre() throws UsageException {
        LinuxOptions options = parse("-e", "A=b=c", "--cpus", "2", "--memory", "128M", "ls", "-e", "--help");
        assertEquals(Map.of("A", "b=c"), options.variables);
        assertEquals(2, options.cpus);
        assertEquals(128L << 20, options.memory);
        assertEquals(List.of("ls", "-e", "--help"), options.words);
        assertEquals(Action.RUN, options.action);
    }

    @Test
    void listAndKillAreCommandsUnlessTheyAreTheGuests() throws UsageException {
        assertEquals(Action.LIST, parse("ps").action);
        assertEquals(Action.KILL, parse("kill", "vmm").action);
        assertEquals(Action.RUN, parse("--", "ps").action);
        assertEquals(Action.HELP, parse("--help").action);
        assertEquals(List.of(), parse().words);
    }

    @Test
    void misuseIsNamed() {
        assertEquals("there is no option --fast", error("--fast"));
        assertEquals("after -e its value is missing", error("-e"));
        assertEquals("'MODE' is no variable; NAME=VALUE was expected", error("-e", "MODE", "env"));
        assertEquals("'many' is no number of CPUs", error("--cpus", "many"));
        assertEquals("'linux ps' takes nothing more; 'linux -- ps' runs the guest's", error("ps", "-a"));
        assertEquals("'linux kill' takes the name of a virtual machine from 'linux ps'", error("kill"));
    }
}

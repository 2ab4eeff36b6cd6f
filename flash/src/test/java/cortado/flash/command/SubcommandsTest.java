package cortado.flash.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.disk.DiskFormatException;
import cortado.flash.output.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.junit.jupiter.api.Test;

class SubcommandsTest {
    /** A subcommand that says what it was given. */
    private static final class Brew implements Subcommand {
        private String given;

        @Override
        public String name() {
            return "brew";
        }

        @Override
        public String arguments() {
            return "[BEAN]";
        }

        @Override
        public String summary() {
            return "make coffee";
        }

        @Override
        public Options options() {
            return new Options()
                    .addOption(Option.builder()
                            .longOpt("milk")
                            .hasArg()
                            .argName("ML")
                            .desc("how much")
                            .get());
        }

        @Override
        public String details() {
            return "Example:\n  ./cortado brew --milk 20\n";
        }

        @Override
        public int run(CommandLine line, Output output) throws IOException {
            if (line.getArgList().contains("nowhere")) {
                Files.readString(Path.of("nowhere"));
            }
            if (line.getArgList().contains("noise")) {
                throw new DiskFormatException("sector 0 is noise");
            }
            given = line.getOptionValue("milk") + " " + line.getArgList();
            return 7;
        }
    }

    private final Brew brew = new Brew();

    private record Result(int status, String out, String err) {}

    @Test
    void theNamedSubcommandRunsAndItsStatusIsTheResult() throws Exception {
        assertEquals(7, run("brew", "--milk", "20", "arabica").status());
        assertEquals("20 [arabica]", brew.given);
    }

    @Test
    void aMisspeltSubcommandGetsTheNearest() throws Exception {
        Result result = run("brwe");
        assertEquals(Exit.USAGE, result.status());
        assertEquals(
                "cortado: there is no subcommand `brwe` (did you mean brew?); `./cortado help` lists them\n",
                result.err());
    }

    @Test
    void aMisspeltOptionGetsTheNearest() throws Exception {
        Result result = run("brew", "--mlik", "20");
        assertEquals(Exit.USAGE, result.status());
        assertEquals(
                "cortado: `brew` has no option --mlik (did you mean --milk?); `./cortado help brew` lists its options\n",
                result.err());
    }

    @Test
    void anOptionWithoutItsValueIsNamedWithWhatItNeeds() throws Exception {
        Result result = run("brew", "--milk");
        assertEquals(Exit.USAGE, result.status());
        assertEquals("cortado: --milk needs ML behind it\n", result.err());
    }

    @Test
    void aFileThatCannotBeReadIsNoBug() throws Exception {
        Result missing = run("brew", "nowhere");
        assertEquals(Exit.IO, missing.status());
        assertEquals("cortado: there is no nowhere\n", missing.err());
        Result noise = run("brew", "noise");
        assertEquals(Exit.VERIFICATION, noise.status());
        assertEquals("cortado: sector 0 is noise\n", noise.err());
        Result traced = run("brew", "noise", "--verbose");
        assertTrue(traced.err().contains("\tat cortado.flash.command.SubcommandsTest"), traced.err());
    }

    @Test
    void helpListsSubcommandsAndExitStatuses() throws Exception {
        String help = run("help").out();
        assertTrue(help.contains("  brew [BEAN]              make coffee\n"), help);
        assertTrue(help.contains("  124      `run --exec` took longer than --timeout\n"), help);
    }

    @Test
    void everySubcommandThatHelpListsHasHelp() throws Exception {
        assertTrue(run("help", "help").out().startsWith("usage: ./cortado help [SUBCOMMAND]\n"));
        assertTrue(run("help", "test").out().startsWith("usage: ./cortado test [MAVEN OPTIONS]\n"));
        Result two = run("help", "brew", "run");
        assertEquals(Exit.USAGE, two.status());
        assertEquals("cortado: `help brew run` found; `help` or `help SUBCOMMAND` was expected\n", two.err());
    }

    @Test
    void helpAboutOneSubcommandShowsOptionsAndExamples() throws Exception {
        assertEquals("""
                usage: ./cortado brew [options] [BEAN]

                make coffee

                  --milk ML  how much

                Example:
                  ./cortado brew --milk 20
                """, run("help", "brew").out());
        assertEquals(run("help", "brew").out(), run("brew", "--help").out());
    }

    private Result run(String... arguments) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int status = new Subcommands(List.of(brew)).run(arguments);
            return new Result(
                    status, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}

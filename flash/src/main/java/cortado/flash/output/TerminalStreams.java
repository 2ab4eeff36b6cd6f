package cortado.flash.output;

import cortado.flash.output.Output.Stream;
import java.util.EnumSet;
import java.util.Set;

/** Which of the process's streams are a person's terminal. The launcher asks the system, which Java cannot. */
final class TerminalStreams {
    /** Set by {@code flash/launcher/reactor.sh}: any of {@code in,out,err}. */
    private static final String PROPERTY = "cortado.terminals";

    private TerminalStreams() {}

    static Set<Stream> ofProcess() {
        String named = System.getProperty(PROPERTY, "");
        Set<Stream> terminals = EnumSet.noneOf(Stream.class);
        if (named.contains("in")) {
            terminals.add(Stream.IN);
        }
        if (named.contains("out")) {
            terminals.add(Stream.OUT);
        }
        if (named.contains("err")) {
            terminals.add(Stream.ERR);
        }
        return terminals;
    }

    /** The convention of no-color.org: a variable that is set and not empty; and a terminal that can do it. */
    static boolean wantColour() {
        String refused = System.getenv("NO_COLOR");
        return (refused == null || refused.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }
}

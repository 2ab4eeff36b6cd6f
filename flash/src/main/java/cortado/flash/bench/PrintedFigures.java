package cortado.flash.bench;

import cortado.flash.run.GuestSession.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a command that measures prints in the guest: lines {@code bench NAME VALUE UNIT} among others. */
final class PrintedFigures {
    private static final Pattern LINE = Pattern.compile("bench (\\S+) (-?\\d+) (\\S+)");

    /** Knows what a figure's name means. */
    interface Meaning {
        /** The figure for a table. */
        Figure figure(String name, long value, String unit);
    }

    private PrintedFigures() {}

    /**
     * The figures that a command printed, in its order.
     *
     * @throws IllegalArgumentException if there is none, or the command failed
     */
    static List<Figure> of(String command, Reply reply, Meaning meaning) {
        List<Figure> figures = new ArrayList<>();
        for (String line : reply.lines()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                figures.add(meaning.figure(matcher.group(1), Long.parseLong(matcher.group(2)), matcher.group(3)));
            }
        }
        if (reply.status() != 0 || figures.isEmpty()) {
            throw new IllegalArgumentException("`" + command + "` ended with status " + reply.status() + " and printed "
                    + figures.size() + " figures; status 0 and some were expected:\n" + reply.output());
        }
        return figures;
    }
}

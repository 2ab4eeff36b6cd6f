package cortado.environ.source;

import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.text.Nearest;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what dtc and the preprocessor say into our own form: place, node, what was expected, the nearest name. */
final class DtcMessages {
    /** {@code Error: FILE:LINE.COLUMN-… TEXT}. */
    private static final Pattern PARSER = Pattern.compile("Error: (.+?):(\\d+)\\.(\\d+)(?:-\\S+)? (.*)");
    /** {@code FILE:LINE.COLUMN-…: ERROR (CHECK): NODE:PROPERTY: TEXT}, the property being left out at times. */
    private static final Pattern CHECK =
            Pattern.compile("(.+?):(\\d+)\\.(\\d+)(?:-\\S+)?: ERROR \\((\\w+)\\): (/[^:]*)(?::([^:\\s]+))?: (.*)");
    /** {@code FILE:LINE:COLUMN: error: TEXT}. */
    private static final Pattern PREPROCESSOR = Pattern.compile("(.+?):(\\d+):(\\d+): (?:fatal )?error: (.*)");

    private static final Pattern NO_LABEL = Pattern.compile("Label or path (\\S+) not found");
    private static final Pattern NO_REFERENCE = Pattern.compile("Reference to non-existent node or label \"(.*)\"");
    private static final Pattern DUPLICATE_LABEL = Pattern.compile("Duplicate label '(\\S+)' on (\\S+) and (\\S+)");
    private static final Pattern DUPLICATE_PHANDLE =
            Pattern.compile("duplicated phandle (\\S+) \\(seen before at (\\S+)\\)");

    private final Path folder;
    private final Set<String> labels;
    private final Diagnostics diagnostics;

    DtcMessages(Path folder, Set<String> labels, Diagnostics diagnostics) {
        this.folder = folder;
        this.labels = labels;
        this.diagnostics = diagnostics;
    }

    /** Reports every message of a known form, or else the first line as it is. */
    void report(String messages, String file) {
        boolean placed = false;
        for (String line : messages.lines().toList()) {
            placed |= isReported(line);
        }
        if (!placed) {
            String text = messages.lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("dtc failed and did not say why");
            diagnostics.error(Position.of(file), "", text);
        }
    }

    private boolean isReported(String line) {
        Matcher parser = PARSER.matcher(line);
        if (parser.matches()) {
            diagnostics.error(position(parser), "", parsed(position(parser), parser.group(4)));
            return true;
        }
        Matcher check = CHECK.matcher(line);
        if (check.matches()) {
            String property = check.group(6) == null ? "" : ": " + check.group(6);
            diagnostics.error(position(check), check.group(5) + property, checked(check.group(4), check.group(7)));
            return true;
        }
        Matcher preprocessor = PREPROCESSOR.matcher(line);
        if (preprocessor.matches()) {
            diagnostics.error(position(preprocessor), "", preprocessor.group(4));
            return true;
        }
        return false;
    }

    private static Position position(Matcher matcher) {
        return new Position(matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    private String parsed(Position position, String text) {
        Matcher label = NO_LABEL.matcher(text);
        if (label.matches()) {
            return noLabel(label.group(1));
        }
        return switch (text) {
            case "syntax error" -> SyntaxHint.at(folder.resolve(position.file()), position);
            case "Properties must precede subnodes" ->
                "a property behind a child node; properties come first in a node";
            case "Value out of range for 32-bit array element" -> "a number of more than 32 bits in a cell";
            default -> text;
        };
    }

    private String checked(String check, String text) {
        Matcher reference = NO_REFERENCE.matcher(text);
        if (reference.matches()) {
            return noLabel(reference.group(1));
        }
        Matcher label = DUPLICATE_LABEL.matcher(text);
        if (label.matches()) {
            return "the label '" + label.group(1) + "' is also on " + label.group(3);
        }
        Matcher phandle = DUPLICATE_PHANDLE.matcher(text);
        if (phandle.matches()) {
            return "the phandle " + phandle.group(1) + " is also that of " + phandle.group(2);
        }
        return switch (check) {
            case "duplicate_node_names" -> "a second node of this name in the same parent";
            case "duplicate_property_names" -> "given twice in one node";
            default -> text;
        };
    }

    private String noLabel(String name) {
        return "no node has the label '" + name + "'" + Nearest.suggestion(name, labels);
    }
}

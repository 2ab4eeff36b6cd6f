package cortado.environ.yaml;

import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Opens YAML 1.2 files. */
final class YamlFile {
    private YamlFile() {}

    /**
     * The top level of a file, which has to be a mapping; nothing, and a diagnostic, if it is not.
     *
     * @param shown the file's name in messages
     */
    static Optional<Section> open(Path file, String shown, Diagnostics diagnostics) {
        Optional<String> text = read(file, shown, diagnostics);
        return text.flatMap(content -> parse(content, shown, diagnostics));
    }

    private static Optional<String> read(Path file, String shown, Diagnostics diagnostics) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            diagnostics.error(Position.of(shown), "", "no such file");
        } catch (MalformedInputException e) {
            diagnostics.error(Position.of(shown), "", "not UTF-8");
        } catch (IOException e) {
            diagnostics.error(Position.of(shown), "", "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<Section> parse(String text, String shown, Diagnostics diagnostics) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(shown)
                .setUseMarks(true)
                .setSchema(new CoreSchema())
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return Optional.of(new Section(shown, "", mapping, diagnostics));
            }
            diagnostics.error(new Position(shown, 1, 1), "", "a mapping of keys to values was expected");
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark().map(mark -> position(shown, mark)).orElse(Position.of(shown));
            String context = e.getContext() == null ? "" : " " + e.getContext();
            diagnostics.error(at, "", "not YAML: " + e.getProblem() + context);
        } catch (YamlEngineException e) {
            diagnostics.error(Position.of(shown), "", "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    static Position position(String shown, Mark mark) {
        return new Position(shown, mark.getLine() + 1, mark.getColumn() + 1);
    }
}

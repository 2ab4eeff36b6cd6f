package cortado.flash.rig;

import cortado.environ.report.Position;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Where in a YAML file each key stands; keys in mappings below others have dots between them. */
final class KeyPlaces {
    private final Map<String, Position> places = new HashMap<>();
    private final String shown;

    /**
     * Looks for them.
     *
     * @param shown the file's name in messages
     * @param text YAML that was read already
     */
    KeyPlaces(String shown, String text) {
        this.shown = shown;
        LoadSettings settings =
                LoadSettings.builder().setLabel(shown).setUseMarks(true).build();
        new Compose(settings).composeString(text).ifPresent(root -> enter("", root));
    }

    private void enter(String path, Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    String name = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
                    key.getStartMark()
                            .ifPresent(mark ->
                                    places.put(name, new Position(shown, mark.getLine() + 1, mark.getColumn() + 1)));
                    enter(name, tuple.getValueNode());
                }
            }
        }
    }

    /** The place of a key, or of the one that it would be below, or the file as a whole. */
    Position of(String key) {
        String path = key;
        while (!places.containsKey(path) && path.indexOf('.') >= 0) {
            path = path.substring(0, path.lastIndexOf('.'));
        }
        return places.getOrDefault(path, Position.of(shown));
    }
}

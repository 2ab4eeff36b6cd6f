package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.List;

/** Much garbage around a growing list of survivors, over and over. */
final class SurvivingLists {
    private record Node(int value, String text, Node previous) {}

    static void main() {
        long checksum = 0;
        for (int round = 0; round < 6; round++) {
            List<Node> kept = new ArrayList<>();
            Node last = null;
            for (int i = 0; i < 30000; i++) {
                Node made = new Node(i, "n" + i, i % 10 == 0 ? last : null);
                if (i % 17 == 0) {
                    kept.add(made);
                    last = made;
                }
            }
            for (Node node : kept) {
                checksum = checksum * 31
                        + node.value()
                        + node.text().length()
                        + (node.previous() == null ? 0 : node.previous().value());
            }
            for (int i = kept.size() - 1; i >= 0; i -= 2) {
                kept.remove(i);
            }
            say(round, kept.size(), checksum, kept.get(kept.size() / 2).text());
        }
    }
}

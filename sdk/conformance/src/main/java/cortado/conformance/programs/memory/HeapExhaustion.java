package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.List;

/** Running out of heap throws an error that can be caught; what was held becomes free again. */
final class HeapExhaustion {
    private static final class Link {
        private final Link next;
        private final long[] weight = new long[16];

        Link(Link next) {
            this.next = next;
        }
    }

    static void main() {
        for (int round = 0; round < 3; round++) {
            List<byte[]> blocks = new ArrayList<>();
            try {
                while (true) {
                    blocks.add(new byte[100_000]);
                }
            } catch (OutOfMemoryError e) {
                int held = blocks.size();
                blocks = null;
                say("caught", e.getMessage(), held > 20);
            }
        }
        Link chain = null;
        int links = 0;
        try {
            while (true) {
                chain = new Link(chain);
                links++;
            }
        } catch (OutOfMemoryError e) {
            int counted = 0;
            for (Link at = chain; at != null; at = at.next) {
                counted += at.weight.length == 16 ? 1 : 1000;
            }
            chain = null;
            say("chain", counted == links, links > 1000);
        }
        try {
            int[][] tooMuch = new int[30_000][30_000];
            say("not reached", tooMuch.length);
        } catch (OutOfMemoryError e) {
            say("matrix", e.getMessage());
        }
        int sum = 0;
        for (int i = 0; i < 1000; i++) {
            sum += new int[1000].length;
        }
        say("still working", sum, "text".repeat(1000).length());
    }
}

package cortado.flash.transfer;

import cortado.flash.map.BlockMap;
import cortado.flash.map.MappedRange;
import cortado.flash.map.Sha256;
import cortado.flash.target.Buffers;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The first and the last block of every range that was written, to be read once more when all is. A card that has less
 * room than it says puts what is written beyond its end over what it held before, which may have been read back by
 * then; it does so in stretches of mebibytes, which no range can lie under with both its ends uncovered.
 */
final class Edges {
    private record Edge(MappedRange range, long offset, int length, String sha256) {}

    private final List<Edge> edges = new ArrayList<>();

    /** Remembers the ends of a range with this content. */
    void add(MappedRange range, ByteBuffer content) {
        int last = (range.length() - 1) / BlockMap.BLOCK * BlockMap.BLOCK;
        add(range, content, 0);
        if (last > 0) {
            add(range, content, last);
        }
    }

    private void add(MappedRange range, ByteBuffer content, int at) {
        int length = Math.min(BlockMap.BLOCK, range.length() - at);
        edges.add(new Edge(range, range.offset() + at, length, Sha256.of(content.slice(at, length))));
    }

    /** The ranges of which an end is not on the card any more, in ascending order. */
    List<MappedRange> differing(Target target, StopSignal stop) throws TargetException, StopSignal.StoppedException {
        ByteBuffer blocks = Buffers.aligned(2 * BlockMap.BLOCK);
        List<MappedRange> differing = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            stop.check();
            Edge edge = edges.get(i);
            // Most ranges end where the next begins: one access for both.
            boolean pair = i + 1 < edges.size() && edges.get(i + 1).offset() == edge.offset() + BlockMap.BLOCK;
            Edge last = pair ? edges.get(++i) : edge;
            int before = (int) (last.offset() - edge.offset());
            blocks.clear().limit(before + (target.sector() == 1 ? last.length() : BlockMap.BLOCK));
            target.read(blocks, edge.offset());
            compare(edge, blocks.slice(0, edge.length()), differing);
            compare(last, blocks.slice(before, last.length()), differing);
        }
        return differing;
    }

    private static void compare(Edge edge, ByteBuffer content, List<MappedRange> differing) {
        boolean holds = Sha256.of(content).equals(edge.sha256());
        if (!holds && (differing.isEmpty() || !differing.getLast().equals(edge.range()))) {
            differing.add(edge.range());
        }
    }
}

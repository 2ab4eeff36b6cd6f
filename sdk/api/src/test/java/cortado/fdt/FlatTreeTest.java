package cortado.fdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlatTreeTest {
    private static byte[] blob;
    private static FlatTree tree;

    @BeforeAll
    static void compile() throws IOException {
        blob = Blob.board();
        tree = new FlatTree(blob);
    }

    @Test
    void acceptsWhatDtcWrites() {
        assertEquals(FlatStatus.OK, tree.status());
        assertEquals(blob.length, tree.size());
        assertEquals(0, tree.root());
        assertEquals(tree.root(), tree.path("/"));
    }

    @Test
    void findsNodesWithAndWithoutUnitAddress() {
        int uart = tree.path("/soc/serial@7e201000");
        assertTrue(uart > 0);
        assertEquals(uart, tree.path("/soc/serial"));
        assertEquals(uart, tree.child(tree.path("/soc"), "serial"));
        assertEquals(tree.path("/soc"), tree.parent(uart));
        assertEquals(FlatTree.ABSENT, tree.path("/soc/seria"));
        assertEquals(FlatTree.ABSENT, tree.path("/soc/serial@7e20100"));
        assertEquals(FlatTree.ABSENT, tree.path("soc"));
        assertEquals(FlatTree.ABSENT, tree.path(""));
    }

    @Test
    void anOffsetThatIsNoNodeFindsNothing() {
        int uart = tree.path("/soc/serial");
        for (int offset : new int[] {-1, 1, uart + 1, uart + 4, Integer.MAX_VALUE, Integer.MIN_VALUE, blob.length}) {
            assertFalse(tree.isNode(offset));
            assertEquals(FlatTree.ABSENT, tree.parent(offset));
            assertEquals(FlatTree.ABSENT, tree.firstChild(offset));
            assertEquals(FlatTree.ABSENT, tree.nextSibling(offset));
            assertEquals(FlatTree.ABSENT, tree.property(offset, "reg"));
            assertEquals(0, tree.phandle(offset));
        }
    }

    @Test
    void visitsEveryNodeOnceInBothWays() {
        int count = 0;
        for (int node = tree.root(); node >= 0; node = tree.nextNode(node)) {
            assertEquals(node, tree.nodeAt(count));
            count++;
        }
        assertEquals(tree.nodeCount(), count);
        assertEquals(count, countBelow(tree.root()));
    }

    private static int countBelow(int node) {
        int count = 1;
        for (int child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) {
            assertEquals(node, tree.parent(child));
            count += countBelow(child);
        }
        return count;
    }

    @Test
    void readsStringsAndCells() {
        int uart = tree.path("/soc/serial");
        int compatible = tree.property(uart, "compatible");
        assertTrue(tree.contains(compatible, "arm,pl011"));
        assertTrue(tree.contains(compatible, "arm,primecell"));
        assertFalse(tree.contains(compatible, "arm,prime"));
        assertFalse(tree.contains(compatible, "pl011"));
        assertFalse(tree.isString(compatible, "arm,pl011"));
        assertTrue(tree.isString(tree.property(tree.path("/psci"), "method"), "smc"));
        int reg = tree.property(uart, "reg");
        assertEquals(0x7e201000L, tree.cell(reg, 0));
        assertEquals(0x200, tree.cell(reg, 1));
        assertEquals(FlatTree.ABSENT, tree.cell(reg, 2));
        assertEquals(FlatTree.ABSENT, tree.cell(reg, -1));
        assertEquals(0x7e201000_00000200L, tree.cells(reg, 0, 2));
        assertEquals(FlatTree.MALFORMED, tree.cells(tree.property(tree.path("/soc"), "dma-ranges"), 0, 2));
    }

    @Test
    void followsPhandles() {
        int gic = tree.path("/soc/interrupt-controller");
        assertEquals(gic, tree.byPhandle(tree.phandle(gic)));
        assertEquals(FlatTree.ABSENT, tree.byPhandle(0));
        assertEquals(FlatTree.ABSENT, tree.byPhandle(-1));
        assertEquals(FlatTree.ABSENT, tree.byPhandle(12345));
    }

    @Test
    void aDisabledBusDisablesWhatIsOnIt() {
        assertTrue(tree.isEnabled(tree.path("/soc/serial")));
        assertFalse(tree.isEnabled(tree.path("/soc/off")));
        assertFalse(tree.isEnabled(tree.path("/soc/off/child")));
    }

    @Test
    void findsByCompatible() {
        assertEquals(tree.root(), tree.nextCompatible(FlatTree.ABSENT, "test,family"));
        assertEquals(FlatTree.ABSENT, tree.nextCompatible(tree.root(), "test,family"));
        assertEquals(tree.path("/soc/serial"), tree.nextCompatible(FlatTree.ABSENT, "arm,primecell"));
    }

    @Test
    void readsTheReservationBlock() {
        assertEquals(2, tree.reservationCount());
        assertEquals(0x38000000L, tree.reservationAddress(1));
        assertEquals(0x8000000L, tree.reservationSize(1));
        assertEquals(FlatTree.ABSENT, tree.reservationSize(2));
    }

    @Test
    void saysWhyABlobIsRefused() {
        assertEquals(FlatStatus.NOT_A_TREE, new FlatTree(new byte[0]).status());
        assertEquals(FlatStatus.NOT_A_TREE, new FlatTree(new byte[64]).status());
        assertEquals(FlatStatus.HEADER, new FlatTree(Arrays.copyOf(blob, blob.length - 1)).status());
        assertEquals(FlatStatus.VERSION, withWord(20, 16).status());
        assertEquals(FlatStatus.HEADER, withWord(8, 0x7fff_fffc).status());
        assertEquals(FlatStatus.HEADER, withWord(12, -4).status());
        assertEquals(FlatStatus.HEADER, withWord(36, Integer.MAX_VALUE).status());
        assertEquals(FlatStatus.STRING, withWord(32, 4).status());
        assertEquals(FlatStatus.STRUCTURE, withWord(36, 64).status());
        FlatTree refused = withWord(FlatIndex.word(blob, 8), 7);
        assertEquals(FlatStatus.STRUCTURE, refused.status());
        assertEquals(FlatIndex.word(blob, 8), refused.faultOffset());
        assertEquals(FlatTree.ABSENT, refused.root());
    }

    private static FlatTree withWord(int at, int value) {
        byte[] changed = blob.clone();
        for (int i = 0; i < 4; i++) {
            changed[at + i] = (byte) (value >> (24 - 8 * i));
        }
        return new FlatTree(changed);
    }

    @Test
    void refusesNestingThatHasNoEnd() throws IOException {
        String deep = "n {".repeat(FlatIndex.MAX_DEPTH + 1) + "};".repeat(FlatIndex.MAX_DEPTH + 1);
        byte[] source = ("/dts-v1/; / {" + deep + "};").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(FlatStatus.TOO_LARGE, new FlatTree(Blob.compile(source)).status());
    }
}

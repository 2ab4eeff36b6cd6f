package cortado.flash.run;

import cortado.environ.settings.BootSettings;
import cortado.fdt.FlatTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The device tree of an emulated machine, out of that of the board: what the machine has not is taken away, as a
 * board's firmware does with what it did not find. Tokens are replaced in place with those that readers skip
 * (Devicetree Specification 0.4 §5.4.1, FDT_NOP), so that nothing else moves.
 */
final class MachineTree {
    private static final int STRUCTURE = 8;
    private static final int BEGIN_NODE = 1;
    private static final int END_NODE = 2;
    private static final int PROPERTY = 3;
    private static final int NOP = 4;

    private MachineTree() {}

    /**
     * A copy of a tree without some of its nodes and all that is below them. Paths that the tree does not have, and
     * what is no tree, are left as they are.
     */
    static byte[] without(byte[] tree, List<String> paths) {
        byte[] copy = tree.clone();
        for (String path : paths) {
            FlatTree flat = new FlatTree(copy);
            int node = flat.status() == 0 ? flat.path(path) : FlatTree.ABSENT;
            if (node >= 0) {
                remove(ByteBuffer.wrap(copy), node);
            }
        }
        return copy;
    }

    /** Says in a file with a tree which partition was booted, as a Raspberry Pi's firmware does. */
    static void booted(Path tree, int partition) throws IOException, InterruptedException {
        Process fdtput;
        try {
            fdtput = new ProcessBuilder(
                            "fdtput",
                            "--auto-path",
                            "--type",
                            "u",
                            tree.toString(),
                            BootSettings.FIRMWARE_NODE,
                            BootSettings.FIRMWARE_PARTITION,
                            Integer.toString(partition))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException("cannot run fdtput: install it, with 'apt-get install device-tree-compiler'", e);
        }
        String said = new String(fdtput.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (fdtput.waitFor() != 0) {
            throw new IOException("the card's device tree cannot be completed: " + said);
        }
    }

    /** @param node its offset in the structure block, which is known to be well-formed */
    private static void remove(ByteBuffer tree, int node) {
        int begin = tree.getInt(STRUCTURE) + node;
        int at = begin;
        int depth = 0;
        do {
            int token = tree.getInt(at);
            depth += token == BEGIN_NODE ? 1 : token == END_NODE ? -1 : 0;
            at = switch (token) {
                case BEGIN_NODE -> afterName(tree, at + 4);
                case PROPERTY -> align(at + 12 + tree.getInt(at + 4));
                default -> at + 4;
            };
        } while (depth > 0);
        for (int word = begin; word < at; word += 4) {
            tree.putInt(word, NOP);
        }
    }

    private static int afterName(ByteBuffer tree, int name) {
        int at = name;
        while (tree.get(at) != 0) {
            at++;
        }
        return align(at + 1);
    }

    private static int align(int offset) {
        return (offset + 3) & -4;
    }
}

package cortado.environ.bind;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import cortado.environ.tree.TreeFormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The supervisor binds whatever tree it is handed: a spoilt one may bind badly, but may not end it. */
class HostileTreeTest {
    private static final int ROUNDS = 3_000;

    @Test
    void bindingASpoiltTreeNeverThrows() throws IOException {
        byte[] whole = Trees.pi4Shape().flat().blob();
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            Random random = new Random(11);
            int bound = 0;
            for (int round = 0; round < ROUNDS; round++) {
                byte[] changed = whole.clone();
                for (int i = random.nextInt(12); i >= 0; i--) {
                    changed[40 + random.nextInt(changed.length - 40)] = (byte) random.nextInt();
                }
                bound += bind(changed) ? 1 : 0;
            }
            assertTrue(bound > ROUNDS / 10, bound + " trees could be read");
        });
    }

    private static boolean bind(byte[] blob) {
        try {
            DeviceTree tree = new DeviceTree(blob);
            Binder binder = new Binder(
                    tree,
                    List.of(
                            Trees.driver("pl011", "serial", "arm,pl011"),
                            Trees.identified("gpio", 1, "brcm,bcm2711-gpio")),
                    (node, block, offset) -> OptionalInt.of(offset));
            for (Binding binding : binder.bind()) {
                DeviceNode node = binding.node();
                assertTrue(node.path().startsWith("/"));
                node.windows();
                node.clockRate();
                assertTrue(node.registers().size() <= blob.length
                        && node.interrupts().size() <= blob.length);
            }
            return true;
        } catch (TreeFormatException e) {
            return false;
        }
    }
}

package cortado.fdt;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blobs changed at random: every question is asked of each, and none may throw or go on for ever. */
class HostileBlobTest {
    private static final int ROUNDS = 8_000;

    @Test
    void noMutationGetsPastTheChecks() throws IOException {
        byte[] board = Blob.board();
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            Random random = new Random(20_260_101);
            int accepted = 0;
            for (int round = 0; round < ROUNDS; round++) {
                byte[] changed = mutate(board.clone(), random);
                FlatTree tree = new FlatTree(changed);
                accepted += tree.status() == FlatStatus.OK ? 1 : 0;
                askEverything(tree, random);
            }
            // A test in which every blob is refused at the door, or none is, would test little.
            assertTrue(accepted > ROUNDS / 10 && accepted < ROUNDS * 9 / 10, accepted + " accepted");
        });
    }

    private static byte[] mutate(byte[] blob, Random random) {
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            // Half of the changes go to the header and the start of the structure, where they hurt most.
            int at = random.nextInt(random.nextBoolean() ? 200 : blob.length - 4);
            switch (random.nextInt(4)) {
                case 0 -> blob[at] = (byte) random.nextInt();
                case 1 -> blob[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> putWord(blob, at & ~3, random.nextInt(12));
                default -> putWord(blob, at & ~3, random.nextBoolean() ? -random.nextInt(64) : Integer.MAX_VALUE);
            }
        }
        if (random.nextInt(8) > 0) {
            putWord(blob, 0, 0xd00dfeed);
            putWord(blob, 4, blob.length);
        }
        return blob;
    }

    private static void putWord(byte[] blob, int at, int value) {
        for (int i = 0; i < 4; i++) {
            blob[at + i] = (byte) (value >> (24 - 8 * i));
        }
    }

    private static void askEverything(FlatTree tree, Random random) {
        Platform platform = new Platform(tree);
        platform.console();
        platform.psciConduit();
        platform.bundleStart();
        platform.bundleEnd();
        for (int node = platform.nextMemory(-1); node >= 0; node = platform.nextMemory(node)) {
            tree.isEnabled(node);
        }
        for (int node = platform.nextReserved(-1); node >= 0; node = platform.nextReserved(node)) {
            tree.isEnabled(node);
        }
        for (int node = platform.nextCpu(-1); node >= 0; node = platform.nextCpu(node)) {
            platform.cpuId(node);
            platform.startMethod(node);
            platform.releaseAddress(node);
        }
        for (int node = tree.root(); node >= 0; node = tree.nextNode(node)) {
            askNode(tree, node);
        }
        for (int i = 0; i < 16; i++) {
            int offset = i < 8 ? random.nextInt() : random.nextInt(tree.blob().length) & ~3;
            askNode(tree, offset);
            askProperty(tree, offset);
        }
        for (int i = -1; i <= tree.reservationCount(); i++) {
            tree.reservationAddress(i);
            tree.reservationSize(i);
        }
    }

    private static void askNode(FlatTree tree, int node) {
        Registers registers = new Registers(tree);
        Interrupts interrupts = new Interrupts(tree);
        int[] specifier = new int[Interrupts.MAX_CELLS];
        tree.nameLength(node);
        tree.isNamed(node, "serial");
        tree.isEnabled(node);
        tree.isCompatible(node, "arm,pl011");
        tree.byPhandle(tree.phandle(node));
        for (int i = -1; i <= Math.min(registers.count(node), 20); i++) {
            registers.address(node, i);
            registers.size(node, i);
        }
        for (int i = -1; i <= Math.min(registers.windowCount(node), 20); i++) {
            registers.windowMemory(node, i);
            registers.windowBusAddress(node, i);
            registers.windowSize(node, i);
        }
        registers.dmaAddress(node, 0x1000, 0x1000);
        for (int i = -1; i <= Math.min(interrupts.count(node), 20); i++) {
            if (interrupts.resolve(node, i, specifier) >= 0) {
                GicInterrupt.intid(specifier);
                GicInterrupt.isEdge(specifier);
            }
        }
        for (int property = tree.firstProperty(node); property >= 0; property = tree.nextProperty(property)) {
            askProperty(tree, property);
        }
    }

    private static void askProperty(FlatTree tree, int property) {
        tree.equalsAt(tree.propertyNameOffset(property), "compatible");
        for (int i = -1; i <= Math.min(tree.cellCount(property), 20); i++) {
            tree.cell(property, i);
            tree.cells(property, i, 2);
        }
        tree.number(property);
        tree.isString(property, "okay");
        tree.contains(property, "okay");
        tree.nextProperty(property);
    }
}

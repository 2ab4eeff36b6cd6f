package cortado.arch.aarch64;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The distributor of a GIC-400 for two CPUs whose interfaces are 0 and 2, as one of them sees it. */
final class SimulatedGic2 implements RegisterBlock {
    private static final int LINES = 160;

    final TreeSet<Integer> enabled = new TreeSet<>();
    final List<Integer> softwareInterrupts = new ArrayList<>();
    final int[] words = new int[0x1000 / 4];
    int ownTarget = 1;

    SimulatedGic2() {
        for (int line = 40; line < LINES; line += 3) {
            enabled.add(line);
        }
    }

    private static boolean within(int offset, int start, int bitsPerLine) {
        return offset >= start && offset < start + LINES * bitsPerLine / 8;
    }

    @Override
    public int load(int offset) {
        if (offset == Distributor.TYPER) {
            return (2 << 5) | (LINES / 32 - 1);
        }
        if (within(offset, Distributor.ITARGETSR, 8) && offset < Distributor.ITARGETSR + 32) {
            return ownTarget * 0x0101_0101;
        }
        return words[offset / 4];
    }

    @Override
    public void store(int offset, int value) {
        if (within(offset, Distributor.ISENABLER, 1)) {
            each(offset - Distributor.ISENABLER, value, true);
        } else if (within(offset, Distributor.ICENABLER, 1)) {
            each(offset - Distributor.ICENABLER, value, false);
        } else if (offset == Distributor.SGIR) {
            softwareInterrupts.add(value);
        } else if (within(offset, Distributor.ICFGR, 2) && isEnabledIn(offset)) {
            throw new AssertionError("the trigger of an enabled interrupt was changed");
        } else {
            words[offset / 4] = value;
        }
    }

    private boolean isEnabledIn(int offset) {
        int first = (offset - Distributor.ICFGR) * 4;
        return !enabled.subSet(first, first + 16).isEmpty() && first >= 32;
    }

    private void each(int byteOffset, int bits, boolean enable) {
        for (int i = 0; i < 32; i++) {
            int line = byteOffset * 8 + i;
            if (((bits >>> i) & 1) != 0) {
                if (enable) {
                    enabled.add(line);
                } else {
                    enabled.remove(line);
                }
            }
        }
    }

    int priority(int line) {
        return (words[(Distributor.IPRIORITYR + line) / 4] >>> (8 * (line & 3))) & 0xff;
    }

    int target(int line) {
        return (words[(Distributor.ITARGETSR + line) / 4] >>> (8 * (line & 3))) & 0xff;
    }

    boolean isEdge(int line) {
        return ((words[(Distributor.ICFGR + line / 4) / 4] >>> (2 * (line & 15))) & 2) != 0;
    }

    @Override
    public RegisterBlock from(int offset) {
        throw new UnsupportedOperationException("a GICv2 has one block");
    }
}

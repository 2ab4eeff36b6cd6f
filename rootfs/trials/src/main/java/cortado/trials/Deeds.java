package cortado.trials;

import cortado.metal.Metal;
import java.util.ArrayList;
import java.util.List;

/** What ends a process. */
final class Deeds {
    /** Where the program's text starts: see {@code app.ld} of {@code sdk/aot}. */
    static final long TEXT = 0x40_0000L;
    /** The start of the kernel's half of the addresses, where it sees all memory. */
    static final long KERNEL = 0xffff_ffc0_0000_0000L;

    private static final long NOWHERE = 0x70_0000_0000L;
    /** An instruction that returns. */
    private static final byte[] RET = {(byte) 0xc0, 0x03, 0x5f, (byte) 0xd6};

    private static String nothing;
    private static final List<byte[]> HOARD = new ArrayList<>();

    private Deeds() {}

    static void dereferenceNull() {
        Raw.keep(nothing.length());
    }

    static void readNullPage() {
        Raw.keep(Metal.load64(8));
    }

    static void writeNowhere() {
        Metal.store64(NOWHERE, 1);
    }

    static void readKernel() {
        Raw.keep(Metal.load64(KERNEL));
    }

    static void writeKernel() {
        Metal.store64(KERNEL, 1);
    }

    static void jumpToKernel() {
        Metal.call(KERNEL);
    }

    static void jumpToData() {
        Metal.call(Metal.addressOf(RET));
    }

    static void writeText() {
        Metal.store32(TEXT, 0);
    }

    static void recurse() {
        Raw.keep(deeper(1));
    }

    private static int deeper(int depth) {
        return depth == 0 ? 0 : deeper(depth + 1) + depth;
    }

    static void exhaustHeap() {
        while (true) {
            HOARD.add(new byte[1000]);
        }
    }

    static void throwUncaught() {
        throw new IllegalStateException("thrown by the trial");
    }
}

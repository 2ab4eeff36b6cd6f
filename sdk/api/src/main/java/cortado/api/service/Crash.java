package cortado.api.service;

import cortado.api.Program;
import java.util.ArrayList;
import java.util.List;

/** The faults that a {@link Provider} commits when its supervisor tells it to: how to see that it is restarted. */
public final class Crash {
    /** A null dereference. */
    public static final String NULL = "null";
    /** A loop without an end, and without a system call. */
    public static final String LOOP = "loop";
    /** More and more memory. */
    public static final String HEAP = "heap";
    /** A recursion without an end. */
    public static final String STACK = "stack";
    /** An orderly end that nobody asked for. */
    public static final String EXIT = "exit";
    /** An end in the middle of transfers of its device, which go on without it; only for drivers that do DMA. */
    public static final String DMA = "dma";

    /** Transfers of its device to memory that nobody gave it; only for drivers that do DMA. It goes on after that. */
    public static final String STRAY = "stray";

    /** All kinds. */
    public static final List<String> KINDS = List.of(NULL, LOOP, HEAP, STACK, EXIT, DMA, STRAY);

    /** Those that only a driver can commit whose device does DMA. */
    public static final List<String> OF_DMA = List.of(DMA, STRAY);

    private static final int STATUS = 1;
    private static final List<byte[]> HOARD = new ArrayList<>();
    private static Object nothing;
    private static int turns;

    private Crash() {}

    /**
     * Does it; returns only after {@link #STRAY}, and for a kind that is not known.
     *
     * @param transfer starts transfers, or null if the process does none: then {@link #DMA} is not done
     * @param stray starts transfers to memory that is not the device's; likewise
     */
    public static void commit(String kind, Runnable transfer, Runnable stray) {
        switch (kind) {
            case NULL -> turns += nothing.hashCode();
            case LOOP -> spin();
            case HEAP -> hoard();
            case STACK -> turns += deeper(1);
            case EXIT -> Program.exit(STATUS);
            case DMA -> {
                if (transfer != null) {
                    transfer.run();
                    Program.exit(STATUS);
                }
            }
            case STRAY -> {
                if (stray != null) {
                    stray.run();
                }
            }
            default -> {}
        }
    }

    private static void spin() {
        while (turns >= 0) {
            turns = turns + 1 & 0xffff;
        }
    }

    private static void hoard() {
        while (turns >= 0) {
            HOARD.add(new byte[1000]);
        }
    }

    private static int deeper(int depth) {
        return depth == 0 ? 0 : deeper(depth + 1) + depth;
    }
}

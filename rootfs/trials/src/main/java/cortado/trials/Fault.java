package cortado.trials;

import cortado.abi.Cause;
import java.util.List;

/**
 * A way in which a process ends itself.
 *
 * @param word its name on the command line
 * @param cause the {@link Cause} that the kernel must give
 * @param deed does it and does not return
 */
record Fault(String word, int cause, Runnable deed) {
    /** All of them. What Java itself sees ends the process as an uncaught exception does, with status 1. */
    static final List<Fault> ALL = List.of(
            new Fault("null", Cause.EXIT, Deeds::dereferenceNull),
            new Fault("null-pointer", Cause.PAGE_FAULT, Deeds::readNullPage),
            new Fault("nowhere", Cause.PAGE_FAULT, Deeds::writeNowhere),
            new Fault("kernel-read", Cause.PAGE_FAULT, Deeds::readKernel),
            new Fault("kernel-write", Cause.PAGE_FAULT, Deeds::writeKernel),
            new Fault("kernel-jump", Cause.PAGE_FAULT, Deeds::jumpToKernel),
            new Fault("jump-to-data", Cause.PROTECTION_FAULT, Deeds::jumpToData),
            new Fault("write-text", Cause.PROTECTION_FAULT, Deeds::writeText),
            new Fault("recursion", Cause.EXIT, Deeds::recurse),
            new Fault("heap", Cause.EXIT, Deeds::exhaustHeap),
            new Fault("throw", Cause.EXIT, Deeds::throwUncaught));
}

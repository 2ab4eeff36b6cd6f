package cortado.kernel;

import cortado.abi.HandleType;

/** An alarm. */
final class Timer extends KernelObject {
    /** Its deadline has passed since it was last set. */
    boolean signalled;
    /** Next in the pool's free list. */
    Timer nextFree;

    Timer(int number) {
        super(HandleType.TIMER, number);
    }
}

package cortado.kernel;

import cortado.abi.HandleType;

/** A device's interrupt line in a driver's hands. The line is masked from when it fires until it is acknowledged. */
final class Interrupt extends KernelObject {
    /** The controller's number. */
    int line;
    /** It fired and was not acknowledged. */
    boolean signalled;
    /** Next in the pool's free list. */
    Interrupt nextFree;

    Interrupt(int number) {
        super(HandleType.INTERRUPT, number);
    }
}

package cortado.vmm;

/** A device's wire to the guest's interrupt controller. */
public interface IrqLine {
    /** A wire to nothing. */
    IrqLine NONE = high -> {};

    /** Drives the wire. An edge-triggered input notices the rise, a level-triggered one that it is high. */
    void set(boolean high);
}

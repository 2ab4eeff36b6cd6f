package cortado.vmm;

/**
 * How a virtual machine ended.
 *
 * @param cause what ended it
 * @param text one sentence for the log or a person
 */
public record VmEnd(Cause cause, String text) {
    /** What can end a virtual machine. */
    public enum Cause {
        /** PSCI SYSTEM_OFF. */
        POWERED_OFF,
        /** PSCI SYSTEM_RESET. */
        RESET,
        /** The guest did what it cannot go on after, or all its CPUs are off. */
        FAILED,
        /** The one who runs it stopped it. */
        STOPPED,
        /** The host had no memory for a page that the guest touched. */
        OUT_OF_MEMORY
    }
}

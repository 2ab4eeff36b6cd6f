package cortado.flash.bench;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One measured number beside what others take for the same.
 *
 * @param name as the guest's bench app prints it
 * @param meaning for people
 * @param value what was measured
 * @param unit {@code instructions} or {@code bytes}
 * @param aim what the project wants to stay below
 * @param others what other systems take in the same emulator and unit
 * @param nanoseconds what the same took on the clock, on this machine and under its load
 * @param kvm what the same takes with Linux's KVM, where that was measured beside it
 */
public record Figure(
        String name,
        String meaning,
        long value,
        String unit,
        OptionalLong aim,
        Optional<Others> others,
        OptionalLong nanoseconds,
        Optional<Kvm> kvm) {
    /** A figure without a time on the clock. */
    public Figure(String name, String meaning, long value, String unit, OptionalLong aim, Optional<Others> others) {
        this(name, meaning, value, unit, aim, others, OptionalLong.empty(), Optional.empty());
    }

    /** The same, and how long it took where time is not counted in instructions. */
    public Figure took(OptionalLong time) {
        return new Figure(name, meaning, value, unit, aim, others, time, kvm);
    }

    /** The same beside KVM's figure. */
    public Figure beside(Kvm other) {
        return new Figure(name, meaning, value, unit, aim, others, nanoseconds, Optional.of(other));
    }

    /**
     * What KVM takes, in the same emulator.
     *
     * @param value in the figure's unit
     * @param nanoseconds on the clock
     */
    public record Kvm(long value, OptionalLong nanoseconds) {}

    /**
     * Other systems, in the words of the table.
     *
     * @param sel4 the microkernel seL4
     * @param linux Debian's Linux 6.12
     */
    public record Others(String sel4, String linux) {}
}

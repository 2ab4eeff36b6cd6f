package cortado.arch.aarch64;

/**
 * An interrupt controller. Interrupts up to 15 are sent by CPUs to each other, up to 31 are private to each CPU; the
 * shared ones all go to the CPU that booted. All have the same priority: none interrupts another.
 */
interface Gic {
    /** What {@link #acknowledge} gives in {@link #LINE} when there is no interrupt after all: 1020 or more. */
    int FIRST_SPURIOUS = 1020;
    /** The bits of {@link #acknowledge} that are the interrupt's number. */
    int LINE = 0x3ff;

    /** 2 or 3. */
    int version();

    /** Shared interrupts and their registers. */
    Distributor distributor();

    /** Masks everything shared and starts distributing; once, on the CPU that booted. */
    void initialize();

    /** Says which CPU a number stands for, by its MPIDR affinity; before the number is used. */
    void expect(int cpu, long affinity);

    /** Starts delivery to the calling CPU. */
    void initializeCpu(int cpu);

    /** Lets a private interrupt of the calling CPU through. */
    void unmaskPrivate(int cpu, int line);

    /** Aims a shared interrupt at the CPU that booted. */
    void target(int line);

    /** Takes the most urgent pending interrupt of the calling CPU; {@link #end} wants the value back. */
    int acknowledge();

    /** Ends what {@link #acknowledge} gave. */
    void end(int acknowledged);

    /** Interrupts another CPU with number 0 to 15. */
    void send(int cpu, int line);
}

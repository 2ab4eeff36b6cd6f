package cortado.kernel;

import cortado.abi.ProcessState;

/** Something that a CPU runs: a process's thread, with what it waits for, or a vcpu. */
final class Context {
    /** Not inside a call that waits. */
    static final int NONE = 0;
    /** Takes the oldest message of {@link #channel}. */
    static final int RECEIVE = 1;
    /** Takes the message of {@link #channel} that carries {@link #callId}. */
    static final int CALL = 2;
    /** Takes events of {@link #poll}. */
    static final int POLL = 3;
    /** A vcpu that has been kicked: it stops when it is chosen. */
    static final int KICKED = 4;

    /** The machine's number for its registers, and for a process's address space. */
    final int slot;

    /** Whose thread it is; null for a vcpu. Never changes. */
    Process process;

    int priority;
    /** A {@link ProcessState}. */
    int state = ProcessState.ENDED;
    /** Neighbours in the queue of its priority, while it is ready. */
    Context next;

    Context previous;
    /** The CPU it runs on, or ran on last. */
    int cpu;
    /** Nanoseconds on a CPU, without the turn it is in. */
    long cpuTime;
    /** It asked to go behind the others of its priority. */
    boolean yielded;
    /** It was killed while another CPU ran it; that CPU ends it at its next entry into the kernel. */
    boolean doomed;

    /**
     * The call that it is inside of, set from when it first waits until the result has been delivered, which happens in
     * its own address space when it is next dispatched.
     */
    int operation;

    Channel channel;
    Poll poll;
    /** Where the result goes: a user address, and bytes (or events) that fit there. */
    long buffer;

    int capacity;
    /** When it gives up; {@link Long#MAX_VALUE} for never. */
    long deadline;
    /** The deadline has passed. */
    boolean expired;

    /** Whoever had taken its request has ended: there will be no answer. */
    boolean cancelled;
    /** How often it has begun to wait in a poll. */
    int polls;

    int callId;
    /** The second result of the call that it is inside of. */
    long second;
    /** The vcpu that it is, or null for a process's thread. Never changes. */
    Vcpu vcpu;
    /** The CPU share that its time counts against, or null if nothing limits it. */
    CpuShare share;
    /** It is ready, but in no queue: its share is used up. */
    boolean held;
    /** The next of those that wait for the same channel. */
    Context nextWaiter;

    /** The vcpu that VCPU_RUN let run while this context waits in {@link #poll}, or null. */
    Vcpu runs;

    Context(int slot) {
        this.slot = slot;
    }
}

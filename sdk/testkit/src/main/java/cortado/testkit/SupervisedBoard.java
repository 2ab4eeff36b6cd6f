package cortado.testkit;

import cortado.abi.Call;
import cortado.api.Environ;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.SimulatedHalt;
import cortado.kernel.simulated.SimulatedMachine;
import cortado.kernel.simulated.SimulatedThreads;
import cortado.platform.Platform;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A board without devices whose first process is a given program, such as the system's own supervisor, over the real
 * kernel. It starts the others out of the boot bundle, and each of them runs what its parameter {@value #MAIN} names.
 */
public final class SupervisedBoard implements AutoCloseable {
    /** The parameter of a process that says which main it runs. */
    public static final String MAIN = "main";

    private static final int FIRST_SLOT = 0;
    private static final long TICK_NANOS = 50_000;
    /** Time passes in steps no longer than this, so that a host that is short of CPU time makes nothing time out. */
    private static final long LONGEST_STEP = 1_000_000;

    /** What a process threw that nobody caught. */
    public record Failure(String main, Throwable thrown) {}

    private final Runnable first;
    private final Map<String, Runnable> mains;
    private final SimulatedMachine machine;
    private final SimulatedThreads threads;
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Thread> started = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /**
     * Boots.
     *
     * @param bundle the boot bundle; its programs' images are loaded, and never run
     * @param first what the first process runs, in each of its lives
     * @param mains what the others run, by name
     */
    public SupervisedBoard(byte[] bundle, Runnable first, Map<String, Runnable> mains) {
        this.first = first;
        this.mains = Map.copyOf(mains);
        SimulatedBoard board = new SimulatedBoard(1, SimulatedBoard.DEFAULT_RAM, bundle, tree -> {});
        machine = board.machine();
        threads = new SimulatedThreads(board);
        machine.setStartListener((slot, entry, stackTop, argument) -> begin(slot, argument));
        synchronized (threads) {
            board.boot();
        }
        daemon("clock", this::tick);
    }

    /** How often the first process has been started. */
    public int lives() {
        return machine.life(FIRST_SLOT);
    }

    /** The next failure that was not asked for yet, or null. */
    public Failure failure() {
        return failures.poll();
    }

    private void begin(int slot, long startBlock) {
        SimulatedProcess process = new SimulatedProcess(threads, machine, slot, startBlock);
        daemon("process in slot " + slot, () -> {
            process.enter();
            String main = slot == FIRST_SLOT ? "first" : Environ.current().get(MAIN);
            int status = 0;
            try {
                (slot == FIRST_SLOT ? first : mains.getOrDefault(main, () -> {})).run();
            } catch (SimulatedThreads.Ended | SimulatedHalt ended) {
                throw ended;
            } catch (RuntimeException | Error e) {
                failures.add(new Failure(main, e));
                status = 1;
            }
            Platform.current().call(Call.EXIT, status, 0, 0, 0);
        });
    }

    private void daemon(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (SimulatedThreads.Ended ended) {
                        // the process has ended, or the board is closed
                    } catch (RuntimeException | Error e) {
                        failures.add(new Failure(name, e));
                    }
                },
                name);
        thread.setDaemon(true);
        started.removeIf(one -> one.getState() == Thread.State.TERMINATED);
        started.add(thread);
        thread.start();
    }

    private void tick() {
        long before = System.nanoTime();
        while (!closed) {
            long now = System.nanoTime();
            threads.passTime(threads.now() + Math.min(now - before, LONGEST_STEP));
            before = now;
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    /** Ends all of it. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : started) {
            thread.interrupt();
        }
    }
}

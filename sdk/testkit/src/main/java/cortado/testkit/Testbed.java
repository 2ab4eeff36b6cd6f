package cortado.testkit;

import cortado.abi.Call;
import cortado.abi.StartLayout;
import cortado.api.Authority;
import cortado.api.Log;
import cortado.api.LogRecord;
import cortado.api.ProcessInfo;
import cortado.api.Subprocess;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.SimulatedMachine;
import cortado.kernel.simulated.SimulatedThreads;
import cortado.kernel.simulated.TreeWriter;
import cortado.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A board for tests: the real kernel, simulated devices, and processes that run code of drivers, servers and apps as it
 * is. Time passes as it does outside, and can be made to {@linkplain #skip leap}.
 */
public final class Testbed implements AutoCloseable {
    /** How long a test waits for something that should happen at once. */
    public static final long PATIENCE_SECONDS = 60;

    private static final long FIRST_SPI = 1;
    /** The context of the first process, in each of its lives. */
    private static final int FIRST_SLOT = 0;

    private static final String BELL = "bell@1000000";
    private static final long BELL_ADDRESS = 0x100_0000;
    private static final long TICK_NANOS = 500_000;
    /** Ticks that a leap waits for everyone to wait. */
    private static final int PATIENT_TICKS = 1000;
    /** Time passes in steps no longer than this, so that a host that is short of CPU time makes nothing time out. */
    private static final long LONGEST_STEP = 1_000_000;

    private final List<Device> devices;
    private final Bell bell = new Bell();
    private final SimulatedBoard board;
    private final SimulatedMachine machine;
    private final SimulatedThreads threads;
    private final ConcurrentLinkedQueue<Consumer<Supervision>> commands = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Thread> started = new ConcurrentLinkedQueue<>();
    private final Supervision supervision;
    private final AtomicLong leapt = new AtomicLong();
    private volatile boolean closed;
    private volatile Throwable failure;

    /** Boots a board with these devices. */
    public Testbed(Device... present) {
        devices = List.of(present);
        board = new SimulatedBoard(tree -> {
            node(tree, BELL, "cortado,bell", BELL_ADDRESS, 4, 0);
            for (int i = 0; i < devices.size(); i++) {
                Device device = devices.get(i);
                node(tree, device.name(), device.compatible(), device.address(), device.size(), FIRST_SPI + i);
            }
        });
        machine = board.machine();
        machine.addDevice(BELL_ADDRESS, 4, bell);
        for (Device device : devices) {
            // Where a tree describes fewer registers than there are, they are there all the same.
            machine.addDevice(device.address(), Math.max(device.size(), 0x1000), device.hardware());
            device.hardware().connect(machine.ram());
        }
        threads = new SimulatedThreads(board);
        supervision = new Supervision(board.tree(), commands);
        machine.setStartListener((slot, entry, stackTop, argument) -> begin(slot, argument));
        synchronized (threads) {
            board.boot();
        }
        daemon("testbed clock", this::tick);
    }

    private static void node(TreeWriter tree, String name, String compatible, long address, long size, long spi) {
        tree.begin(name);
        tree.strings("compatible", compatible)
                .cells("reg", address >>> 32, address, size >>> 32, size)
                .cells("interrupts", 0, spi, 4)
                .end();
    }

    /** Starts a process. */
    public Running start(Program program) {
        return command(supervisor -> supervisor.start(program));
    }

    /** Runs {@code main} as a process that may connect to every service, and waits for its end. */
    public void run(Runnable main) {
        Optional<Throwable> thrown = launch("test", main).awaitEnd(PATIENCE_SECONDS);
        if (thrown.isPresent()) {
            throw new AssertionError("the test's process failed: " + thrown.get(), thrown.get());
        }
    }

    /** Starts {@code main} as a process that may connect to every service. */
    public Running launch(String name, Runnable main) {
        return start(new Program(name, null, List.of(), Map.of(), arguments -> main.run()));
    }

    /** Ends a process, whatever it is doing. */
    public void kill(Running running) {
        command(supervisor -> {
            supervisor.unit(running).process().kill();
            return null;
        });
        running.awaitEnd(PATIENCE_SECONDS);
    }

    /** Ends the supervisor; the kernel starts it again. Returns when the next life does what it is asked. */
    public void endSupervisor() {
        int lives = machine.life(FIRST_SLOT);
        commands.add(supervisor -> Subprocess.self().kill());
        bell.ring();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (machine.life(FIRST_SLOT) == lives) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the kernel does not start the supervisor again");
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        command(supervisor -> null);
    }

    /** What the kernel knows of a process that runs. */
    public ProcessInfo info(Running running) {
        return command(supervisor -> supervisor.unit(running).process().info());
    }

    /**
     * Waits until a process holds no more than so many handles.
     *
     * @throws AssertionError if it still holds more after a while
     */
    public void awaitHandles(Running running, int most) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS / 2);
        while (info(running).handles() > most) {
            if (System.nanoTime() > end) {
                throw new AssertionError(running.program().name() + " holds "
                        + info(running).handles() + " handles, but at most " + most + " were expected");
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    /** The lines of the kernel's log. */
    public List<String> log() {
        return command(supervisor -> {
            List<String> lines = new ArrayList<>();
            long cursor = 0;
            Authority.LogPage page = supervisor.authority().log(cursor, 4096);
            while (!page.records().isEmpty()) {
                for (LogRecord record : page.records()) {
                    lines.add(record.text());
                }
                page = supervisor.authority().log(page.next(), 4096);
            }
            return lines;
        });
    }

    /** Makes time leap. */
    public void skip(long seconds) {
        leapt.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : started) {
            thread.interrupt();
        }
        if (failure != null) {
            throw new AssertionError("the simulated board failed: " + failure, failure);
        }
    }

    private <T> T command(Function<Supervision, T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        commands.add(supervisor -> {
            try {
                result.complete(work.apply(supervisor));
            } catch (SimulatedThreads.Ended ended) {
                throw ended;
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        bell.ring();
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(failure == null ? e : failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The kernel has made a process: it gets its thread. */
    private void begin(int slot, long startBlock) {
        SimulatedProcess process = new SimulatedProcess(threads, machine, slot, startBlock);
        Running running = supervision.starting();
        if (slot == FIRST_SLOT) {
            daemon("supervision", () -> {
                process.enter();
                supervision.run(process.load32(startBlock + StartLayout.HANDLES), "/" + BELL);
            });
        } else {
            daemon(running.program().name(), () -> live(process, running));
        }
    }

    private void live(SimulatedProcess process, Running running) {
        Throwable thrown = null;
        try {
            process.enter();
            running.program().main().accept(new String[0]);
        } catch (SimulatedThreads.Ended ended) {
            return; // the supervision sees to the rest
        } catch (Exception | AssertionError e) {
            thrown = e;
            running.fail(e);
            Log.error(e.toString());
        }
        Platform.current().call(Call.EXIT, thrown == null ? 0 : 1, 0, 0, 0);
    }

    private void daemon(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (SimulatedThreads.Ended ended) {
                        // the process has ended, or the testbed is closed
                    } catch (RuntimeException | Error e) {
                        failure = e;
                    }
                },
                name);
        thread.setDaemon(true);
        started.add(thread);
        thread.start();
    }

    private void tick() {
        long before = System.nanoTime();
        int busy = 0;
        while (!closed) {
            long now = System.nanoTime();
            // A leap comes when everyone waits: who is in the middle of something would seem to take all that time.
            busy = leapt.get() == 0 || threads.isIdle() ? 0 : busy + 1;
            long leap = busy == 0 || busy > PATIENT_TICKS ? leapt.getAndSet(0) : 0;
            threads.passTime(threads.now() + Math.min(now - before, LONGEST_STEP) + leap);
            before = now;
            if (bell.isInterrupting()) {
                threads.interrupt(32);
            }
            for (int i = 0; i < devices.size(); i++) {
                if (devices.get(i).hardware().isInterrupting()) {
                    threads.interrupt((int) (32 + FIRST_SPI + i));
                }
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }
}

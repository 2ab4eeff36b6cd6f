package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.FolioFlag;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.ProcessLayout;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.abi.VcpuPageLayout;
import cortado.abi.VmMapLayout;
import cortado.kernel.simulated.SimulatedBoard;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Processes that make random calls with random arguments, half of them sensible, on one CPU or more, while time passes,
 * interrupts come and processes are killed. No exception may escape, no rule of {@link Machine} be broken, and when the
 * processes are gone everything has to be back.
 */
class RandomCallsTest {
    private static final int STEPS = 40_000;
    private static final int CHANNEL_RIGHTS =
            Rights.READ | Rights.WRITE | Rights.POLL | Rights.DUPLICATE | Rights.TRANSFER;

    /** Calls that need no authority: each has to work now and then, or nothing is tested. */
    private static final int[] ORDINARY = {
        Call.LOG_WRITE,
        Call.HANDLE_CLOSE,
        Call.HANDLE_DUPLICATE,
        Call.HANDLE_INFO,
        Call.CHANNEL_CREATE,
        Call.CHANNEL_SEND,
        Call.CHANNEL_RECEIVE,
        Call.POLL_CREATE,
        Call.POLL_ADD,
        Call.POLL_WAIT,
        Call.FOLIO_CREATE,
        Call.FOLIO_MAP,
        Call.FOLIO_INFO,
        Call.TIMER_CREATE,
        Call.TIMER_SET,
        Call.FOLIO_COMMIT,
        Call.MEMORY_RESERVE,
        Call.VM_CREATE,
        Call.VM_MAP,
        Call.VM_UNMAP,
        Call.VCPU_CREATE,
        Call.VCPU_RUN,
        Call.VCPU_KICK,
        Call.VCPU_INJECT,
        Call.VCPU_GET,
        Call.VCPU_SET
    };

    private static final long GUEST_MEMORY = 0x4000_0000L;
    private static final int[] FLAGS = {0, 0, FolioFlag.DMA, FolioFlag.SPARSE, FolioFlag.SPARSE, 3};

    private TestBoard test;
    private Random random;
    private final int[] succeeded = new int[Call.COUNT];
    private final List<Integer> processes = new ArrayList<>();
    /** The supervisor's. */
    private long poll;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 3", "2, 4", "2, 5", "4, 6", "4, 7"})
    void nothingEscapesAndNothingIsLost(int cpus, long seed) {
        random = new Random(seed);
        test = new TestBoard(cpus);
        poll = test.supervisor.done(Call.POLL_CREATE);
        String before = test.usage();
        References references = new References(test);
        for (int step = 0; step < STEPS; step++) {
            if (step % 50 == 0) {
                references.check();
            }
            int cpu = random.nextInt(cpus);
            int slot = test.board.running(cpu);
            if (random.nextInt(200) == 0) {
                test.board.passTime(test.machine.now() + random.nextInt(20_000_000));
            } else if (random.nextInt(50) == 0) {
                test.board.interrupt(32 + random.nextInt(8));
            } else if (random.nextInt(4) == 0) {
                test.board.serveCalls();
            } else if (slot >= KernelLimits.PROCESSES) {
                test.board.leaveGuest(cpu, this::leave);
            } else if (slot == 0) {
                supervise();
            } else if (slot > 0 && random.nextInt(500) == 0) {
                test.board.fault(cpu, 3 + random.nextInt(7), random.nextLong(), random.nextLong());
            } else if (slot > 0) {
                misbehave(cpu, slot);
            } else {
                test.board.passTime(test.machine.now() + 1000);
            }
        }
        end();
        assertEquals(before, test.usage());
        for (int number : ORDINARY) {
            assertTrue(number > Call.BOOT_FOLIO || succeeded[number] > 0, "call " + number + " never worked");
        }
    }

    /** What a guest does next. */
    private void leave(GuestExit exit) {
        exit.kind = random.nextInt(GuestExit.BROKEN + 1);
        exit.address = GUEST_MEMORY + random.nextInt(6 * Limits.PAGE);
        exit.permission = random.nextInt(8) == 0;
        exit.write = random.nextBoolean();
        exit.decoded = random.nextBoolean();
        exit.fetch = random.nextInt(8) == 0;
        exit.size = 1 << random.nextInt(4);
        exit.register = random.nextInt(32);
        int vcpu = random.nextInt(KernelLimits.VCPUS);
        if (test.machine.guests().isLive(vcpu)) {
            test.machine
                    .guests()
                    .setVirtualTimer(vcpu, random.nextInt(4), test.machine.now() + random.nextInt(100_000));
        }
    }

    /** The supervisor makes processes, some of which have each other's channels, kills some, and ends now and then. */
    private void supervise() {
        if (random.nextInt(500) == 0) {
            test.supervisor.expect(SimulatedBoard.BLOCKED, Call.EXIT, 1);
            while (!test.supervisor.isAlive()) {
                test.board.passTime(test.machine.now() + FirstProcess.PAUSE);
            }
            poll = test.supervisor.done(Call.POLL_CREATE);
        }
        test.supervisor.expect(Status.TIMED_OUT, Call.POLL_WAIT, poll, test.supervisor.buffer(), 1, 0);
        if (processes.size() < 8) {
            long first = test.supervisor.call(Call.CHANNEL_CREATE);
            long second = test.supervisor.second();
            if (first < 0) {
                return;
            }
            create((int) first);
            create((int) second);
        } else if (random.nextInt(6) == 0) {
            int process = processes.remove(random.nextInt(processes.size()));
            test.supervisor.expect(Status.OK, Call.PROCESS_KILL, process);
            test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, process);
        } else {
            test.board.passTime(test.machine.now() + KernelLimits.TIME_SLICE);
        }
    }

    private void create(int end) {
        long hypervisor = test.supervisor.call(Call.HYPERVISOR_GRANT, test.authority);
        byte[] parameters =
                test.parameters("random", 1 + random.nextInt(KernelLimits.SUPERVISOR_PRIORITY), end, (int) hypervisor);
        if (random.nextInt(3) == 0) {
            int field = ProcessLayout.IMAGE + 4 * random.nextInt((ProcessLayout.HANDLES - ProcessLayout.IMAGE) / 4);
            int value = random.nextInt(3000) - random.nextInt(100);
            boolean priority = field == ProcessLayout.PRIORITY; // above the supervisor's, it would never run again
            LittleEndian.put32(parameters, field, priority ? Math.min(value, KernelLimits.SUPERVISOR_PRIORITY) : value);
        }
        long handle = test.create(parameters);
        if (handle > 0) {
            processes.add((int) handle);
        }
        // Gone with the process, unless there is none or it was made with fewer handles.
        test.supervisor.call(Call.HANDLE_CLOSE, end);
        test.supervisor.call(Call.HANDLE_CLOSE, hypervisor);
    }

    private void misbehave(int cpu, int slot) {
        int number = random.nextBoolean() ? ORDINARY[random.nextInt(ORDINARY.length)] : random.nextInt(Call.COUNT + 1);
        if (number == Call.EXIT && random.nextInt(20) != 0) {
            return;
        }
        Agent agent = new Agent(test, slot);
        byte[] message = TestBoard.message(random.nextInt(4), "x".repeat(random.nextInt(100)));
        int handles = random.nextInt(4) == 0 ? random.nextInt(4) : 0;
        LittleEndian.put32(message, MessageLayout.HANDLE_COUNT, handles);
        for (int i = 0; i < handles; i++) {
            LittleEndian.put32(message, MessageLayout.HANDLES + 4 * i, (int) handle(slot));
        }
        agent.write(agent.buffer(), message);
        long[] arguments = sensible(agent, number);
        if (random.nextInt(4) == 0) {
            arguments[random.nextInt(4)] = odd(agent);
        }
        long result = test.board.trap(cpu, number, arguments[0], arguments[1], arguments[2], arguments[3]);
        if (result >= 0 && number < Call.COUNT) {
            succeeded[number]++;
        }
    }

    private long guestAddress() {
        return GUEST_MEMORY + Limits.PAGE * (long) random.nextInt(5);
    }

    private long[] sensible(Agent agent, int number) {
        long handle = handle(agent.slot, typeFor(number));
        long buffer = agent.buffer();
        long deadline = random.nextBoolean() ? 0 : test.machine.now() + random.nextInt(1_000_000);
        return switch (number) {
            case Call.LOG_WRITE -> new long[] {buffer, random.nextInt(40), random.nextInt(4), 0};
            case Call.CHANNEL_RECEIVE, Call.CHANNEL_CALL, Call.CHANNEL_REPLY_RECEIVE ->
                new long[] {handle, buffer, MessageLayout.SIZE, deadline};
            case Call.POLL_ADD -> new long[] {handle, handle(agent.slot), 1L << random.nextInt(5), random.nextLong()};
            case Call.POLL_REMOVE -> new long[] {handle, handle(agent.slot), 0, 0};
            case Call.POLL_WAIT -> new long[] {handle, buffer, 1 + random.nextInt(64), deadline};
            case Call.FOLIO_CREATE ->
                new long[] {1 + random.nextInt(40_000), FLAGS[random.nextInt(FLAGS.length)], 0, 0};
            case Call.FOLIO_MAP ->
                new long[] {handle, 0, Limits.PAGE, Rights.READ | (random.nextBoolean() ? Rights.WRITE : 0)};
            case Call.FOLIO_UNMAP -> new long[] {buffer + Limits.PAGE * (long) random.nextInt(100), 0, 0, 0};
            case Call.MEMORY_RESERVE ->
                new long[] {random.nextInt(3) == 0 ? 0 : Limits.PAGE * (long) random.nextInt(3000), 0, 0, 0};
            case Call.FOLIO_COMMIT ->
                new long[] {buffer + Limits.PAGE * (long) random.nextInt(100), random.nextInt(9000), 0, 0};
            case Call.VM_MAP -> {
                byte[] parameters = new byte[VmMapLayout.SIZE];
                LittleEndian.put32(
                        parameters,
                        VmMapLayout.FOLIO,
                        random.nextInt(9) == 0 ? 0 : (int) handle(agent.slot, HandleType.FOLIO));
                LittleEndian.put32(parameters, VmMapLayout.RIGHTS, random.nextInt(8));
                LittleEndian.put64(parameters, VmMapLayout.OFFSET, Limits.PAGE * (long) random.nextInt(3));
                LittleEndian.put64(parameters, VmMapLayout.LENGTH, Limits.PAGE * (long) random.nextInt(4));
                LittleEndian.put64(parameters, VmMapLayout.ADDRESS, guestAddress());
                agent.write(buffer, parameters);
                yield new long[] {handle, buffer, 0, 0};
            }
            case Call.VCPU_RUN ->
                new long[] {handle, random.nextBoolean() ? 0 : handle(agent.slot, HandleType.POLL), buffer, 4};
            case Call.VM_UNMAP -> new long[] {handle, guestAddress(), 0, 0};
            case Call.VCPU_CREATE ->
                new long[] {
                    handle,
                    random.nextInt(4),
                    handle(agent.slot, HandleType.FOLIO),
                    random.nextBoolean() ? 0 : guestAddress()
                };
            case Call.VCPU_INJECT -> new long[] {handle, random.nextInt(1030) | VcpuPageLayout.PENDING, 0, 0};
            case Call.TIMER_SET -> new long[] {handle, deadline, 0, 0};
            case Call.HANDLE_DUPLICATE -> new long[] {handle, CHANNEL_RIGHTS & ~(1 << random.nextInt(12)), 0, 0};
            default -> new long[] {handle, buffer, random.nextInt(300), deadline};
        };
    }

    /** A handle of the process, mostly of this type if it has one. */
    private long handle(int slot, int type) {
        HandleTable handles = test.board.kernel().objects.processes.all[slot].handles;
        boolean any = random.nextInt(4) == 0;
        int count = 0;
        long chosen = random.nextInt();
        for (int entry = 0; entry < KernelLimits.HANDLES; entry++) {
            int handle = handles.handle(entry);
            boolean fits = handle != 0 && (any || KernelObject.type(handles.object(entry)) == type);
            if (fits && random.nextInt(++count) == 0) {
                chosen = handle;
            }
        }
        return chosen;
    }

    private long handle(int slot) {
        return handle(slot, 1 + random.nextInt(HandleType.VCPU));
    }

    private static int typeFor(int number) {
        return switch (number) {
            case Call.CHANNEL_SEND, Call.CHANNEL_RECEIVE, Call.CHANNEL_CALL, Call.CHANNEL_REPLY_RECEIVE ->
                HandleType.CHANNEL;
            case Call.POLL_ADD, Call.POLL_REMOVE, Call.POLL_WAIT -> HandleType.POLL;
            case Call.FOLIO_MAP, Call.FOLIO_INFO, Call.FOLIO_DMA_ADDRESS -> HandleType.FOLIO;
            case Call.TIMER_SET -> HandleType.TIMER;
            case Call.VM_CREATE -> HandleType.HYPERVISOR;
            case Call.VM_MAP, Call.VM_UNMAP, Call.VCPU_CREATE -> HandleType.VM;
            case Call.VCPU_RUN, Call.VCPU_KICK, Call.VCPU_INJECT, Call.VCPU_GET, Call.VCPU_SET -> HandleType.VCPU;
            default -> HandleType.CHANNEL;
        };
    }

    private long odd(Agent agent) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MIN_VALUE;
            case 3 -> Long.MAX_VALUE;
            case 4 -> Limits.USER_END - random.nextInt(100);
            case 5 -> agent.stack() - random.nextInt(5000);
            case 6 -> agent.buffer() + random.nextInt(1 << 17);
            default -> random.nextLong() >>> random.nextInt(64);
        };
    }

    /** Everyone goes. */
    private void end() {
        while (!processes.isEmpty()) {
            int process = processes.removeLast();
            test.supervisor.expect(Status.OK, Call.PROCESS_KILL, process);
            test.board.serveCalls();
            test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, process);
        }
    }
}

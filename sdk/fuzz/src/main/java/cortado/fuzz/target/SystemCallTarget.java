package cortado.fuzz.target;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.ProcessLayout;
import cortado.abi.Rights;
import cortado.abi.StartLayout;
import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import cortado.kernel.simulated.SimulatedBoard;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The kernel itself: three processes that share channels make the calls that the input says, with handles that they
 * have, had or never had, while time passes, interrupts come and processes fault. No exception may leave the kernel, it
 * may break no rule of its machine, and when the three are gone everything is back.
 */
public final class SystemCallTarget implements Target {
    private static final int PROCESSES = 3;
    private static final int STEPS = 400;
    /** Handles that are remembered for each process. */
    private static final int KNOWN = 16;

    private static final int FIRST_LINE = 32;

    @Override
    public String name() {
        return "system-call";
    }

    @Override
    public String description() {
        return "sequences of system calls, faults, interrupts and time: nothing escapes, nothing is lost";
    }

    @Override
    public int longest() {
        return 4096;
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int seed = 1; seed <= 16; seed++) {
            byte[] bytes = new byte[128 * seed];
            new Random(seed).nextBytes(bytes);
            seeds.add(bytes);
        }
        return seeds;
    }

    @Override
    public void take(byte[] input) {
        new Play(new InputBytes(input)).run();
    }

    /** One input's play. */
    private static final class Play {
        private final InputBytes input;
        private final Puppet puppet;
        private final long[] processes = new long[PROCESSES];
        private final int[] slots = new int[PROCESSES];
        /** The end of the last channel that the next process gets. */
        private long passedOn;

        /** By slot, a ring of handles that calls returned. */
        private final long[][] known = new long[64][KNOWN];

        private final int[] next = new int[64];

        Play(InputBytes input) {
            this.input = input;
            this.puppet = new Puppet(1 + (input.next() & 1));
        }

        void run() {
            String before = puppet.usage();
            for (int i = 0; i < PROCESSES; i++) {
                start(i);
            }
            for (int step = 0; step < STEPS && !input.isEmpty(); step++) {
                step();
            }
            for (long process : processes) {
                if (process > 0) {
                    puppet.call(Call.PROCESS_KILL, process);
                    puppet.board.serveCalls();
                    puppet.call(Call.HANDLE_CLOSE, process);
                }
            }
            String after = puppet.usage();
            if (!before.equals(after)) {
                throw new Finding("before: " + before + "; after: " + after);
            }
        }

        /** A process with one end of a channel that leads to the next, and of one to the process before it. */
        private void start(int index) {
            byte[] parameters = puppet.parameters("play" + index, 1 + (input.next() & 15));
            boolean last = index == PROCESSES - 1;
            long mine = index == 0 ? 0 : passedOn;
            long second = 0;
            int count = 0;
            if (mine > 0) {
                LittleEndian.put32(parameters, ProcessLayout.HANDLES + 4 * count++, (int) mine);
            }
            if (!last) {
                second = puppet.call(Call.CHANNEL_CREATE);
                passedOn = puppet.machine.secondResult(0);
                LittleEndian.put32(parameters, ProcessLayout.HANDLES + 4 * count++, (int) second);
            }
            LittleEndian.put32(parameters, ProcessLayout.HANDLE_COUNT, count);
            processes[index] = puppet.create(parameters);
            if (processes[index] < 0) {
                throw new Finding("a process cannot be made: " + processes[index]);
            }
            slots[index] = puppet.lastStarted;
            int slot = slots[index];
            byte[] block = puppet.read(slot, puppet.machine.argument(slot), StartLayout.ENVIRON);
            for (int i = 0; i < count; i++) {
                remember(slot, LittleEndian.i32(block, StartLayout.HANDLES + 4 * i));
            }
        }

        private void step() {
            int what = input.next();
            int cpu = puppet.machine.cpus() == 1 ? 0 : what >>> 4 & 1;
            int slot = puppet.board.running(cpu);
            switch (what & 15) {
                case 0 -> puppet.board.passTime(puppet.machine.now() + 1000L * input.next());
                case 1 -> puppet.board.interrupt(FIRST_LINE + (input.next() & 7));
                case 2 -> puppet.board.serveCalls();
                case 3 -> {
                    if (slot > 0 && (input.next() & 7) == 0) {
                        puppet.board.fault(cpu, 3 + input.next() % 7, input.next64(), input.next64());
                    }
                }
                case 4 -> puppet.bring(slots[input.next() % PROCESSES]);
                default -> {
                    if (slot > 0) {
                        call(cpu, slot);
                    } else if (slot == 0) {
                        puppet.board.trap(cpu, Call.YIELD, 0, 0, 0, 0);
                    } else {
                        puppet.board.passTime(puppet.machine.now() + 1_000_000);
                    }
                }
            }
        }

        private void call(int cpu, int slot) {
            int number = input.next() % (Call.COUNT + 1);
            long buffer = buffer(slot);
            if ((input.next() & 1) == 1) {
                puppet.write(slot, buffer, message(slot));
            }
            long a = argument(slot, buffer);
            long b = argument(slot, buffer);
            long c = argument(slot, buffer);
            long d = argument(slot, buffer);
            long result = puppet.board.trap(cpu, number, a, b, c, d);
            if (result == SimulatedBoard.BLOCKED || result < 0) {
                return;
            }
            switch (number) {
                case Call.CHANNEL_CREATE -> {
                    remember(slot, result);
                    remember(slot, puppet.machine.secondResult(slot));
                }
                case Call.HANDLE_DUPLICATE, Call.POLL_CREATE, Call.FOLIO_CREATE, Call.TIMER_CREATE ->
                    remember(slot, result);
                default -> {}
            }
        }

        private void remember(int slot, long handle) {
            known[slot][next[slot]++ % KNOWN] = handle;
        }

        private long buffer(int slot) {
            return LittleEndian.i64(
                    puppet.read(slot, puppet.machine.argument(slot), StartLayout.ENVIRON), StartLayout.HEAP);
        }

        private byte[] message(int slot) {
            byte[] message = new byte[MessageLayout.SIZE];
            LittleEndian.put32(message, MessageLayout.TYPE, input.next());
            LittleEndian.put32(message, MessageLayout.ID, input.next() & 3);
            LittleEndian.put32(message, MessageLayout.LENGTH, input.next() * (input.next() & 3));
            int handles = input.next();
            LittleEndian.put32(message, MessageLayout.HANDLE_COUNT, (handles & 0xf0) == 0 ? handles : handles & 3);
            for (int i = 0; i < (handles & 3); i++) {
                LittleEndian.put32(message, MessageLayout.HANDLES + 4 * i, (int) handle(slot));
            }
            return message;
        }

        private long handle(int slot) {
            int which = input.next();
            if ((which & 0xc0) == 0xc0) {
                return input.next64();
            }
            long handle = known[slot][which % KNOWN];
            return handle != 0 ? handle : known[slot][0];
        }

        private long argument(int slot, long buffer) {
            return switch (input.next() & 15) {
                case 0, 1, 2, 3, 4 -> handle(slot);
                case 5, 6 -> buffer;
                case 7 -> buffer + 16L * input.next();
                case 8 -> puppet.machine.now() + 1000L * input.next();
                case 9 -> (long) Limits.PAGE * input.next();
                case 10 -> Rights.ALL & input.next64();
                case 11 -> 1L << (input.next() & 63);
                case 12 -> -1L << (input.next() & 63);
                case 13 -> Limits.USER_END - input.next();
                case 14 -> input.next64();
                default -> input.next();
            };
        }
    }
}

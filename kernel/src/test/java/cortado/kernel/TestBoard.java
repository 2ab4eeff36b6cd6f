package cortado.kernel;

import cortado.abi.Call;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.ProcessLayout;
import cortado.abi.StartLayout;
import cortado.abi.Status;
import cortado.abi.SystemInfoLayout;
import cortado.kernel.simulated.BundleWriter;
import cortado.kernel.simulated.ElfWriter;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.SimulatedMachine;
import cortado.kernel.simulated.TreeWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A booted kernel with a supervisor that the tests speak for, and processes that it made. */
final class TestBoard {
    /** Priority of the processes that {@link #start} makes: the supervisor's, so that turns can be given away. */
    static final int PRIORITY = KernelLimits.SUPERVISOR_PRIORITY;

    /** A driver's registers at 9000000 with SPI 1, the early UART; and a device with an odd address and SPI 5. */
    static final Consumer<TreeWriter> DEVICES = writer -> {
        writer.begin("serial@9000000");
        writer.strings("compatible", "arm,pl011")
                .cells("reg", 0, 0x900_0000, 0, 0x1000)
                .cells("interrupts", 0, 1, 4);
        writer.end();
        writer.begin("rng@9010200");
        writer.cells("reg", 0, 0x901_0200, 0, 0x100, 0, 0x4000_0000, 0, 0x1000).cells("interrupts", 0, 5, 4);
        writer.end();
        writer.begin("off@9020000");
        writer.strings("status", "disabled")
                .cells("reg", 0, 0x902_0000, 0, 0x1000)
                .end();
    };

    private static final String SUPERVISOR = "bin/supervisor.elf";

    final SimulatedBoard board;
    final SimulatedMachine machine;
    /** The supervisor, as the tests' agent in it. */
    final Agent supervisor;

    final int authority;
    private final int image;
    private final long imageOffset;
    private final long imageLength;
    /** The context that was made last. */
    private int lastStarted;

    TestBoard() {
        this(1);
    }

    TestBoard(int cpus) {
        this(cpus, new BundleWriter().add(SUPERVISOR, ElfWriter.smallest()).toBytes());
    }

    private TestBoard(int cpus, byte[] bundle) {
        this(new SimulatedBoard(cpus, SimulatedBoard.DEFAULT_RAM, bundle, DEVICES).boot(), bundle, SUPERVISOR);
    }

    /** A booted board whose processes are made from an entry of its bundle. */
    TestBoard(SimulatedBoard booted, byte[] bundle, String program) {
        board = booted;
        machine = board.machine();
        machine.setStartListener((slot, entry, stackTop, argument) -> lastStarted = slot);
        supervisor = new Agent(this, 0);
        authority = supervisor.startHandle(0);
        image = (int) supervisor.call(Call.BOOT_FOLIO, authority, 1);
        Bundle archive = new Bundle(machine);
        archive.find(SimulatedBoard.RAM_START + (16L << 20), bundle.length, program);
        imageOffset = archive.offset();
        imageLength = archive.length();
    }

    /** Lets the processes give way until one of them runs: on which CPU, or -1. */
    int bring(int slot) {
        for (int tries = 0; tries < 256; tries++) {
            for (int cpu = 0; cpu < machine.cpus(); cpu++) {
                if (board.running(cpu) == slot) {
                    return cpu;
                }
            }
            if (board.running(0) < 0) {
                return -1;
            }
            if (board.running(0) >= KernelLimits.PROCESSES) {
                board.passTime(machine.now() + KernelLimits.TIME_SLICE);
            } else {
                board.trap(0, Call.YIELD, 0, 0, 0, 0);
            }
        }
        return -1;
    }

    /** The parameters of a process that will be made without an error. */
    byte[] parameters(String name, int priority, int... handles) {
        byte[] parameters = new byte[ProcessLayout.SIZE];
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, parameters, ProcessLayout.NAME, text.length);
        LittleEndian.put32(parameters, ProcessLayout.IMAGE, image);
        LittleEndian.put64(parameters, ProcessLayout.IMAGE_OFFSET, imageOffset);
        LittleEndian.put64(parameters, ProcessLayout.IMAGE_LENGTH, imageLength);
        LittleEndian.put32(parameters, ProcessLayout.PRIORITY, priority);
        LittleEndian.put64(parameters, ProcessLayout.HEAP_SIZE, 64 << 10);
        LittleEndian.put64(parameters, ProcessLayout.STACK_SIZE, 16 << 10);
        LittleEndian.put64(parameters, ProcessLayout.MEMORY_QUOTA, 1 << 20);
        LittleEndian.put32(parameters, ProcessLayout.HANDLE_QUOTA, 64);
        LittleEndian.put32(parameters, ProcessLayout.OBJECT_QUOTA, 32);
        LittleEndian.put32(parameters, ProcessLayout.CHANNEL_QUOTA, 32);
        LittleEndian.put32(parameters, ProcessLayout.TIMER_QUOTA, 32);
        LittleEndian.put32(parameters, ProcessLayout.HANDLE_COUNT, handles.length);
        for (int i = 0; i < handles.length; i++) {
            LittleEndian.put32(parameters, ProcessLayout.HANDLES + 4 * i, handles[i]);
        }
        return parameters;
    }

    /** Asks for a process: its handle in the supervisor, or a status. */
    long create(byte[] parameters) {
        supervisor.write(supervisor.buffer(), parameters);
        return supervisor.call(Call.PROCESS_CREATE, authority, supervisor.buffer());
    }

    /** Makes a process that is given these handles of the supervisor's. */
    Agent start(String name, int... handles) {
        return startAt(PRIORITY, name, handles);
    }

    Agent startAt(int priority, String name, int... handles) {
        return started(parameters(name, priority, handles));
    }

    /** Makes a process from parameters. */
    Agent started(byte[] parameters) {
        long handle = create(parameters);
        if (handle < 0) {
            throw new AssertionError("no process: " + Status.text((int) handle));
        }
        Agent agent = new Agent(this, lastStarted);
        agent.process = (int) handle;
        return agent;
    }

    /** What the supervisor learns of a process. */
    byte[] info(long handle) {
        supervisor.expect(Status.OK, Call.PROCESS_INFO, handle, supervisor.buffer());
        return supervisor.read(supervisor.buffer(), ProcessInfoLayout.SIZE);
    }

    /** What SYSTEM_INFO says. */
    byte[] system() {
        return system(supervisor);
    }

    private byte[] system(Agent asks) {
        asks.expect(Status.OK, Call.SYSTEM_INFO, authority, asks.buffer());
        return asks.read(asks.buffer(), SystemInfoLayout.SIZE);
    }

    /** Pages, handles, objects and processes in use: the same before and after what leaks nothing. */
    String usage() {
        return usage(supervisor);
    }

    /** The same, asked for by a later life of the supervisor. */
    String usage(Agent asks) {
        byte[] system = system(asks);
        return "free " + LittleEndian.i64(system, SystemInfoLayout.MEMORY_FREE) + ", processes "
                + LittleEndian.i32(system, SystemInfoLayout.PROCESSES) + ", handles "
                + LittleEndian.i32(system, SystemInfoLayout.HANDLES) + ", objects "
                + LittleEndian.i32(system, SystemInfoLayout.OBJECTS);
    }

    /** A message as its sender lays it out. */
    static byte[] message(int id, String payload, int... handles) {
        byte[] text = payload.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[MessageLayout.PAYLOAD + text.length];
        LittleEndian.put32(bytes, MessageLayout.TYPE, 9);
        LittleEndian.put32(bytes, MessageLayout.ID, id);
        LittleEndian.put32(bytes, MessageLayout.LENGTH, text.length);
        LittleEndian.put32(bytes, MessageLayout.HANDLE_COUNT, handles.length);
        for (int i = 0; i < handles.length && i < 4; i++) {
            LittleEndian.put32(bytes, MessageLayout.HANDLES + 4 * i, handles[i]);
        }
        System.arraycopy(text, 0, bytes, MessageLayout.PAYLOAD, text.length);
        return bytes;
    }

    /** The address of a process's start block. */
    long startBlock(int slot) {
        return machine.argument(slot) + StartLayout.MAGIC;
    }
}

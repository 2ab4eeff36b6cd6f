package cortado.fuzz.target;

import cortado.abi.Call;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessLayout;
import cortado.abi.StartLayout;
import cortado.abi.SystemInfoLayout;
import cortado.fuzz.Finding;
import cortado.kernel.simulated.BundleWriter;
import cortado.kernel.simulated.ElfWriter;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.SimulatedMachine;
import cortado.kernel.simulated.TreeWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A booted kernel whose first process does as it is told. */
final class Puppet {
    private static final int PAGE = 4096;

    final SimulatedBoard board;
    final SimulatedMachine machine;
    /** The first process's handle of authority, and its heap. */
    final int authority;

    final long buffer;
    /** The context that was made last. */
    int lastStarted;

    private final byte[] archive;
    private final int bundle;
    private final long image;
    private final long imageLength;

    /** With nothing in its bundle but the first process. */
    Puppet(int cpus) {
        this(
                cpus,
                new BundleWriter()
                        .add("bin/supervisor.elf", ElfWriter.smallest())
                        .toBytes());
    }

    /** With a bundle, which has the smallest program there is as its supervisor. */
    Puppet(int cpus, byte[] archive) {
        this.archive = archive;
        board = new SimulatedBoard(cpus, SimulatedBoard.DEFAULT_RAM, archive, Puppet::devices).boot();
        machine = board.machine();
        machine.setStartListener((slot, entry, stackTop, argument) -> lastStarted = slot);
        long start = machine.argument(0);
        byte[] block = read(0, start, StartLayout.ENVIRON);
        authority = LittleEndian.i32(block, StartLayout.HANDLES);
        buffer = LittleEndian.i64(block, StartLayout.HEAP);
        bundle = (int) call(Call.BOOT_FOLIO, authority, 1);
        byte[] program = ElfWriter.smallest();
        image = lastImage(program, PAGE);
        imageLength = program.length;
    }

    /** A serial port with SPI 1, and a device that begins within a page, with SPI 5. */
    private static void devices(TreeWriter writer) {
        writer.begin("serial@9000000");
        writer.strings("compatible", "arm,pl011")
                .cells("reg", 0, 0x900_0000, 0, PAGE)
                .cells("interrupts", 0, 1, 4)
                .end();
        writer.begin("rng@9010200");
        writer.cells("reg", 0, 0x901_0200, 0, 0x100)
                .cells("interrupts", 0, 5, 4)
                .end();
    }

    /** Where the bundle has a program. */
    long lastImage(byte[] program) {
        return lastImage(program, archive.length / PAGE * PAGE);
    }

    private long lastImage(byte[] program, int from) {
        for (int at = from; at >= 0; at -= PAGE) {
            if (at + program.length <= archive.length
                    && Arrays.equals(archive, at, at + program.length, program, 0, program.length)) {
                return at;
            }
        }
        throw new IllegalStateException("the program is not on a page of the bundle");
    }

    /** A call of the first process's: the result, or {@link SimulatedBoard#BLOCKED}. */
    long call(int number, long... arguments) {
        if (!bring(0)) {
            throw new Finding("the first process does not get to run");
        }
        long[] all = new long[4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        return board.trap(cpuOf(0), number, all[0], all[1], all[2], all[3]);
    }

    /** Gives turns away until a context runs; false if it does not. */
    boolean bring(int slot) {
        for (int tries = 0; tries < 256; tries++) {
            if (cpuOf(slot) >= 0) {
                return true;
            }
            if (board.running(0) < 0) {
                board.passTime(machine.now() + 1_000_000);
                board.serveCalls();
                if (board.running(0) < 0) {
                    return cpuOf(slot) >= 0;
                }
            }
            board.trap(0, Call.YIELD, 0, 0, 0, 0);
            board.serveCalls();
        }
        return false;
    }

    /** The CPU that runs a context, or -1. */
    int cpuOf(int slot) {
        for (int cpu = 0; cpu < machine.cpus(); cpu++) {
            if (board.running(cpu) == slot) {
                return cpu;
            }
        }
        return -1;
    }

    void write(int slot, long address, byte[] bytes) {
        if (!machine.writeUser(slot, address, bytes)) {
            throw new Finding("a process cannot write its own memory");
        }
    }

    byte[] read(int slot, long address, int length) {
        byte[] bytes = new byte[length];
        if (!machine.readUser(slot, address, bytes)) {
            throw new Finding("a process cannot read its own memory");
        }
        return bytes;
    }

    /** The parameters of a process that is made from the only program there is. */
    byte[] parameters(String name, int priority) {
        byte[] parameters = new byte[ProcessLayout.SIZE];
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, parameters, ProcessLayout.NAME, text.length);
        LittleEndian.put32(parameters, ProcessLayout.IMAGE, bundle);
        LittleEndian.put64(parameters, ProcessLayout.IMAGE_OFFSET, image);
        LittleEndian.put64(parameters, ProcessLayout.IMAGE_LENGTH, imageLength);
        LittleEndian.put32(parameters, ProcessLayout.PRIORITY, priority);
        LittleEndian.put64(parameters, ProcessLayout.HEAP_SIZE, 64 << 10);
        LittleEndian.put64(parameters, ProcessLayout.STACK_SIZE, 16 << 10);
        LittleEndian.put64(parameters, ProcessLayout.MEMORY_QUOTA, 1 << 20);
        LittleEndian.put32(parameters, ProcessLayout.HANDLE_QUOTA, 64);
        LittleEndian.put32(parameters, ProcessLayout.OBJECT_QUOTA, 32);
        LittleEndian.put32(parameters, ProcessLayout.CHANNEL_QUOTA, 32);
        LittleEndian.put32(parameters, ProcessLayout.TIMER_QUOTA, 32);
        return parameters;
    }

    /** Asks for a process: its handle, or a status. */
    long create(byte[] parameters) {
        write(0, buffer, parameters);
        return call(Call.PROCESS_CREATE, authority, buffer);
    }

    /** Pages, processes, handles and objects in use: the same before and after what leaks nothing. */
    String usage() {
        if (call(Call.SYSTEM_INFO, authority, buffer) != 0) {
            throw new Finding("the first process is not told how the system is");
        }
        byte[] system = read(0, buffer, SystemInfoLayout.SIZE);
        return "free " + LittleEndian.i64(system, SystemInfoLayout.MEMORY_FREE) + ", processes "
                + LittleEndian.i32(system, SystemInfoLayout.PROCESSES) + ", handles "
                + LittleEndian.i32(system, SystemInfoLayout.HANDLES) + ", objects "
                + LittleEndian.i32(system, SystemInfoLayout.OBJECTS);
    }
}

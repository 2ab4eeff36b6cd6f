package cortado.trials.hostile;

import cortado.abi.Signals;
import cortado.api.Clock;
import cortado.api.Timer;
import cortado.api.vm.Hypervisor;
import cortado.vmm.GuestMap;
import cortado.vmm.GuestMemory;
import cortado.vmm.VirtualMachine;
import cortado.vmm.VmEnd;
import cortado.vmm.VmLog;
import cortado.vmm.VmPlan;
import cortado.vmm.boot.BootSource;
import cortado.vmm.fuse.MemoryFiles;
import cortado.vmm.virtio.Disk;
import cortado.vmm.virtio.VirtioBlk;
import cortado.vmm.virtio.VirtioConsole;
import cortado.vmm.virtio.VirtioFs;
import cortado.vmm.virtio.VirtioRng;
import java.util.Arrays;

/** One guest with every device there is, and what it does to them. */
final class Attack {
    private static final long MEMORY = 16L << 20;
    /** Where the parameters are, and behind them the rings. */
    private static final long PARAMETERS = GuestMap.RAM + 0x10_0000;

    /** With so many bytes printed a guest's time is over. */
    static final int FLOOD = 100_000;

    private static final int DEVICES = 4;
    private static final long[] VIRTIO = windows();
    private static final long[] ALL = all();

    private final Hypervisor hypervisor;
    private final CountingLog log = new CountingLog();
    private long printed;

    Attack(Hypervisor hypervisor) {
        this.hypervisor = hypervisor;
    }

    private static long[] windows() {
        long[] windows = new long[2 * DEVICES];
        for (int i = 0; i < DEVICES; i++) {
            windows[2 * i] = GuestMap.VIRTIO + i * GuestMap.VIRTIO_STRIDE;
            windows[2 * i + 1] = 0x200;
        }
        return windows;
    }

    /** The devices, the interrupt controller of either version, and the places between them. */
    private static long[] all() {
        long[] all = Arrays.copyOf(VIRTIO, VIRTIO.length + 8);
        long[] others = {
            GuestMap.GICD, 0x1_0000, GuestMap.GICR, 0x4_0000, GuestMap.UART, 0x1000, GuestMap.VIRTIO, 0x1_0000
        };
        System.arraycopy(others, 0, all, VIRTIO.length, others.length);
        return all;
    }

    /** Lines that the guest was good for in the log. */
    int complaints() {
        return log.count;
    }

    /** Bytes that it printed. */
    long printed() {
        return printed;
    }

    /** Runs one guest, at most so long: how it ended. */
    VmEnd run(int work, long seed, long rounds, long milliseconds) {
        VmPlan plan = new VmPlan(MEMORY, 1, BootSource.none(), BootSource.none(), "");
        try (VirtualMachine machine = new VirtualMachine(hypervisor, plan, log);
                Timer patience = new Timer()) {
            GuestMemory memory = machine.memory();
            VirtioConsole console = new VirtioConsole(memory, "console", "cortado.agent");
            machine.add("console", console);
            machine.add("disk", new VirtioBlk(memory, new Scratch(), "scratch"));
            machine.add("rng", new VirtioRng(memory, (target, length) -> Arrays.fill(target, 0, length, (byte) 9)));
            machine.add("files", new VirtioFs(memory, "scratch", new MemoryFiles(64 << 10)));
            machine.uart().to((bytes, from, length) -> {
                if (printed < FLOOD && printed + length >= FLOOD) {
                    patience.at(Clock.NOW);
                }
                printed += length;
                return length;
            });
            byte[] code = HostileCode.bytes();
            memory.write(GuestMap.RAM, code, 0, code.length);
            long[] windows = work == HostileCode.STORM ? ALL : work == HostileCode.FLOOD ? uart() : VIRTIO;
            long[] parameters = {work, seed, rounds, windows.length / 2};
            for (int i = 0; i < parameters.length; i++) {
                memory.store64(PARAMETERS + 8L * i, parameters[i]);
            }
            for (int i = 0; i < windows.length; i++) {
                memory.store64(PARAMETERS + 32 + 8L * i, windows[i]);
            }
            machine.watch(patience, Signals.SIGNALLED, signals -> machine.stop("its time is over"));
            patience.at(Clock.after(milliseconds));
            machine.start(GuestMap.RAM, PARAMETERS);
            VmEnd end = machine.run();
            machine.unwatch(patience);
            return end;
        }
    }

    private static long[] uart() {
        return new long[] {GuestMap.UART, 0x1000};
    }

    /** Counts what is said, and says it. */
    private static final class CountingLog extends VmLog {
        private int count;

        @Override
        protected void write(String line) {
            count++;
            super.write(line);
        }
    }

    /** A disk of 32 KiB. */
    private static final class Scratch implements Disk {
        private final byte[] bytes = new byte[32 << 10];

        @Override
        public long sectors() {
            return bytes.length / 512;
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public boolean read(long sector, byte[] target, int count) {
            System.arraycopy(bytes, (int) sector * 512, target, 0, 512 * count);
            return true;
        }

        @Override
        public boolean write(long sector, byte[] source, int count) {
            System.arraycopy(source, 0, bytes, (int) sector * 512, 512 * count);
            return true;
        }

        @Override
        public boolean flush() {
            return true;
        }
    }
}

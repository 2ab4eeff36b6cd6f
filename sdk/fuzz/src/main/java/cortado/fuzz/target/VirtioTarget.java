package cortado.fuzz.target;

import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import cortado.vmm.GuestMemory;
import cortado.vmm.IrqLine;
import cortado.vmm.VmLog;
import cortado.vmm.fuse.MemoryFiles;
import cortado.vmm.virtio.Disk;
import cortado.vmm.virtio.VirtioBlk;
import cortado.vmm.virtio.VirtioConsole;
import cortado.vmm.virtio.VirtioDevice;
import cortado.vmm.virtio.VirtioFs;
import cortado.vmm.virtio.VirtioMmio;
import cortado.vmm.virtio.VirtioRng;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * A guest's driver gone wrong: each input chooses a device and then writes its registers and the memory in which its
 * rings lie, in any order and with any value. Nothing may escape the device, and what it answers with stays in memory.
 */
public final class VirtioTarget implements Target {
    private static final long BASE = 0x4000_0000L;
    private static final int MEMORY = 64 << 10;
    private static final int QUEUES = 6;
    private static final int RINGS = 0x800;
    /** Queues of eight. */
    private static final int QUEUE = 8;

    private static final int RING_ENTRIES = 4;
    private static final int DATA = 0x4000;

    // What the next bytes of an input mean.
    private static final int WRITE = 0;
    private static final int READ = 1;
    private static final int POKE = 2;
    private static final int DESCRIBE = 3;
    private static final int OFFER = 4;
    private static final int START = 5;
    private static final int NOTIFY = 6;
    private static final int KINDS = 7;

    private final byte[] bytes = new byte[MEMORY];

    @Override
    public String name() {
        return "virtio";
    }

    @Override
    public String description() {
        return "a guest's virtio drivers: whatever they write, the device serves or breaks, and nothing else happens";
    }

    @Override
    public int longest() {
        return 2 << 10;
    }

    /** A driver that starts each device and makes one good request. */
    @Override
    public List<byte[]> seeds() {
        return List.of(seed(0, 0, 0, 16), seed(1, 1, 0, 32), seed(2, 3, 0, 8), seed(3, 1, 26, 104));
    }

    private static byte[] seed(int device, int queue, int first, int length) {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.write(device);
        seed.write(START);
        seed.writeBytes(new byte[] {POKE, 0, DATA >> 8, 4, (byte) length, 0, (byte) first, 0});
        seed.writeBytes(new byte[] {DESCRIBE, (byte) queue, 0, 0, DATA >> 8, (byte) length, 1, 1});
        seed.writeBytes(new byte[] {DESCRIBE, (byte) queue, 1, 0, (DATA >> 8) + 8, (byte) 200, 2, 0});
        seed.writeBytes(new byte[] {OFFER, (byte) queue, 0});
        seed.writeBytes(new byte[] {NOTIFY, (byte) queue});
        seed.writeBytes(new byte[] {READ, 0x60, 0, 2});
        return seed.toByteArray();
    }

    @Override
    public void take(byte[] input) {
        Arrays.fill(bytes, (byte) 0);
        InputBytes script = new InputBytes(input);
        GuestMemory memory = new GuestMemory(BASE, bytes);
        VmLog quiet = new VmLog() {
            @Override
            protected void write(String line) {
                if (line.isEmpty()) {
                    throw new Finding("a complaint without words");
                }
            }
        };
        VirtioDevice model = model(script.next() & 3, memory);
        VirtioMmio device = new VirtioMmio("device", model, IrqLine.NONE, quiet);
        for (int steps = 0; !script.isEmpty() && steps < 500; steps++) {
            step(device, memory, script);
        }
        device.write(0, 0x070, 4, 0);
        if (device.read(0, 0x070, 4) != 0 || device.read(0, 0x060, 4) != 0) {
            throw new Finding("a reset left something behind");
        }
    }

    private static VirtioDevice model(int which, GuestMemory memory) {
        return switch (which) {
            case 0 -> new VirtioBlk(memory, new SmallDisk(), "fuzz");
            case 1 -> {
                VirtioConsole console = new VirtioConsole(memory, "console", "cortado.agent");
                console.port(1).to((text, from, length) -> length / 2 + (length & 1)); // takes half
                console.port(1).send(new byte[100], 0, 100);
                yield console;
            }
            case 2 -> new VirtioRng(memory, (target, length) -> Arrays.fill(target, 0, length, (byte) 4));
            default -> new VirtioFs(memory, "files", new MemoryFiles(16 << 10));
        };
    }

    private static void step(VirtioMmio device, GuestMemory memory, InputBytes script) {
        switch (script.next() % KINDS) {
            case WRITE -> {
                int offset = Math.min(script.next() | (script.next() << 8), VirtioMmio.SIZE - 8);
                device.write(0, Math.max(0, offset), 1 << (script.next() & 3), script.next64());
            }
            case READ -> {
                int offset = Math.min(script.next() | (script.next() << 8), VirtioMmio.SIZE - 8);
                device.read(0, Math.max(0, offset), 1 << (script.next() & 3));
            }
            case POKE -> {
                int at = (script.next() | (script.next() << 8)) % (MEMORY - 256);
                int count = script.next();
                for (int i = 0; i < count && !script.isEmpty(); i++) {
                    memory.store8(BASE + at + i, script.next());
                }
            }
            case DESCRIBE -> {
                long at = rings(script.next()) + 16L * (script.next() % QUEUE);
                memory.store64(at, BASE + (script.next() | (script.next() << 8)));
                memory.store32(at + 8, script.next());
                memory.store16(at + 12, script.next());
                memory.store16(at + 14, script.next());
            }
            case OFFER -> {
                long ring = rings(script.next()) + 16 * QUEUE;
                int index = memory.load16(ring + 2);
                memory.store16(ring + RING_ENTRIES + 2L * (index % QUEUE), script.next());
                memory.store16(ring + 2, index + 1);
            }
            case START -> start(device);
            default -> device.write(0, 0x050, 4, script.next());
        }
    }

    private static long rings(int queue) {
        return BASE + (long) RINGS * (queue % QUEUES);
    }

    /** All features, all queues. */
    private static void start(VirtioMmio device) {
        device.write(0, 0x070, 4, 3);
        for (int half = 0; half < 2; half++) {
            device.write(0, 0x014, 4, half);
            device.write(0, 0x024, 4, half);
            device.write(0, 0x020, 4, device.read(0, 0x010, 4));
        }
        device.write(0, 0x070, 4, 11);
        for (int queue = 0; queue < QUEUES; queue++) {
            device.write(0, 0x030, 4, queue);
            device.write(0, 0x038, 4, QUEUE);
            device.write(0, 0x080, 4, rings(queue));
            device.write(0, 0x090, 4, rings(queue) + 16 * QUEUE);
            device.write(0, 0x0a0, 4, rings(queue) + 16 * QUEUE + 64);
            device.write(0, 0x044, 4, 1);
        }
        device.write(0, 0x070, 4, 15);
    }

    /** Eight sectors. */
    private static final class SmallDisk implements Disk {
        private final byte[] sectors = new byte[8 * 512];

        @Override
        public long sectors() {
            return sectors.length / 512;
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public boolean read(long sector, byte[] target, int count) {
            System.arraycopy(sectors, (int) sector * 512, target, 0, 512 * count);
            return true;
        }

        @Override
        public boolean write(long sector, byte[] source, int count) {
            System.arraycopy(source, 0, sectors, (int) sector * 512, 512 * count);
            return true;
        }

        @Override
        public boolean flush() {
            return true;
        }
    }
}

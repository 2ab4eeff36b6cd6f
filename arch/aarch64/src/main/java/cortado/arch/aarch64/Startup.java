package cortado.arch.aarch64;

import cortado.fdt.FlatStatus;
import cortado.fdt.FlatTree;
import cortado.fdt.GicInterrupt;
import cortado.fdt.Interrupts;
import cortado.fdt.Platform;
import cortado.fdt.Registers;
import cortado.kernel.Iommu;
import cortado.kernel.Kernel;
import cortado.metal.Metal;

/**
 * From the first Java call on the CPU that booted to a kernel that is ready to run its first process: finds the log
 * UART, maps RAM, finds interrupt controller and timer, starts the other CPUs. What the kernel cannot do without and
 * the tree does not have is a panic that names it.
 */
final class Startup {
    /** Bytes of a redistributor row that are mapped: 16 CPUs. */
    private static final int REDISTRIBUTORS_MAPPED = 16 * 0x2_0000;

    /** Entries of the timer's {@code interrupts}. */
    private static final int PHYSICAL_TIMER = 1;

    private static final int VIRTUAL_TIMER = 2;
    private static final int TREE_SIZE_OFFSET = 4;
    private static final int LARGEST_TREE = 2 << 20;

    private final Image image;
    private final KernelSpace space;
    private final FlatTree tree;
    private final Registers registers;
    private final Platform platform;
    private final int uartNode;
    private final EarlyUart uart;

    /** Reads the device tree at a virtual address and finds the early log UART. */
    Startup(Image image, long treeAddress) {
        this.image = image;
        this.space = new KernelSpace(
                image,
                new CpuTranslations(),
                image.toPhysical(Cpu.kernelTable()),
                image.toPhysical(Cpu.tablePool()),
                image.toPhysical(Cpu.tablePoolEnd()));
        tree = new FlatTree(blobAt(treeAddress));
        registers = new Registers(tree);
        platform = new Platform(tree);
        uartNode = findUart();
        uart = uartNode < 0 ? null : new EarlyUart(map(uartNode, 0, Integer.MAX_VALUE));
    }

    private static byte[] blobAt(long address) {
        int size = Integer.reverseBytes(Metal.load32(address + TREE_SIZE_OFFSET));
        byte[] blob = new byte[size < 0 || size > LARGEST_TREE ? 0 : size];
        Metal.copyToArray(address, blob, 0, blob.length);
        return blob;
    }

    private int findUart() {
        int console = platform.console();
        if (tree.isEnabled(console) && tree.isCompatible(console, "arm,pl011")) {
            return console;
        }
        int node = tree.nextCompatible(FlatTree.ABSENT, "arm,pl011");
        while (node >= 0 && !tree.isEnabled(node)) {
            node = tree.nextCompatible(node, "arm,pl011");
        }
        return node;
    }

    /** Maps at most {@code limit} bytes of a node's register block. */
    private RegisterBlock map(int node, int number, int limit) {
        long address = registers.address(node, number);
        if (address < 0) {
            Panic.stop("device tree: a node that the kernel drives has no reg entry " + number
                    + " that the CPU can reach; the node's offset is " + node);
        }
        return new MappedRegisters(space.mapDevice(address, Math.min(registers.size(node, number), limit)));
    }

    FlatTree tree() {
        return tree;
    }

    EarlyUart uart() {
        return uart;
    }

    /** Builds the machine. */
    Aarch64Machine machine(int entryLevel) {
        if (tree.status() != FlatStatus.OK) {
            Panic.stop("device tree: " + FlatStatus.text(tree.status()));
        }
        mapMemory();
        int gicNode = find("interrupt controller (arm,gic-400, arm,cortex-a15-gic, arm,gic-v3)", findGic());
        int timerNode = find("arm,armv8-timer", tree.nextCompatible(FlatTree.ABSENT, "arm,armv8-timer"));
        int[] specifier = new int[Interrupts.MAX_CELLS];
        boolean el2 = entryLevel == 2;
        new Interrupts(tree).resolve(timerNode, el2 ? PHYSICAL_TIMER : VIRTUAL_TIMER, specifier);
        int timerLine = find("generic timer interrupt", Distributor.privateLine(specifier));
        Gic gic = GicInterrupt.isVersion3(tree, gicNode) ? gic3(gicNode) : gic2(gicNode);
        Board board = new Board(gicNode, timerNode, timerLine, uartNode, uart, platform.psciConduit(), entryLevel);
        GenericTimer timer = new GenericTimer(el2);
        Contexts contexts = new Contexts();
        Virtualization virtualization = new GuestStartup(tree, registers, space, image, gicNode, timerNode)
                .virtualization(entryLevel, contexts, timer);
        gic.expect(0, Processors.ownAffinity());
        gic.initialize();
        Iommu iommu = new SmmuStartup(tree, registers, space, gic).iommu();
        Aarch64Machine machine = new Aarch64Machine(image, board, gic, timer, contexts, virtualization, iommu);
        machine.restartAfterPanic(platform.bootArgument("panic", 0));
        machine.initializeCpu(0);
        return machine;
    }

    private static int find(String what, int found) {
        if (found < 0) {
            Panic.stop("device tree: no enabled " + what);
        }
        return found;
    }

    private void mapMemory() {
        space.keepOut(image.physical(), image.end());
        for (int node = platform.nextReserved(FlatTree.ABSENT); node >= 0; node = platform.nextReserved(node)) {
            for (int i = 0; tree.property(node, "no-map") >= 0 && i < registers.count(node); i++) {
                long start = registers.address(node, i);
                space.keepOut(start, start + registers.size(node, i));
            }
        }
        for (int node = platform.nextMemory(FlatTree.ABSENT); node >= 0; node = platform.nextMemory(node)) {
            for (int i = 0; i < registers.count(node); i++) {
                long start = registers.address(node, i);
                space.mapMemory(start, start + registers.size(node, i));
            }
        }
    }

    private int findGic() {
        int node = tree.root();
        while (node >= 0 && !(GicInterrupt.isGic(tree, node) && tree.isEnabled(node))) {
            node = tree.nextNode(node);
        }
        return node;
    }

    private Gic gic2(int node) {
        return new Gic2(map(node, 0, Integer.MAX_VALUE), map(node, 1, Integer.MAX_VALUE));
    }

    private Gic gic3(int node) {
        long rows = tree.number(tree.property(node, "#redistributor-regions"));
        int count = rows < 1 ? 1 : (int) rows;
        RegisterBlock[] regions = new RegisterBlock[count];
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = (int) Math.min(registers.size(node, 1 + i), REDISTRIBUTORS_MAPPED);
            regions[i] = map(node, 1 + i, REDISTRIBUTORS_MAPPED);
        }
        return new Gic3(map(node, 0, Integer.MAX_VALUE), regions, sizes, new CpuGic3());
    }

    /** Starts the other CPUs, which wait for the kernel lock, then the kernel. The caller holds the lock. */
    Kernel kernel(Aarch64Machine machine, long treePhysical) {
        processors(machine);
        Kernel kernel = new Kernel(machine);
        machine.takeTablesFrom(kernel.tables());
        machine.takeGuestTablesFrom(kernel.guestTables());
        kernel.boot(tree, treePhysical, image.physical(), image.end());
        return kernel;
    }

    private void processors(Aarch64Machine machine) {
        machine.processors().startOthers(platform, machine);
    }
}

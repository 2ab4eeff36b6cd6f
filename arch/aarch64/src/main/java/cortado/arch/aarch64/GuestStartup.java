package cortado.arch.aarch64;

import cortado.abi.SystemInfoLayout;
import cortado.fdt.FlatTree;
import cortado.fdt.GicInterrupt;
import cortado.fdt.Interrupts;
import cortado.fdt.Registers;

/** Finds out whether the board can run guests, and readies what that takes. */
final class GuestStartup {
    private static final int VIRTUAL_TIMER = 2;
    /** Entries of a GICv2's {@code reg}: virtual interface control, virtual CPU interface. */
    private static final int GICH = 2;

    private static final int GICV = 3;
    private static final int GICH_SIZE = 0x200;

    private final FlatTree tree;
    private final Registers registers;
    private final KernelSpace space;
    private final Image image;
    private final int gicNode;
    private final int timerNode;

    GuestStartup(FlatTree tree, Registers registers, KernelSpace space, Image image, int gicNode, int timerNode) {
        this.tree = tree;
        this.registers = registers;
        this.space = space;
        this.image = image;
        this.gicNode = gicNode;
        this.timerNode = timerNode;
    }

    Virtualization virtualization(int entryLevel, Contexts contexts, GenericTimer timer) {
        if (entryLevel != 2) {
            return none(SystemInfoLayout.HYPERVISOR_ENTERED_AT_EL1, contexts, timer);
        }
        boolean version3 = GicInterrupt.isVersion3(tree, gicNode);
        int timerLine = privateLine(timerNode, VIRTUAL_TIMER);
        int maintenanceLine = privateLine(gicNode, 0);
        boolean hasInterface =
                version3 || (registers.address(gicNode, GICH) >= 0 && registers.address(gicNode, GICV) >= 0);
        if (timerLine < 0 || maintenanceLine < 0 || !hasInterface) {
            return none(SystemInfoLayout.HYPERVISOR_GIC, contexts, timer);
        }
        Monitor monitor = new Monitor(image, image, new CpuTranslations(), version3);
        GuestContext guests = new GuestContext();
        GuestGic gic = version3 ? gic3(monitor, guests) : gic2(guests);
        long gicv = version3 ? -1 : registers.address(gicNode, GICV);
        GuestSpaces spaces = new GuestSpaces(new LinearMap(), new CpuTranslations(), monitor);
        int ready = SystemInfoLayout.HYPERVISOR_READY;
        Vcpus vcpus = new Vcpus(ready, monitor, gic, gicv, guests, spaces, contexts, timer);
        return new Virtualization(vcpus, monitor, gic, timerLine, maintenanceLine);
    }

    private static Virtualization none(int reason, Contexts contexts, GenericTimer timer) {
        GuestSpaces spaces = new GuestSpaces(new LinearMap(), null, null);
        Vcpus vcpus = new Vcpus(reason, null, null, -1, null, spaces, contexts, timer);
        return new Virtualization(vcpus, null, null, 0, 0);
    }

    private int privateLine(int node, int number) {
        int[] specifier = new int[Interrupts.MAX_CELLS];
        int controller = new Interrupts(tree).resolve(node, number, specifier);
        return controller < 0 ? -1 : Distributor.privateLine(specifier);
    }

    private GuestGic gic2(GuestContext guests) {
        long control = registers.address(gicNode, GICH);
        return new GuestGic2(new MappedRegisters(space.mapDevice(control, GICH_SIZE)), guests);
    }

    private static GuestGic gic3(Monitor monitor, GuestContext guests) {
        monitor.setVectors();
        return new GuestGic3(Math.min(Monitor.lists(monitor.virtualGic()), 16), guests);
    }
}

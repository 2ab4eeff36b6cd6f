package cortado.arch.aarch64;

import cortado.fdt.FlatTree;
import cortado.fdt.Interrupts;
import cortado.fdt.Registers;
import cortado.kernel.Iommu;
import cortado.kernel.NoIommu;

/** Finds the board's SMMUv3 (Linux binding iommu/arm,smmu-v3.yaml), if it has one. */
final class SmmuStartup {
    private static final String COMPATIBLE = "arm,smmu-v3";

    private final FlatTree tree;
    private final Registers registers;
    private final KernelSpace space;
    private final Distributor distributor;
    private final Gic gic;

    SmmuStartup(FlatTree tree, Registers registers, KernelSpace space, Gic gic) {
        this.tree = tree;
        this.registers = registers;
        this.space = space;
        this.gic = gic;
        this.distributor = gic.distributor();
    }

    Iommu iommu() {
        int node = tree.nextCompatible(FlatTree.ABSENT, COMPATIBLE);
        if (!tree.isEnabled(node) || registers.address(node, 0) < 0) {
            return new NoIommu();
        }
        RegisterBlock block = new MappedRegisters(space.mapDevice(registers.address(node, 0), SmmuRegister.SIZE));
        return new Smmu(node, block, new LinearMap(), new CpuTranslations(), lines(node));
    }

    /** Its lines for events and errors, or the one for all; masked. */
    private int[] lines(int node) {
        int property = tree.property(node, "interrupt-names");
        int[] found = new int[2];
        int count = 0;
        int index = 0;
        int at = tree.nextString(property, FlatTree.ABSENT);
        while (at >= 0 && count < found.length) {
            boolean wanted =
                    tree.equalsAt(at, "eventq") || tree.equalsAt(at, "gerror") || tree.equalsAt(at, "combined");
            int line = wanted ? line(node, index) : -1;
            if (line >= 0) {
                found[count++] = line;
            }
            index++;
            at = tree.nextString(property, at);
        }
        int[] lines = new int[count];
        System.arraycopy(found, 0, lines, 0, count);
        return lines;
    }

    private int line(int node, int index) {
        int[] specifier = new int[Interrupts.MAX_CELLS];
        Interrupts interrupts = new Interrupts(tree);
        int controller = interrupts.resolve(node, index, specifier);
        int line = controller < 0 ? -1 : distributor.line(specifier, interrupts.cells(controller));
        if (line >= 0) {
            distributor.mask(line);
            distributor.setTrigger(line, Distributor.isEdge(specifier));
            gic.target(line);
        }
        return line;
    }
}

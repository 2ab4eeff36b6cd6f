package cortado.kernel;

import cortado.abi.FolioFlag;
import cortado.abi.LastWordsLayout;
import cortado.abi.Limits;
import cortado.abi.Status;
import cortado.fdt.FlatStatus;
import cortado.fdt.FlatTree;
import cortado.fdt.Platform;
import cortado.fdt.Registers;

/** The way from what firmware left to the first process. Runs once and may allocate. */
final class Boot {
    private static final String FIRST_PROCESS = "bin/supervisor.elf";

    private final Machine machine;
    private final PageAllocator allocator;
    private final Objects objects;
    private final Panic panic;
    private FlatTree tree;
    private Platform platform;
    private Registers registers;
    private long total;
    /** The memory that outlives a restart, 0 for none. */
    private long keptPhysical;

    private long bundlePhysical;
    private long bundleSize;

    Boot(Machine machine, PageAllocator allocator, Objects objects, Panic panic) {
        this.machine = machine;
        this.allocator = allocator;
        this.objects = objects;
        this.panic = panic;
    }

    /** Finds RAM and takes out of it what is not free; false after a panic. */
    boolean findMemory(FlatTree flatTree, long treeAddress, long kernelStart, long kernelEnd) {
        tree = flatTree;
        platform = new Platform(tree);
        registers = new Registers(tree);
        if (tree.status() != FlatStatus.OK) {
            panic.text("the device tree is malformed");
            return false;
        }
        long low = Long.MAX_VALUE;
        long high = 0;
        for (int node = platform.nextMemory(FlatTree.ABSENT); node >= 0; node = platform.nextMemory(node)) {
            for (int i = 0; i < registers.count(node); i++) {
                long start = registers.address(node, i);
                long size = registers.size(node, i);
                if (start >= 0 && size > 0) {
                    low = Math.min(low, start);
                    high = Math.max(high, start + size);
                    total += size;
                }
            }
        }
        if (high == 0) {
            panic.text("the device tree has no memory node with a region");
            return false;
        }
        allocator.manage(low, high);
        releaseMemory();
        // Physical address 0 stands for nothing in too many places.
        allocator.reserve(0, Limits.PAGE);
        allocator.reserve(kernelStart, kernelEnd);
        allocator.reserve(treeAddress, treeAddress + tree.size());
        reserveRegions();
        if (!findBundle()) {
            return false;
        }
        findKept(kernelStart, kernelEnd, treeAddress, high);
        return true;
    }

    /**
     * Finds the memory that is left alone: what the tree reserves as {@code ramoops} (Linux
     * Documentation/admin-guide/ramoops), if that is RAM and no one else's, else the last pages of RAM, which no
     * firmware loads anything to.
     */
    private void findKept(long kernelStart, long kernelEnd, long treeAddress, long high) {
        for (int node = platform.nextReserved(FlatTree.ABSENT); node >= 0; node = platform.nextReserved(node)) {
            long start = (registers.address(node, 0) + Limits.PAGE - 1) & -Limits.PAGE;
            long end = start + KernelLimits.KEPT;
            if (tree.isCompatible(node, "ramoops")
                    && end <= registers.address(node, 0) + registers.size(node, 0)
                    && isMemory(start, end)
                    && (end <= kernelStart || kernelEnd <= start)
                    && (end <= treeAddress || treeAddress + tree.size() <= start)
                    && (end <= bundlePhysical || bundlePhysical + bundleSize <= start)) {
                keptPhysical = start;
                return;
            }
        }
        long end = high & -Limits.PAGE;
        long start = end - KernelLimits.KEPT;
        if (allocator.reserve(start, end) == KernelLimits.KEPT / Limits.PAGE) {
            keptPhysical = start;
        }
    }

    private boolean isMemory(long from, long to) {
        for (int node = platform.nextMemory(FlatTree.ABSENT); node >= 0; node = platform.nextMemory(node)) {
            for (int i = 0; i < registers.count(node); i++) {
                long start = registers.address(node, i);
                if (start >= 0 && start <= from && to <= start + registers.size(node, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The memory that outlives a restart, for ever and uncached, so that what is written is there; null for none. */
    Folio keptFolio() {
        if (keptPhysical == 0) {
            return null;
        }
        machine.cleanCache(keptPhysical, KernelLimits.KEPT);
        Folio folio = objects.folios.borrow(keptPhysical, KernelLimits.KEPT / Limits.PAGE, FolioFlag.DMA, -1);
        folio.immutable = false;
        objects.created(folio, null);
        folio.references = 1;
        return folio;
    }

    /** The end of that memory, for what a panic says; null if there is none. */
    LastWords lastWords() {
        return keptPhysical == 0
                ? null
                : new LastWords(machine, keptPhysical + KernelLimits.KEPT - LastWordsLayout.SIZE);
    }

    private void releaseMemory() {
        for (int node = platform.nextMemory(FlatTree.ABSENT); node >= 0; node = platform.nextMemory(node)) {
            for (int i = 0; i < registers.count(node); i++) {
                long start = registers.address(node, i);
                long size = registers.size(node, i);
                if (start >= 0 && size > 0) {
                    allocator.release(start, start + size);
                }
            }
        }
    }

    private void reserveRegions() {
        for (int i = 0; i < tree.reservationCount(); i++) {
            long start = tree.reservationAddress(i);
            allocator.reserve(start, start + tree.reservationSize(i));
        }
        for (int node = platform.nextReserved(FlatTree.ABSENT); node >= 0; node = platform.nextReserved(node)) {
            for (int i = 0; i < registers.count(node); i++) {
                long start = registers.address(node, i);
                long size = registers.size(node, i);
                if (start >= 0 && size > 0) {
                    allocator.reserve(start, start + size);
                }
            }
        }
    }

    private boolean findBundle() {
        long start = platform.bundleStart();
        long end = platform.bundleEnd();
        if (start <= 0 || end <= start) {
            panic.text("no boot bundle: /chosen names no linux,initrd-start and linux,initrd-end");
            return false;
        }
        allocator.reserve(start, end);
        bundlePhysical = start;
        bundleSize = end - start;
        return true;
    }

    /** Bytes of RAM. */
    long total() {
        return total;
    }

    /** Bytes of bundle and tree. */
    long boot() {
        return bundleSize + tree.size();
    }

    /** The device tree as a folio that lives for ever; copied if firmware did not put it on a page boundary. */
    Folio treeFolio(long treeAddress) {
        return keep(treeAddress, tree.size());
    }

    Folio bundleFolio() {
        return keep(bundlePhysical, bundleSize);
    }

    private Folio keep(long address, long size) {
        int pages = (int) Memory.pages(size);
        long physical = address;
        if (address % Limits.PAGE != 0) {
            physical = allocator.take(pages);
            if (physical < 0) {
                panic.text("no memory for the boot bundle");
                return null;
            }
            machine.zeroPages(physical, pages);
            machine.copyPhysical(address, physical, size);
        }
        Folio folio = objects.folios.borrow(physical, pages, 0, -1);
        objects.created(folio, null);
        folio.references = 1;
        return folio;
    }

    /** Starts the first process, with the authority as its only handle; false after a panic. */
    boolean startFirst(FirstProcess first, Launch launch, Endings endings, Folio bundle) {
        Bundle archive = new Bundle(machine);
        if (!archive.find(bundle.physical, bundleSize, FIRST_PROCESS)) {
            panic.text("the boot bundle has no bin/supervisor.elf");
            return false;
        }
        int status = first.boot(launch, endings, bundle, archive.offset(), archive.length());
        if (status != Status.OK) {
            LogLine line = new LogLine().start();
            panic.line(line.put("bin/supervisor.elf cannot be started: ").put(text(status)));
            return false;
        }
        return true;
    }

    private static String text(int status) {
        return switch (status) {
            case Status.BAD_IMAGE -> "not a static ELF64 executable for this CPU, or it asks for what is not allowed";
            case Status.NO_MEMORY -> "not enough memory";
            case Status.QUOTA_EXCEEDED -> "it needs more memory than the first process may have";
            default -> "unexpected status";
        };
    }
}

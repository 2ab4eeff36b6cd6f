package cortado.arch.aarch64;

import static cortado.arch.aarch64.SmmuRegister.*;

import cortado.abi.Status;
import cortado.kernel.Iommu;
import cortado.kernel.TablePages;

/**
 * An SMMUv3 (Arm IHI 0070) that holds up every access of a device to memory that the device's driver was not given.
 * Only stage 2 is used, with tables of the shape that guests have; addresses stay what they are.
 */
final class Smmu implements Iommu {
    private static final int PAGE = Descriptor.PAGE;
    /** Stream table at a multiple of its size, then a page for each queue. */
    private static final int PAGES = 2 * StreamTable.BYTES / PAGE + 2;

    /** Addresses have so many bits at most: {@link Tables}. */
    private static final int ADDRESS_BITS = 39;
    /** How often an acknowledgement is looked for before the hardware counts as dead. */
    private static final int PATIENCE = 1_000_000;

    private final int node;
    private final RegisterBlock registers;
    private final PhysicalMemory memory;
    private final Translations ordering;
    private final int[] lines;
    private final Tables tables;
    private final long[] roots = new long[1 << StreamTable.SIZE_SHIFT];
    private StreamTable streams;
    private SmmuCommands commands;
    private SmmuEvents events;
    private TablePages pages;

    /**
     * @param node in the device tree
     * @param lines its interrupts
     */
    Smmu(int node, RegisterBlock registers, PhysicalMemory memory, Translations ordering, int[] lines) {
        this.node = node;
        this.registers = registers;
        this.memory = memory;
        this.ordering = ordering;
        this.lines = lines;
        this.tables = new Tables(memory, ordering);
    }

    @Override
    public int node() {
        return node;
    }

    @Override
    public int streams() {
        return isUsable() ? roots.length : 0;
    }

    /** Whether it can do what is done here: one that does not see the CPUs' caches cannot. */
    private boolean isUsable() {
        int wanted = IDR0_S2P | IDR0_AARCH64 | IDR0_COHACC;
        int sizes = registers.load(IDR1);
        return (registers.load(IDR0) & wanted) == wanted
                && (registers.load(IDR5) & IDR5_GRAN4K) != 0
                && (sizes & IDR1_PRESET) == 0
                && (sizes & IDR1_SIDSIZE) >= StreamTable.SIZE_SHIFT
                && (sizes >>> IDR1_CMDQS_SHIFT & IDR1_QUEUE_SIZE) >= SmmuCommands.SIZE_SHIFT
                && (sizes >>> IDR1_EVENTQS_SHIFT & IDR1_QUEUE_SIZE) >= SmmuEvents.SIZE_SHIFT;
    }

    @Override
    public int pages() {
        return isUsable() ? PAGES : 0;
    }

    @Override
    public boolean start(long physical, TablePages tablePages) {
        long table = physical + StreamTable.BYTES - 1 & -StreamTable.BYTES;
        long commandQueue = table + StreamTable.BYTES;
        long eventQueue = commandQueue + PAGE;
        pages = tablePages;
        tables.takeFrom(tablePages);
        streams = new StreamTable(memory, ordering, table, registers.load(IDR5) & IDR5_OAS);
        commands = new SmmuCommands(registers, memory, ordering, commandQueue);
        events = new SmmuEvents(registers, memory, ordering, eventQueue);
        if (!enable(0)) {
            return false;
        }
        registers.store(CR1, CR1_CACHED);
        registers.store(CR2, 0);
        store64(STRTAB_BASE, table | BASE_ALLOCATE);
        registers.store(STRTAB_BASE_CFG, StreamTable.SIZE_SHIFT);
        store64(CMDQ_BASE, commandQueue | BASE_ALLOCATE | SmmuCommands.SIZE_SHIFT);
        registers.store(CMDQ_PROD, 0);
        registers.store(CMDQ_CONS, 0);
        store64(EVENTQ_BASE, eventQueue | BASE_ALLOCATE | SmmuEvents.SIZE_SHIFT);
        registers.store(EVENTQ_PROD, 0);
        registers.store(EVENTQ_CONS, 0);
        if (!enable(CR0_CMDQEN) || !commands.forgetAll() || !enable(CR0_CMDQEN | CR0_EVENTQEN)) {
            return false;
        }
        registers.store(IRQ_CTRL, IRQ_EVENTQ | IRQ_GERROR);
        return acknowledged(IRQ_CTRLACK, IRQ_EVENTQ | IRQ_GERROR) && enable(CR0_CMDQEN | CR0_EVENTQEN | CR0_SMMUEN);
    }

    private boolean enable(int parts) {
        registers.store(CR0, parts);
        return acknowledged(CR0ACK, parts);
    }

    private boolean acknowledged(int register, int value) {
        int tries = PATIENCE;
        while (tries > 0 && registers.load(register) != value) {
            tries--;
        }
        return tries > 0;
    }

    private void store64(int offset, long value) {
        registers.store(offset, (int) value);
        registers.store(offset + 4, (int) (value >>> 32));
    }

    @Override
    public int line(int index) {
        return index < lines.length ? lines[index] : -1;
    }

    @Override
    public int mapCost(int stream, long address, int count) {
        long end = address + ((long) count << Descriptor.PAGE_SHIFT);
        if (end < address || end > 1L << ADDRESS_BITS) {
            return Status.NOT_SUPPORTED;
        }
        // Of an empty root everything is missing: one table below it for each GiB, one for each 2 MiB.
        return roots[stream] == 0 ? 1 + emptyCost(address, end - 1) : tables.missing(roots[stream], address, count);
    }

    private static int emptyCost(long first, long last) {
        int gibibytes = (int) ((last >>> Descriptor.shift(1)) - (first >>> Descriptor.shift(1))) + 1;
        return gibibytes + (int) ((last >>> Descriptor.shift(2)) - (first >>> Descriptor.shift(2))) + 1;
    }

    @Override
    public boolean map(int stream, long address, int count) {
        boolean first = roots[stream] == 0;
        if (first) {
            roots[stream] = pages.take(stream);
        }
        tables.map(stream, roots[stream], address, address | StageTwo.devicePage(), count);
        if (first) {
            streams.translate(stream, roots[stream]);
        }
        // Where nothing was mapped nothing is remembered, so only a new entry has to be looked at.
        return !first || commands.forgetStream(stream);
    }

    @Override
    public boolean unmap(int stream, long address, int count) {
        tables.clear(roots[stream], address, count);
        return commands.forgetTables(StreamTable.vmid(stream));
    }

    @Override
    public void silence(int stream) {
        streams.stop(stream);
        commands.forgetStream(stream);
    }

    @Override
    public void admit(int stream) {
        streams.resume(stream, roots[stream]);
        commands.forgetStream(stream);
    }

    @Override
    public boolean nextFault() {
        int errors = registers.load(GERROR);
        if (errors != registers.load(GERRORN)) {
            registers.store(GERRORN, errors);
        }
        return events.next();
    }

    @Override
    public int faultStream() {
        return events.stream();
    }

    @Override
    public long faultAddress() {
        return events.address();
    }

    @Override
    public boolean faultWrites() {
        return events.isWrite();
    }
}

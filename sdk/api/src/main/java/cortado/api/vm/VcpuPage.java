package cortado.api.vm;

import cortado.abi.Call;
import cortado.abi.Rights;
import cortado.abi.VcpuPageLayout;
import cortado.api.Folio;
import cortado.api.StatusException;
import cortado.platform.Platform;
import java.util.Objects;

/** The run page of a vcpu: the exit, its answer and the list registers. See {@link VcpuPageLayout} for each. */
public final class VcpuPage {
    private final Folio folio;
    private final Platform memory;
    /** Where it is mapped. */
    private final long at;

    VcpuPage(Folio folio) {
        this.folio = folio;
        memory = Platform.current();
        at = StatusException.check(
                "map run page",
                memory.call(Call.FOLIO_MAP, folio.number(), 0, folio.size(), Rights.READ | Rights.WRITE));
    }

    /** A {@link cortado.abi.VcpuExit}. */
    public int reason() {
        return memory.load32(at + VcpuPageLayout.REASON);
    }

    /** Whether the access is a store. */
    public boolean isWrite() {
        return (memory.load32(at + VcpuPageLayout.FLAGS) & VcpuPageLayout.WRITE) != 0;
    }

    /** Whether an instruction was to be fetched. */
    public boolean isFetch() {
        return (memory.load32(at + VcpuPageLayout.FLAGS) & VcpuPageLayout.FETCH) != 0;
    }

    /** Bytes of the access: 1, 2, 4 or 8. */
    public int accessSize() {
        return memory.load32(at + VcpuPageLayout.ACCESS_SIZE);
    }

    /** The guest-physical address. */
    public long address() {
        return memory.load64(at + VcpuPageLayout.ADDRESS);
    }

    /** What is stored, zero-extended. */
    public long value() {
        return memory.load64(at + VcpuPageLayout.VALUE);
    }

    /** ESR_EL2. */
    public long syndrome() {
        return memory.load64(at + VcpuPageLayout.SYNDROME);
    }

    /** The guest's virtual address of a fault. */
    public long virtualAddress() {
        return memory.load64(at + VcpuPageLayout.VIRTUAL_ADDRESS);
    }

    /** The guest's program counter. */
    public long pc() {
        return memory.load64(at + VcpuPageLayout.PC);
    }

    /** CNTV_CTL_EL0 as the guest would read it. */
    public long timerControl() {
        return memory.load64(at + VcpuPageLayout.TIMER_CONTROL);
    }

    /** x0 to x7 at HVC and SMC. */
    public long argument(int register) {
        Objects.checkIndex(register, 8);
        return memory.load64(at + VcpuPageLayout.ARGUMENTS + 8L * register);
    }

    /** Answers: x0 to x3 after HVC and SMC, or (0) what a load reads. */
    public void result(int register, long value) {
        Objects.checkIndex(register, 4);
        memory.store64(at + VcpuPageLayout.RESULTS + 8L * register, value);
    }

    /** Answers: a {@link cortado.abi.VcpuAction}, CONTINUE unless this is called. */
    public void action(int action) {
        memory.store32(at + VcpuPageLayout.ACTION, action);
    }

    /** {@link VcpuPageLayout#EXIT_ON_WAIT}, {@link VcpuPageLayout#REFILL}; from the next run on. */
    public void control(int bits) {
        memory.store32(at + VcpuPageLayout.CONTROL, bits);
    }

    /** The interrupt that the kernel raises when the virtual timer is due, 0 for an exit instead. */
    public void timerInterrupt(long interrupt) {
        memory.store64(at + VcpuPageLayout.TIMER_INTERRUPT, interrupt);
    }

    /**
     * What the kernel raises when a vcpu sends an SGI to itself, 0 for an exit instead:
     * {@link VcpuPageLayout#SELF_INTERRUPT}.
     *
     * @param register the guest-physical address of a GICv2 guest's GICD_SGIR
     */
    public void selfInterrupt(long interrupt, long register) {
        memory.store64(at + VcpuPageLayout.SELF_REGISTER, register);
        memory.store64(at + VcpuPageLayout.SELF_INTERRUPT, interrupt);
    }

    /** How many list registers there are, 1 to 16. */
    public int listCount() {
        return memory.load32(at + VcpuPageLayout.LIST_COUNT);
    }

    /** Which GIC the guest has: 2 or 3. */
    public int gicVersion() {
        return memory.load32(at + VcpuPageLayout.GIC_VERSION);
    }

    /** Ticks a second of the guest's counter. */
    public long counterFrequency() {
        return memory.load64(at + VcpuPageLayout.COUNTER_FREQUENCY);
    }

    /** A list register: {@link VcpuPageLayout#LIST}. */
    public long list(int register) {
        Objects.checkIndex(register, 16);
        return memory.load64(at + VcpuPageLayout.LIST + 8L * register);
    }

    /** Sets a list register, from the next run on. */
    public void list(int register, long interrupt) {
        Objects.checkIndex(register, 16);
        memory.store64(at + VcpuPageLayout.LIST + 8L * register, interrupt);
    }

    /**
     * From now on the guest's loads of a word of the shown page give a value, without an exit. Not only for a vcpu that
     * is stopped.
     *
     * @param offset in that page, a multiple of 4; {@link VcpuPageLayout#SHOWN_MARKS} tells which cannot be shown
     * @throws IndexOutOfBoundsException if it cannot be shown, or the vcpu has no such page
     */
    public void show(int offset, int value) {
        boolean marks =
                (offset & -VcpuPageLayout.SHOWN_MARKS_SIZE) == VcpuPageLayout.SHOWN_MARKS - VcpuPageLayout.SHOWN;
        if (offset < 0 || offset % 4 != 0 || marks || offset >= folio.size() - VcpuPageLayout.SHOWN) {
            throw new IndexOutOfBoundsException("offset " + offset + " of a vcpu's shown page");
        }
        memory.store32(at + VcpuPageLayout.SHOWN + offset, value);
        long mark = at + VcpuPageLayout.SHOWN_MARKS + offset / 128 * 4L;
        memory.store32(mark, memory.load32(mark) | 1 << offset / 4 % 32);
    }

    void close() {
        memory.call(Call.FOLIO_UNMAP, at, 0, 0, 0);
        folio.close();
    }
}

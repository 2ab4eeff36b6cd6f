package cortado.api.vm;

import cortado.abi.VcpuPageLayout;
import cortado.api.Folio;

/** The run page of a vcpu: the exit, its answer and the list registers. See {@link VcpuPageLayout} for each. */
public final class VcpuPage {
    private final Folio folio;

    VcpuPage(Folio folio) {
        this.folio = folio;
    }

    /** A {@link cortado.abi.VcpuExit}. */
    public int reason() {
        return folio.load32(VcpuPageLayout.REASON);
    }

    /** Whether the access is a store. */
    public boolean isWrite() {
        return (folio.load32(VcpuPageLayout.FLAGS) & VcpuPageLayout.WRITE) != 0;
    }

    /** Whether an instruction was to be fetched. */
    public boolean isFetch() {
        return (folio.load32(VcpuPageLayout.FLAGS) & VcpuPageLayout.FETCH) != 0;
    }

    /** Bytes of the access: 1, 2, 4 or 8. */
    public int accessSize() {
        return folio.load32(VcpuPageLayout.ACCESS_SIZE);
    }

    /** The guest-physical address. */
    public long address() {
        return folio.load64(VcpuPageLayout.ADDRESS);
    }

    /** What is stored, zero-extended. */
    public long value() {
        return folio.load64(VcpuPageLayout.VALUE);
    }

    /** ESR_EL2. */
    public long syndrome() {
        return folio.load64(VcpuPageLayout.SYNDROME);
    }

    /** The guest's virtual address of a fault. */
    public long virtualAddress() {
        return folio.load64(VcpuPageLayout.VIRTUAL_ADDRESS);
    }

    /** The guest's program counter. */
    public long pc() {
        return folio.load64(VcpuPageLayout.PC);
    }

    /** CNTV_CTL_EL0 as the guest would read it. */
    public long timerControl() {
        return folio.load64(VcpuPageLayout.TIMER_CONTROL);
    }

    /** x0 to x7 at HVC and SMC. */
    public long argument(int register) {
        return folio.load64(VcpuPageLayout.ARGUMENTS + 8L * register);
    }

    /** Answers: x0 to x3 after HVC and SMC, or (0) what a load reads. */
    public void result(int register, long value) {
        folio.store64(VcpuPageLayout.RESULTS + 8L * register, value);
    }

    /** Answers: a {@link cortado.abi.VcpuAction}, CONTINUE unless this is called. */
    public void action(int action) {
        folio.store32(VcpuPageLayout.ACTION, action);
    }

    /** {@link VcpuPageLayout#EXIT_ON_WAIT}, {@link VcpuPageLayout#REFILL}; from the next run on. */
    public void control(int bits) {
        folio.store32(VcpuPageLayout.CONTROL, bits);
    }

    /** The interrupt that the kernel raises when the virtual timer is due, 0 for an exit instead. */
    public void timerInterrupt(long interrupt) {
        folio.store64(VcpuPageLayout.TIMER_INTERRUPT, interrupt);
    }

    /** How many list registers there are, 1 to 16. */
    public int listCount() {
        return folio.load32(VcpuPageLayout.LIST_COUNT);
    }

    /** Which GIC the guest has: 2 or 3. */
    public int gicVersion() {
        return folio.load32(VcpuPageLayout.GIC_VERSION);
    }

    /** Ticks a second of the guest's counter. */
    public long counterFrequency() {
        return folio.load64(VcpuPageLayout.COUNTER_FREQUENCY);
    }

    /** A list register: {@link VcpuPageLayout#LIST}. */
    public long list(int register) {
        return folio.load64(VcpuPageLayout.LIST + 8L * register);
    }

    /** Sets a list register, from the next run on. */
    public void list(int register, long interrupt) {
        folio.store64(VcpuPageLayout.LIST + 8L * register, interrupt);
    }

    void close() {
        folio.close();
    }
}

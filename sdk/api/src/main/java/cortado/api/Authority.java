package cortado.api;

import cortado.abi.Call;
import cortado.abi.LogLayout;
import cortado.abi.Status;
import cortado.abi.SystemInfoLayout;
import cortado.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's trust in the first process: whoever holds this handle hands out devices, starts processes and stops the
 * machine. It is given at boot and cannot be made.
 */
public final class Authority extends Handle {
    private static final int DEVICE_TREE = 0;
    private static final int BUNDLE = 1;
    private static final int KEPT = 2;
    private static final int POWER_OFF = 0;
    private static final int RESTART = 1;

    /** A granted register block: whole pages, and where in them the block starts. */
    public record Registers(Handle folio, long offset) {}

    /** Some lines of the log, oldest first, and the cursor that reads on after them. */
    public record LogPage(List<LogRecord> records, long next) {}

    /** Takes over the handle. */
    public Authority(Handle handle) {
        super(handle.move());
    }

    /** The flattened device tree that the firmware or QEMU handed over; read-only. */
    public Folio deviceTree() {
        return bootFolio("device tree", DEVICE_TREE);
    }

    /** The boot bundle, a cpio archive; read-only. */
    public Folio bundle() {
        return bootFolio("boot bundle", BUNDLE);
    }

    /**
     * Memory that a restart of the machine leaves alone, where there is such memory. What it holds is to be doubted: it
     * may be of an earlier start, of another system, or noise.
     */
    public Optional<Folio> kept() {
        try {
            return Optional.of(bootFolio("memory that outlives a restart", KEPT));
        } catch (StatusException e) {
            if (e.status() != Status.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Folio bootFolio(String what, int which) {
        return new Folio(new Handle(
                (int) StatusException.check(what, Platform.current().call(Call.BOOT_FOLIO, number(), which, 0, 0))));
    }

    /**
     * The register block {@code reg[index]} of a device-tree node.
     *
     * @param node byte offset of the node in the tree's structure block
     */
    public Registers registers(int node, int index) {
        Platform platform = Platform.current();
        long folio = StatusException.check(
                "registers " + index + " of the node at " + node,
                platform.call(Call.MMIO_GRANT, number(), node, index, 0));
        return new Registers(new Handle((int) folio), platform.secondResult());
    }

    /** The node's interrupt {@code index}; {@code node} as for {@link #registers}. */
    public Handle interrupt(int node, int index) {
        return new Handle((int) StatusException.check(
                "interrupt " + index + " of the node at " + node,
                Platform.current().call(Call.INTERRUPT_GRANT, number(), node, index, 0)));
    }

    /**
     * Registers of a function of the PCI host bridge.
     *
     * @param function its requester id
     * @param range 0 for its configuration, else as {@link Call#PCI_GRANT} has it
     */
    public Handle pciRegisters(int function, long range) {
        return new Handle((int) StatusException.check(
                "registers of the PCI function " + function,
                Platform.current().call(Call.PCI_GRANT, number(), function, range, 0)));
    }

    /** The line that a function's interrupt pin leads to; 1 to 4 for INTA to INTD. */
    public Handle pciInterrupt(int function, int pin) {
        return new Handle((int) StatusException.check(
                "interrupt of the PCI function " + function,
                Platform.current().call(Call.PCI_INTERRUPT_GRANT, number(), function, pin, 0)));
    }

    /** The right to make virtual machines; NOT_SUPPORTED where {@link SystemInfo#hypervisor} says why. */
    public Handle hypervisor() {
        return new Handle((int)
                StatusException.check("hypervisor", Platform.current().call(Call.HYPERVISOR_GRANT, number(), 0, 0, 0)));
    }

    /** Creates a process and starts it; the handles of {@code start} are its own from then on. */
    public Subprocess start(ProcessStart start) {
        long process = StatusException.check(
                "start " + start.name(),
                Platform.current().createProcess(number(), start.parameters(), start.environBlob()));
        start.moved();
        return new Subprocess((int) process);
    }

    /** How the machine is doing. */
    public SystemInfo info() {
        byte[] buffer = new byte[SystemInfoLayout.SIZE];
        StatusException.check(
                "system information", Platform.current().callBuffer2(Call.SYSTEM_INFO, number(), buffer, 0, 0));
        return SystemInfo.decode(buffer);
    }

    /**
     * The log's next lines; an empty page at its end.
     *
     * @param cursor where to read on, 0 for the oldest line that is kept
     * @param capacity bytes of records to read at most; one record takes at most {@link LogRecord#MOST}
     */
    public LogPage log(long cursor, int capacity) {
        byte[] buffer = new byte[capacity];
        Platform platform = Platform.current();
        int bytes = (int) StatusException.check(
                "read log", platform.callBuffer3(Call.LOG_READ, number(), cursor, buffer, buffer.length));
        long next = platform.secondResult();
        List<LogRecord> records = new ArrayList<>();
        int at = 0;
        while (at + LogLayout.TEXT <= bytes) {
            LogRecord record = LogRecord.decode(buffer, at);
            records.add(record);
            at += record.size();
        }
        return new LogPage(records, next);
    }

    /** Powers the machine off, or says why the kernel cannot: NOT_SUPPORTED where only a driver can. */
    public int tryPowerOff() {
        return power(POWER_OFF);
    }

    /** Restarts the machine; as {@link #tryPowerOff()}. */
    public int tryRestart() {
        return power(RESTART);
    }

    private int power(int operation) {
        return (int) Platform.current().call(Call.MACHINE_POWER, number(), operation, 0, 0);
    }
}

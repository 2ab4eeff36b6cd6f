package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.EventLayout;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessState;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.abi.VcpuPageLayout;
import cortado.abi.VmMapLayout;
import cortado.kernel.simulated.SimulatedGuests;
import java.util.function.Consumer;

/** A virtual machine with one vcpu, and the process that holds it. */
abstract class GuestBoard {
    static final long MEMORY = 0x4000_0000L;
    static final long ANYWHERE = 0x900_0010L;
    static final long TIMER = VcpuPageLayout.PENDING | 0xa0L << 48 | 27;

    final TestBoard test = new TestBoard(2);
    final SimulatedGuests guests = test.machine.guests();
    final Agent vmm = test.start("vmm", (int) test.supervisor.done(Call.HYPERVISOR_GRANT, test.authority));
    final long vm = vmm.done(Call.VM_CREATE, vmm.startHandle(0));
    final long folio = vmm.done(Call.FOLIO_CREATE, Limits.PAGE);
    final long page = vmm.done(Call.FOLIO_MAP, folio, 0, Limits.PAGE, Rights.READ | Rights.WRITE);
    final long vcpu = vmm.done(Call.VCPU_CREATE, vm, 0, folio);
    final long poll = vmm.done(Call.POLL_CREATE);

    GuestBoard() {
        vmm.expect(Status.OK, Call.POLL_ADD, poll, vcpu, Signals.SIGNALLED, 5);
    }

    long field(int at) {
        return LittleEndian.i64(vmm.read(page + at, 8), 0);
    }

    int reason() {
        return (int) field(VcpuPageLayout.REASON);
    }

    void set(int at, long value) {
        byte[] bytes = new byte[8];
        LittleEndian.put64(bytes, 0, value);
        vmm.write(page + at, bytes);
    }

    void run() {
        vmm.expect(Status.OK, Call.VCPU_RUN, vcpu);
    }

    /** Whether the vcpu runs, or will as soon as it is its turn. */
    boolean goesOn() {
        int state = test.board.kernel().objects.vms.vcpu(0).context.state;
        return state == ProcessState.READY || state == ProcessState.RUNNING;
    }

    /** The CPU that runs the vcpu, once it is its turn. */
    int cpu() {
        assertTrue(goesOn(), "the vcpu has stopped");
        for (int turn = 0; turn < 8; turn++) {
            test.board.serveCalls();
            for (int cpu = 0; cpu < 2; cpu++) {
                if (test.board.running(cpu) == KernelLimits.PROCESSES) {
                    return cpu;
                }
            }
            test.board.passTime(test.machine.now() + KernelLimits.TIME_SLICE);
        }
        throw new AssertionError("the vcpu does not get to run");
    }

    void leave(Consumer<GuestExit> reason) {
        test.board.leaveGuest(cpu(), reason);
    }

    /** Leaves for a load from memory that is not there. */
    void touch(long address) {
        leave(exit -> {
            exit.kind = GuestExit.MEMORY;
            exit.address = address;
        });
    }

    boolean signalled() {
        long count = vmm.call(Call.POLL_WAIT, poll, vmm.buffer(), 1, 0);
        return count == 1 && LittleEndian.i32(vmm.read(vmm.buffer(), EventLayout.SIZE), EventLayout.SIGNALS) != 0;
    }

    long map(long folioHandle, int rights, long length, long address) {
        byte[] parameters = new byte[VmMapLayout.SIZE];
        LittleEndian.put32(parameters, VmMapLayout.FOLIO, (int) folioHandle);
        LittleEndian.put32(parameters, VmMapLayout.RIGHTS, rights);
        LittleEndian.put64(parameters, VmMapLayout.LENGTH, length);
        LittleEndian.put64(parameters, VmMapLayout.ADDRESS, address);
        vmm.write(vmm.buffer(), parameters);
        return vmm.call(Call.VM_MAP, vm, vmm.buffer());
    }
}

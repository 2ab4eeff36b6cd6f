package cortado.trials.guest;

import cortado.api.Clock;
import cortado.api.vm.Hypervisor;
import cortado.vmm.GuestMap;
import cortado.vmm.GuestMemory;
import cortado.vmm.VirtualMachine;
import cortado.vmm.VmEnd;
import cortado.vmm.VmLog;
import cortado.vmm.VmPlan;
import cortado.vmm.boot.BootSource;

/** A whole virtual machine of two CPUs that set up interrupts and read back what the distributor makes of it. */
final class DistributorTrial {
    private static final long MEMORY = 16L << 20;
    private static final long RESULTS = GuestMap.RAM + (1 << 20);
    private static final long PATIENCE = 20_000;
    private static final int NONE = 0;

    private final Outcome outcome;
    private final Hypervisor hypervisor;

    DistributorTrial(Outcome outcome, Hypervisor hypervisor) {
        this.outcome = outcome;
        this.hypervisor = hypervisor;
    }

    void run() {
        VmPlan plan = new VmPlan(MEMORY, 2, BootSource.none(), BootSource.none(), "");
        try (VirtualMachine machine = new VirtualMachine(hypervisor, plan, new VmLog())) {
            GuestMemory memory = machine.memory();
            byte[] code = GuestCode.bytes();
            memory.write(GuestMap.RAM, code, 0, code.length);
            machine.start(GuestMap.RAM, GuestCode.DISTRIBUTOR);
            long deadline = Clock.after(PATIENCE);
            while (Clock.nanos() < deadline && machine.step(deadline)) {
                // goes on
            }
            VmEnd end = machine.end();
            boolean off = end != null && end.cause() == VmEnd.Cause.POWERED_OFF;
            outcome.that("two CPUs and their distributor", off, end == null ? "goes on" : end.text());
            compare(memory, machine.gicVersion() == 2);
        }
    }

    private void compare(GuestMemory memory, boolean version2) {
        same(memory, 0, "enabled at first", 0x300);
        same(memory, 4, "enabled after one was disabled", 0x200);
        same(memory, 8, "the same by ICENABLER", 0x200);
        same(memory, 12, "priorities", 0x00a8_0000);
        same(memory, 16, "CPU 0 of itself", version2 ? 0x0101_0101 : NONE);
        same(memory, 20, "CPU_ON", 0);
        same(memory, 32, "enabled, to CPU 1", 0x200);
        same(memory, 36, "priorities, to CPU 1", 0x00a8_0000);
        same(memory, 40, "CPU 1 of itself", version2 ? 0x0202_0202 : NONE);
        same(memory, 44, "its own interrupts enabled", version2 ? 0x4000_ffff : NONE);
        same(memory, 48, "made pending", 0x400);
        same(memory, 24, "enabled after CPU 1 disabled another", 0);
        same(memory, 28, "CPU 0's own interrupts enabled", version2 ? 0xffff : NONE);
    }

    private void same(GuestMemory memory, int offset, String what, int expected) {
        outcome.same(what, expected, memory.load32(RESULTS + offset));
    }
}

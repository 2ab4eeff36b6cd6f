package cortado.kernel;

import cortado.abi.ProcessState;

/** All virtual machines and their vcpus. */
final class VmPool {
    private final Vm[] vms = new Vm[KernelLimits.VMS];
    private final Vcpu[] vcpus = new Vcpu[KernelLimits.VCPUS];
    private Vm freeVm;
    private Vcpu freeVcpu;
    private int alive;

    VmPool() {
        for (int i = KernelLimits.VMS - 1; i >= 0; i--) {
            vms[i] = new Vm(i);
            vms[i].nextFree = freeVm;
            freeVm = vms[i];
        }
        for (int i = KernelLimits.VCPUS - 1; i >= 0; i--) {
            vcpus[i] = new Vcpu(i);
            vcpus[i].nextFree = freeVcpu;
            freeVcpu = vcpus[i];
        }
    }

    Vm vm(int number) {
        return vms[number];
    }

    Vcpu vcpu(int number) {
        return vcpus[number];
    }

    boolean hasVm() {
        return freeVm != null;
    }

    boolean hasVcpu() {
        return freeVcpu != null;
    }

    /** Virtual machines alive. */
    int alive() {
        return alive;
    }

    /** A virtual machine without anything; there is a free one. */
    Vm takeVm(Process owner) {
        Vm vm = freeVm;
        freeVm = vm.nextFree;
        vm.owner = owner.number;
        vm.ownerId = owner.id;
        vm.indices = 0;
        alive++;
        return vm;
    }

    void give(Vm vm) {
        vm.nextFree = freeVm;
        freeVm = vm;
        alive--;
    }

    /** A vcpu that has not run; there is a free one. */
    Vcpu takeVcpu(Process owner, Vm vm, int index, Folio page) {
        Vcpu vcpu = freeVcpu;
        freeVcpu = vcpu.nextFree;
        vcpu.owner = owner.number;
        vcpu.ownerId = owner.id;
        vcpu.vm = vm;
        vcpu.index = index;
        vcpu.page = page;
        vcpu.stopped = true;
        vcpu.signalled = false;
        vcpu.waiting = false;
        vcpu.reason = 0;
        vcpu.control = 0;
        vcpu.timerInterrupt = 0;
        vcpu.selfInterrupt = 0;
        vcpu.interruptCount = 0;
        vcpu.context.priority = owner.context.priority;
        vcpu.context.deadline = Long.MAX_VALUE;
        vcpu.context.cpuTime = 0;
        vcpu.context.share = owner.context.share;
        vcpu.context.state = ProcessState.WAITING;
        return vcpu;
    }

    void give(Vcpu vcpu) {
        vcpu.vm = null;
        vcpu.page = null;
        vcpu.ownerId = 0;
        vcpu.nextFree = freeVcpu;
        freeVcpu = vcpu;
    }
}

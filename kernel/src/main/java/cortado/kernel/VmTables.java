package cortado.kernel;

/** Table pages of guest address spaces, charged to whoever made the VM, as long as that lives. */
final class VmTables implements TablePages {
    private final Memory memory;
    private final ProcessPool processes;
    private final VmPool vms;

    VmTables(Memory memory, ProcessPool processes, VmPool vms) {
        this.memory = memory;
        this.processes = processes;
        this.vms = vms;
    }

    @Override
    public long take(int vm) {
        return memory.takePage(processes.owner(vms.vm(vm)));
    }

    @Override
    public void give(int vm, long physical) {
        memory.give(processes.owner(vms.vm(vm)), physical, 1);
    }
}

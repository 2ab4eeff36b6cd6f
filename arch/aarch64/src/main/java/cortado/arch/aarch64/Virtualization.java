package cortado.arch.aarch64;

/**
 * What there is for guests.
 *
 * @param vcpus the guests themselves
 * @param monitor null where there are none; so are the rest
 * @param gic the virtual interface
 * @param timerLine the INTID of the virtual timer, which guests have for themselves
 * @param maintenanceLine the INTID of the virtual interface's own interrupt
 */
record Virtualization(Vcpus vcpus, Monitor monitor, GuestGic gic, int timerLine, int maintenanceLine) {
    /** Puts the monitor on the calling CPU; last, since it keeps what the CPU's registers are then. */
    void initializeCpu(int cpu, Gic controller) {
        if (monitor != null) {
            gic.initializeCpu(cpu);
            controller.unmaskPrivate(cpu, timerLine);
            controller.unmaskPrivate(cpu, maintenanceLine);
            monitor.start(cpu);
        }
    }
}

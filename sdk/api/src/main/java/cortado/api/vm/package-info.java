/**
 * Virtual machines, as a virtual machine monitor (VMM) sees them: a {@link cortado.api.vm.Hypervisor} makes a
 * {@link cortado.api.vm.Vm}, folios become its memory, and each {@link cortado.api.vm.Vcpu} stops with an exit in its
 * {@link cortado.api.vm.VcpuPage} when the guest does what only the VMM can answer:
 *
 * <pre>{@code
 * Vm vm = hypervisor.createVm();
 * Folio ram = Folio.createSparse(64 << 20);
 * vm.map(ram, 0, ram.size(), 0x4000_0000L, Rights.READ | Rights.WRITE | Rights.EXECUTE);
 * Vcpu vcpu = vm.createVcpu(0);
 * VcpuState state = vcpu.state();
 * state.pc(entry).x(0, deviceTree);
 * vcpu.set(state);
 * poll.add(vcpu, Signals.SIGNALLED, vcpu);
 * vcpu.run();
 * while (true) {
 *     Poll.Event event = poll.next(Long.MAX_VALUE);
 *     VcpuPage page = vcpu.page();
 *     switch (page.reason()) {
 *         case VcpuExit.MMIO -> { ... page.result(0, registers.load(page.address())); }
 *         ...
 *     }
 *     vcpu.run();
 * }
 * }</pre>
 */
package cortado.api.vm;

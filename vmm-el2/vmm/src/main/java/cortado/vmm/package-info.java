/**
 * A hypervisor as a library: guest memory, boot, devices and the event loop of one virtual machine, in user mode. What
 * a guest writes is never trusted: whatever breaks a rule ends in a {@link cortado.vmm.GuestException}, which costs the
 * guest its device or its life and the host nothing.
 */
package cortado.vmm;

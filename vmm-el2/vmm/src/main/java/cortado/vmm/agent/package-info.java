/**
 * The host's end of the agent protocol: starting commands in a Linux guest, their streams and how they ended. The
 * protocol is described in {@code rootfs/linux/PROTOCOL.md}; the guest's end is {@code rootfs/linux/agent}.
 */
package cortado.vmm.agent;

/**
 * Devices of virtio 1.2 as a guest's driver sees them: the memory-mapped transport, split queues, and who uses them.
 */
package cortado.vmm.virtio;

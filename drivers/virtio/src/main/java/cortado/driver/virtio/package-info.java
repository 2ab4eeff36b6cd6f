/** Virtio over memory-mapped registers, seen from the driver: the transport and the split virtqueue (virtio 1.2). */
package cortado.driver.virtio;

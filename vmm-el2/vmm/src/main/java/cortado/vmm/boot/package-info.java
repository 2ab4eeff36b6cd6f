/** What a guest finds when it starts: a kernel by the Arm64 boot protocol, an initial RAM disk, and a device tree. */
package cortado.vmm.boot;

/**
 * Reads a flattened device tree (Devicetree Specification v0.4, chapter 5) in place. The kernel uses it before and
 * after it has memory to give, the environ library on the host and on the board: so nothing here allocates after
 * construction, recurses, throws, or trusts the blob.
 *
 * <p>{@link cortado.fdt.FlatTree} knows nodes and properties; {@link cortado.fdt.Registers} what {@code reg},
 * {@code ranges} and {@code dma-ranges} mean; {@link cortado.fdt.Interrupts} who receives an interrupt;
 * {@link cortado.fdt.Platform} what a kernel asks first: memory, CPUs, the boot console.
 */
package cortado.fdt;

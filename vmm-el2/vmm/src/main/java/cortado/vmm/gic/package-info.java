/**
 * The guest's interrupt controller: GICv2 (Arm IHI 0048B) or GICv3 (IHI 0069H) distributor, and the list registers of
 * each CPU. The CPU interface itself is hardware: GICV, or the ICC system registers.
 */
package cortado.vmm.gic;

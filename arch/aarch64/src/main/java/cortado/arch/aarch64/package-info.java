/**
 * Cortado on AArch64: {@link cortado.arch.aarch64.Aarch64Machine} is the kernel's {@link cortado.kernel.Machine}, built
 * by {@link cortado.arch.aarch64.Startup} from what the device tree says. "DDI 0487" is the Arm Architecture Reference
 * Manual for A-profile, "IHI 0048B" the GICv2's, "IHI 0069" the GICv3's.
 */
package cortado.arch.aarch64;

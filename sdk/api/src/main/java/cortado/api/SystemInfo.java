package cortado.api;

import cortado.abi.LittleEndian;
import cortado.abi.SystemInfoLayout;

/**
 * How the machine is doing: {@link SystemInfoLayout} as values.
 *
 * @param memoryTotal bytes of RAM
 * @param memoryFree bytes that no one holds
 * @param memoryKernel bytes of kernel image, heap and stacks
 * @param memoryBoot bytes of boot bundle and device tree
 * @param cpus CPUs that run
 * @param processes processes that live
 * @param handles handles in all tables
 * @param objects kernel objects alive
 * @param calls system calls since boot
 * @param interrupts interrupts since boot
 * @param switches context switches since boot
 * @param entryLevel the exception level the firmware entered at
 * @param gicVersion 2 or 3
 * @param hypervisor {@link SystemInfoLayout#HYPERVISOR_READY}, or why there are no virtual machines
 * @param vms virtual machines alive
 * @param memoryHeld bytes of ended drivers that wait for their device's reset
 * @param memoryReserved bytes of those free that are set aside for processes that have not taken them yet
 */
public record SystemInfo(
        long memoryTotal,
        long memoryFree,
        long memoryKernel,
        long memoryBoot,
        int cpus,
        int processes,
        int handles,
        int objects,
        long calls,
        long interrupts,
        long switches,
        int entryLevel,
        int gicVersion,
        int hypervisor,
        int vms,
        long memoryHeld,
        long memoryReserved) {
    static SystemInfo decode(byte[] buffer) {
        return new SystemInfo(
                LittleEndian.i64(buffer, SystemInfoLayout.MEMORY_TOTAL),
                LittleEndian.i64(buffer, SystemInfoLayout.MEMORY_FREE),
                LittleEndian.i64(buffer, SystemInfoLayout.MEMORY_KERNEL),
                LittleEndian.i64(buffer, SystemInfoLayout.MEMORY_BOOT),
                LittleEndian.i32(buffer, SystemInfoLayout.CPUS),
                LittleEndian.i32(buffer, SystemInfoLayout.PROCESSES),
                LittleEndian.i32(buffer, SystemInfoLayout.HANDLES),
                LittleEndian.i32(buffer, SystemInfoLayout.OBJECTS),
                LittleEndian.i64(buffer, SystemInfoLayout.CALLS),
                LittleEndian.i64(buffer, SystemInfoLayout.INTERRUPTS),
                LittleEndian.i64(buffer, SystemInfoLayout.SWITCHES),
                LittleEndian.i32(buffer, SystemInfoLayout.ENTRY_LEVEL),
                LittleEndian.i32(buffer, SystemInfoLayout.GIC_VERSION),
                LittleEndian.i32(buffer, SystemInfoLayout.HYPERVISOR),
                LittleEndian.i32(buffer, SystemInfoLayout.VMS),
                LittleEndian.i64(buffer, SystemInfoLayout.MEMORY_HELD),
                LittleEndian.i64(buffer, SystemInfoLayout.MEMORY_RESERVED));
    }
}

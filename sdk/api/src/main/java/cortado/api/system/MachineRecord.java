package cortado.api.system;

import cortado.api.Message;
import cortado.api.SystemInfo;

/**
 * The machine as a whole.
 *
 * @param model what the device tree's root node calls the board
 * @param version the bundle's own name for this build, or empty
 * @param uptime nanoseconds since boot
 * @param info the kernel's own counts
 */
public record MachineRecord(String model, String version, long uptime, SystemInfo info) {
    /** Appends it to a message. */
    public void put(Message message) {
        message.putText(model)
                .putText(version)
                .putLong(uptime)
                .putLong(info.memoryTotal())
                .putLong(info.memoryFree())
                .putLong(info.memoryKernel())
                .putLong(info.memoryBoot())
                .putInt(info.cpus())
                .putInt(info.processes())
                .putInt(info.handles())
                .putInt(info.objects())
                .putLong(info.calls())
                .putLong(info.interrupts())
                .putLong(info.switches())
                .putInt(info.entryLevel())
                .putInt(info.gicVersion())
                .putInt(info.hypervisor())
                .putInt(info.vms())
                .putLong(info.memoryHeld())
                .putLong(info.memoryReserved());
    }

    static MachineRecord take(Message message) {
        return new MachineRecord(
                message.takeText(),
                message.takeText(),
                message.takeLong(),
                new SystemInfo(
                        message.takeLong(),
                        message.takeLong(),
                        message.takeLong(),
                        message.takeLong(),
                        message.takeInt(),
                        message.takeInt(),
                        message.takeInt(),
                        message.takeInt(),
                        message.takeLong(),
                        message.takeLong(),
                        message.takeLong(),
                        message.takeInt(),
                        message.takeInt(),
                        message.takeInt(),
                        message.takeInt(),
                        message.takeLong(),
                        message.takeLong()));
    }
}

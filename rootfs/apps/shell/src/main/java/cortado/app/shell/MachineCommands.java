package cortado.app.shell;

import cortado.api.SystemInfo;
import cortado.api.system.DeviceRecord;
import cortado.api.system.MachineRecord;
import java.util.List;

/** Commands about the machine as a whole. */
final class MachineCommands {
    private MachineCommands() {}

    static List<Command> all() {
        return List.of(
                new Command(
                        "devices [all]",
                        "device-tree nodes, what drives them, registers and interrupts",
                        MachineCommands::devices),
                new Command("mem", "memory, handles and kernel objects in use", MachineCommands::mem),
                new Command("uptime", "time since boot, and what the kernel did in it", MachineCommands::uptime),
                new Command("poweroff", "switches the machine off", MachineCommands::powerOff),
                new Command("reboot", "starts the machine again", MachineCommands::reboot));
    }

    private static int devices(Session session, List<String> arguments) throws UsageException {
        boolean all = arguments.equals(List.of("all"));
        Command.expect(arguments, 0, all ? 1 : 0);
        Table table = new Table("NODE", "DRIVER", "PROCESS", "REGISTERS", "INTERRUPTS", "NOTE");
        int left = 0;
        for (DeviceRecord device : session.system().devices()) {
            if (device.driver().isEmpty() && !all) {
                left++;
                continue;
            }
            table.row(
                    device.node(),
                    device.driver(),
                    device.process(),
                    device.registers(),
                    device.interrupts(),
                    device.note());
        }
        table.lines().forEach(session.out()::line);
        if (left > 0) {
            session.out().line(left + " more nodes have no driver; 'devices all' shows them and says why");
        }
        return 0;
    }

    private static int mem(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 0);
        SystemInfo info = session.system().machine().info();
        long processes =
                info.memoryTotal() - info.memoryFree() - info.memoryKernel() - info.memoryBoot() - info.memoryHeld();
        Table table = new Table("MEMORY", "SIZE>", "BYTES>");
        memory(table, "total", info.memoryTotal());
        memory(table, "free", info.memoryFree());
        memory(table, "kernel", info.memoryKernel());
        memory(table, "boot bundle", info.memoryBoot());
        memory(table, "processes", processes);
        if (info.memoryHeld() > 0) {
            memory(table, "held for devices", info.memoryHeld());
        }
        if (info.memoryReserved() > 0) {
            memory(table, "of free: reserved", info.memoryReserved());
        }
        table.lines().forEach(session.out()::line);
        session.out()
                .line(info.processes() + " processes, " + info.handles() + " handles, " + info.objects()
                        + " kernel objects");
        return 0;
    }

    private static void memory(Table table, String what, long bytes) {
        table.row(what, Amount.bytes(bytes), Long.toString(bytes));
    }

    private static int uptime(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 0);
        MachineRecord machine = session.system().machine();
        SystemInfo info = machine.info();
        session.out()
                .line("up " + Amount.span(machine.uptime()) + " (" + Amount.seconds(machine.uptime(), 3) + " s), "
                        + info.calls() + " system calls, " + info.interrupts() + " interrupts, " + info.switches()
                        + " context switches");
        return 0;
    }

    private static int powerOff(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 0);
        session.out().flush();
        session.terminal().drain();
        session.system().powerOff();
        return 0;
    }

    private static int reboot(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 0);
        session.out().flush();
        session.terminal().drain();
        session.system().restart();
        return 0;
    }
}

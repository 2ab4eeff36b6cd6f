package cortado.server.supervisor;

import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.abi.SystemInfoLayout;
import cortado.api.Authority;
import cortado.api.Channel;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.ProcessStart;
import cortado.api.StatusException;
import cortado.api.Subprocess;
import cortado.environ.pci.PciException;
import cortado.environ.pci.PciFunction;
import cortado.environ.pci.PciRange;
import cortado.environ.spec.Grants;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.Resources;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.InterruptLine;
import cortado.environ.tree.RegisterBlock;
import cortado.fdt.PciHost;
import java.util.List;
import java.util.Map;

/** Starts processes with exactly what their specs and the device tree give them. */
final class Launcher {
    /** Page tables, start block and what else the kernel keeps for a process. */
    private static final long OVERHEAD = 192 * 1024;

    /** A process that lives, and the supervisor's end of the channel to it. */
    record Launched(Subprocess process, Channel channel) {}

    private final Authority authority;
    private final Folio archive;
    private final Bundle bundle;
    private final HardwareProbe hardware;
    private final KeptMemory kept;

    Launcher(Authority authority, Folio archive, Bundle bundle, HardwareProbe hardware, KeptMemory kept) {
        this.hardware = hardware;
        this.kept = kept;
        this.authority = authority;
        this.archive = archive;
        this.bundle = bundle;
    }

    /**
     * Starts a process.
     *
     * @param parts handles that whoever runs it gives it, by the part that they play; given to it or closed
     * @throws StatusException if something is missing or refused; nothing is left behind then
     */
    Launched launch(Unit unit, Map<String, Handle> parts) {
        StartPlan plan = new StartPlan(unit.spec());
        parts.forEach(plan::handle);
        Channel mine = null;
        try {
            Bundle.Image image = image(unit.spec());
            Channel.Pair pair = Channel.pair();
            mine = pair.first();
            plan.handle("supervisor", pair.second());
            if (unit.binding() != null) {
                plan.device(unit.binding());
                if (unit.binding().function().isPresent()) {
                    grant(plan, unit.binding().function().get());
                } else {
                    grant(plan, unit.binding().node());
                }
            }
            grant(plan, unit.spec().grants());
            if (unit.runner == null && unit.spec().grants().keep() > 0) {
                plan.handle("keep", kept.of(unit.name(), unit.spec().grants().keep()));
            }
            plan.arguments(unit.arguments());
            Subprocess process = authority.start(start(unit, image, plan));
            unit.environ = plan.environ();
            return new Launched(process, mine);
        } catch (StatusException | IllegalArgumentException e) {
            plan.discard();
            if (mine != null) {
                mine.close();
            }
            throw e;
        }
    }

    private Bundle.Image image(ProcessSpec spec) {
        Bundle.Image image = bundle.image(spec.name());
        if (image == null) {
            throw new StatusException("the bundle's bin/" + spec.name() + ".elf", Status.NOT_FOUND);
        }
        return image;
    }

    private void grant(StartPlan plan, DeviceNode node) {
        for (RegisterBlock block : node.registers()) {
            Authority.Registers granted = authority.registers(node.offset(), block.index());
            plan.registers(block.index(), granted.folio(), granted.offset(), block.size());
        }
        for (InterruptLine line : node.interrupts()) {
            plan.handle("interrupt." + line.index(), authority.interrupt(node.offset(), line.index()));
        }
    }

    /** Configuration, which the driver may only read, is its block 0; range n is block n + 1. */
    private void grant(StartPlan plan, PciFunction function) {
        List<PciRange> ranges = place(function);
        try (Handle configuration = authority.pciRegisters(function.requester(), 0)) {
            Handle readable = configuration.duplicate(Rights.READ | Rights.MAP | Rights.TRANSFER);
            plan.registers(0, readable, 0, PciHost.CONFIGURATION);
        }
        for (PciRange range : ranges) {
            Handle registers = authority.pciRegisters(function.requester(), range.encoded());
            plan.registers(1 + range.number(), registers, 0, range.size());
        }
        if (function.pin() > 0) {
            plan.handle("interrupt.0", authority.pciInterrupt(function.requester(), function.pin()));
        }
    }

    /** A device that says what cannot be is a reason not to start its driver, as any other. */
    private List<PciRange> place(PciFunction function) {
        try {
            return hardware.bus().place(function);
        } catch (PciException e) {
            throw StatusException.saying(Status.DEVICE_ERROR, e.getMessage());
        }
    }

    /** What is not there, the board's hypervisor or a file, is left out: the program says so better than anyone. */
    private void grant(StartPlan plan, Grants grants) {
        if (grants.hypervisor() && authority.info().hypervisor() == SystemInfoLayout.HYPERVISOR_READY) {
            plan.handle("hypervisor", authority.hypervisor());
        }
        if (!grants.bundle().isEmpty()) {
            plan.handle("bundle", archive.duplicate(Rights.READ | Rights.MAP | Rights.TRANSFER));
            for (String name : grants.bundle()) {
                Archive.Entry entry = bundle.file(name);
                if (entry != null) {
                    plan.file(name, entry);
                }
            }
        }
    }

    private ProcessStart start(Unit unit, Bundle.Image image, StartPlan plan) {
        ProcessSpec spec = unit.spec();
        Resources resources = spec.resources();
        long memory = image.writableBytes() + resources.memory() + resources.stack() + resources.folios() + OVERHEAD;
        return new ProcessStart(
                unit.name(),
                new ProcessStart.Image(archive, image.offset(), image.length()),
                spec.priority(),
                new ProcessStart.Quota(
                        resources.memory(),
                        resources.stack(),
                        (memory + Limits.PAGE - 1) & -Limits.PAGE,
                        resources.handles(),
                        resources.objects(),
                        resources.channels(),
                        resources.timers(),
                        resources.cpu()),
                plan.environ(),
                plan.handles());
    }
}

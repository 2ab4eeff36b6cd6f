package cortado.fuzz;

import cortado.fuzz.target.AgentTarget;
import cortado.fuzz.target.BundleTarget;
import cortado.fuzz.target.CompiledSpecTarget;
import cortado.fuzz.target.DeviceTarget;
import cortado.fuzz.target.DeviceTreeTarget;
import cortado.fuzz.target.ElfTarget;
import cortado.fuzz.target.FuseTarget;
import cortado.fuzz.target.MessageTarget;
import cortado.fuzz.target.SpecTarget;
import cortado.fuzz.target.SupervisorTarget;
import cortado.fuzz.target.SystemCallTarget;
import cortado.fuzz.target.VirtioTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Every target there is, by name. They are made when they are needed, since some boot a kernel. */
public enum Targets {
    DEVICE_TREE("device-tree"),
    SPEC("spec"),
    COMPILED_SPEC("compiled-spec"),
    BUNDLE("bundle"),
    ELF("elf"),
    VIRTIO("virtio"),
    FUSE("fuse"),
    SYSTEM_CALL("system-call"),
    AGENT("agent"),
    MESSAGE("message"),
    DEVICE("device"),
    SUPERVISOR("supervisor");

    private final String word;

    Targets(String word) {
        this.word = word;
    }

    /** The target's name. */
    public String word() {
        return word;
    }

    /** Makes it, for the project in a folder. */
    public Target make(Path project) {
        return switch (this) {
            case DEVICE_TREE -> new DeviceTreeTarget(project);
            case SPEC -> new SpecTarget(project);
            case COMPILED_SPEC -> new CompiledSpecTarget(project);
            case BUNDLE -> new BundleTarget();
            case ELF -> new ElfTarget();
            case VIRTIO -> new VirtioTarget();
            case FUSE -> new FuseTarget();
            case SYSTEM_CALL -> new SystemCallTarget();
            case AGENT -> new AgentTarget();
            case MESSAGE -> new MessageTarget();
            case DEVICE -> new DeviceTarget();
            case SUPERVISOR -> new SupervisorTarget();
        };
    }

    /** The target with a name. */
    public static Optional<Targets> of(String word) {
        return List.of(values()).stream()
                .filter(target -> target.word.equals(word))
                .findFirst();
    }
}

package cortado.server.supervisor;

import cortado.environ.settings.BootSettings;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.SpecFormatException;
import cortado.environ.spec.SpecReader;
import cortado.environ.spec.SystemSpec;
import cortado.environ.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the build put on board: the system's spec, the specs of all programs, and their images. */
final class Bundle {
    /** A program's ELF file in the bundle, and the writable memory that it asks for. */
    record Image(long offset, long length, long writableBytes) {}

    private static final String SYSTEM = "system";
    private static final String SPECS = "spec/";
    private static final String IMAGES = "bin/";
    private static final String ELF = ".elf";

    private final SystemSpec system;
    private final Map<String, ProcessSpec> specs;
    private final Map<String, Image> images;
    private final Map<String, Archive.Entry> files;
    private final List<String> complaints;

    private Bundle(
            SystemSpec system,
            Map<String, ProcessSpec> specs,
            Map<String, Image> images,
            Map<String, Archive.Entry> files,
            List<String> complaints) {
        this.files = files;
        this.system = system;
        this.specs = specs;
        this.images = images;
        this.complaints = complaints;
    }

    /**
     * Reads the archive. A spec or image that is broken is left out and complained about; without a system there is
     * nothing to run.
     */
    static Bundle read(Archive archive) throws Archive.ArchiveException {
        SystemSpec system = null;
        Map<String, ProcessSpec> specs = new LinkedHashMap<>();
        Map<String, Image> images = new LinkedHashMap<>();
        List<String> complaints = new ArrayList<>();
        for (Map.Entry<String, Archive.Entry> file : archive.entries().entrySet()) {
            String name = file.getKey();
            Archive.Entry entry = file.getValue();
            try {
                if (name.equals(SYSTEM)) {
                    system = SpecReader.system(archive.data(entry));
                } else if (name.startsWith(SPECS)) {
                    specs.put(name.substring(SPECS.length()), SpecReader.process(archive.data(entry)));
                } else if (name.startsWith(IMAGES) && name.endsWith(ELF)) {
                    images.put(
                            name.substring(IMAGES.length(), name.length() - ELF.length()), image(archive, name, entry));
                }
            } catch (SpecFormatException e) {
                complaints.add("the bundle's " + name + " is " + e.getMessage());
            }
        }
        if (system == null) {
            throw new Archive.ArchiveException("the boot bundle has no usable entry '" + SYSTEM + "'");
        }
        return new Bundle(system, specs, images, archive.entries(), complaints);
    }

    private static Image image(Archive archive, String name, Archive.Entry entry) throws Archive.ArchiveException {
        Archive.Entry head = new Archive.Entry(entry.offset(), Math.min(entry.length(), ElfImage.HEAD));
        long writable = ElfImage.writableBytes(archive.data(head));
        if (writable < 0) {
            throw new Archive.ArchiveException("the boot bundle's " + name + " is not an ELF file");
        }
        return new Image(entry.offset(), entry.length(), writable);
    }

    /** The same bundle with this machine's settings in the place of what the build put there. */
    Bundle with(BootSettings settings) {
        Map<String, ProcessSpec> changed = new LinkedHashMap<>();
        for (Map.Entry<String, ProcessSpec> spec : specs.entrySet()) {
            changed.put(spec.getKey(), spec.getValue().withEnv(settings.of(spec.getKey())));
        }
        List<String> all = new ArrayList<>(complaints);
        for (String process : settings.processes()) {
            if (!specs.containsKey(process)) {
                all.add("the boot arguments set parameters of '" + process + "', but the bundle has no such process"
                        + Nearest.suggestion(process, specs.keySet()));
            }
        }
        SystemSpec system = new SystemSpec(
                this.system.name(),
                changed(this.system.drivers(), settings),
                changed(this.system.run(), settings),
                this.system.groups(),
                this.system.linux());
        return new Bundle(system, changed, images, files, all);
    }

    private static List<SystemSpec.Entry> changed(List<SystemSpec.Entry> entries, BootSettings settings) {
        List<SystemSpec.Entry> changed = new ArrayList<>();
        for (SystemSpec.Entry entry : entries) {
            Map<String, String> env = new LinkedHashMap<>(entry.env());
            env.putAll(settings.of(entry.name()));
            changed.add(new SystemSpec.Entry(entry.name(), env));
        }
        return changed;
    }

    /** What runs. */
    SystemSpec system() {
        return system;
    }

    /** The spec of that name, or null. */
    ProcessSpec spec(String name) {
        return specs.get(name);
    }

    /** All specs. */
    Map<String, ProcessSpec> specs() {
        return specs;
    }

    /** The image of that name, or null. */
    Image image(String name) {
        return images.get(name);
    }

    /** Where the file of that name is in the archive, or null. */
    Archive.Entry file(String name) {
        return files.get(name);
    }

    /** What was left out, and why. */
    List<String> complaints() {
        return complaints;
    }
}

package cortado.flash.guest;

import cortado.environ.guest.GuestSpec;
import cortado.environ.guest.GuestSpec.Module;
import cortado.environ.guest.PinnedPackage;
import cortado.flash.archive.NewcWriter;
import cortado.flash.command.CommandException;
import cortado.flash.firmware.DebianArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the Linux guest's kernel and initial file system; the same packages and sources give the same bytes. */
public final class GuestBuild {
    private static final String MODULES = "usr/lib/modules/";

    private final PackageStore store;
    private final Path linux;

    /**
     * A build.
     *
     * @param store where packages come from
     * @param linux the folder {@code rootfs/linux}, with {@code agent} and {@code files}
     */
    public GuestBuild(PackageStore store, Path linux) {
        this.store = store;
        this.linux = linux;
    }

    /**
     * Builds.
     *
     * @param work a folder for intermediate files, which exists
     */
    public GuestImage build(GuestSpec spec, Path work) throws IOException, InterruptedException {
        GuestKernel kernel = GuestKernel.of(spec, store.file(spec.kernel()));
        GuestTree tree = new GuestTree();
        Map<String, String> depends = new TreeMap<>();
        for (PinnedPackage line : spec.packages()) {
            Path deb = store.file(line);
            tree.addPackage(line, deb);
            depends.put(line.name(), DebianArchive.depends(deb));
        }
        addFiles(tree);
        spec.links().forEach(tree::addLinks);
        addModules(kernel, tree);
        tree.addFile("init", 0755, agent(work));
        tree.checkLibraries(spec.packages(), depends);
        return new GuestImage(kernel.release(), spec.commandLine(), kernel.image(), NewcWriter.write(tree.entries()));
    }

    private byte[] agent(Path work) throws IOException, InterruptedException {
        return FreestandingBuild.build("agent", FreestandingBuild.sources(linux.resolve("agent")), List.of(), work);
    }

    /** Our own files: what {@code rootfs/linux/files} holds, as it lies there. */
    private void addFiles(GuestTree tree) throws IOException {
        Path root = linux.resolve("files");
        List<Path> files;
        try (Stream<Path> found = Files.walk(root)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            tree.addFile(
                    root.relativize(file).toString(), Files.isExecutable(file) ? 0755 : 0644, Files.readAllBytes(file));
        }
    }

    /** The modules, and the list that the agent loads them by (agent/boot.c). */
    private static void addModules(GuestKernel kernel, GuestTree tree) {
        StringBuilder list = new StringBuilder();
        for (Map.Entry<Module, byte[]> module : kernel.modules().entrySet()) {
            String path = module.getKey().path();
            String file = MODULES + path.substring(path.lastIndexOf('/') + 1) + ".ko";
            list.append(module.getKey().device()).append(" /").append(file).append('\n');
            tree.addFile(file, 0644, module.getValue());
        }
        if (list.length() >= 4096) {
            throw new CommandException("the list of modules is longer than the 4095 bytes that the agent reads");
        }
        tree.addFile(MODULES + "cortado", 0644, list.toString().getBytes(StandardCharsets.US_ASCII));
    }
}

package cortado.flash.bench;

import cortado.flash.disk.CardImage;
import cortado.flash.disk.CardLayout;
import cortado.flash.disk.PartitionTable;
import cortado.flash.disk.UsedSpace;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.map.BmapFile;
import cortado.flash.map.MapBuild;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Writes the same images with several tools to the same kind of loop device, and takes time and bytes. */
public final class FlashBench implements AutoCloseable {
    private static final int MIB = 1 << 20;
    private static final String FIRST = "first.img";
    private static final String CHANGED = "changed.img";
    private static final String DEVICE = "device";
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final long IMAGE = 1L << 30;
    private static final int KERNEL = 12 * MIB;
    private static final int FILE = 15 * MIB;
    /** Together with the kernel and the file system's tables a quarter of the image. */
    private static final int FILES = 16;

    private final Path folder;
    private final Path launcher;
    private final Consumer<String> progress;
    private final Undoing images = new Undoing(this::deleteImages);

    /** What is done, in this order, to one device. */
    public enum Step {
        /** Onto a blank card. */
        FIRST("first write"),
        /** The same image again. */
        UNCHANGED("unchanged rewrite"),
        /** An image of which one file, a kernel of 12 MiB, has other content. */
        CHANGED("one file changed"),
        /** Only a comparison. */
        VERIFY("verify only");

        private final String title;

        Step(String title) {
            this.title = title;
        }

        /** For a table. */
        public String title() {
            return title;
        }
    }

    /**
     * One measurement.
     *
     * @param seconds from start to end of the tool's process, flushing included
     * @param written bytes that reached the device
     */
    public record Sample(double seconds, long written) {}

    /**
     * Measures in a folder that has room for 4 GiB.
     *
     * @param launcher the {@code cortado} script
     * @param progress hears what is done
     */
    public FlashBench(Path folder, Path launcher, Consumer<String> progress) {
        this.folder = folder;
        this.launcher = launcher;
        this.progress = progress;
    }

    /** Makes the images that are written. */
    public void prepare() throws IOException {
        Files.createDirectories(folder);
        progress.accept("making two images of 1 GiB in " + folder);
        image(FIRST, 1);
        image(CHANGED, 2);
    }

    /**
     * Runs every tool that is installed; of several rounds the one with the median time counts, step by step.
     *
     * @param speed how fast the device is; nothing for as fast as it can
     */
    public Map<FlashTool, Map<Step, Sample>> run(int rounds, Optional<CardSpeed> speed)
            throws IOException, InterruptedException {
        Path first = folder.resolve(FIRST);
        Path changed = folder.resolve(CHANGED);
        Map<FlashTool, Map<Step, List<Sample>>> samples = new EnumMap<>(FlashTool.class);
        for (int round = 1; round <= rounds; round++) {
            for (FlashTool tool : FlashTool.values()) {
                if (tool.isInstalled()) {
                    progress.accept("round " + round + " of " + rounds + ": " + tool.title());
                    round(tool, first, changed, speed)
                            .forEach((step, sample) -> samples.computeIfAbsent(tool, any -> new EnumMap<>(Step.class))
                                    .computeIfAbsent(step, any -> new ArrayList<>())
                                    .add(sample));
                }
            }
        }
        Map<FlashTool, Map<Step, Sample>> medians = new EnumMap<>(FlashTool.class);
        samples.forEach((tool, steps) -> {
            Map<Step, Sample> row = new EnumMap<>(Step.class);
            steps.forEach((step, all) -> row.put(step, median(all)));
            medians.put(tool, row);
        });
        return medians;
    }

    private static Sample median(List<Sample> samples) {
        return samples.stream()
                .sorted((a, b) -> Double.compare(a.seconds(), b.seconds()))
                .toList()
                .get(samples.size() / 2);
    }

    private Map<Step, Sample> round(FlashTool tool, Path first, Path changed, Optional<CardSpeed> speed)
            throws IOException, InterruptedException {
        Map<Step, Sample> samples = new EnumMap<>(Step.class);
        try (BenchDevice device = BenchDevice.blank(folder.resolve(DEVICE), IMAGE);
                CardSpeed.Limit limit =
                        speed.isPresent() ? speed.get().limit(device.number(), GROUPS) : CardSpeed.none()) {
            // One listing of the drives that is younger than the device: what it was before does not matter here.
            tool(List.of(launcher.toString(), "devices", "--quiet"));
            samples.put(Step.FIRST, measured(device, limit, tool.write(launcher, first, device.path())));
            samples.put(Step.UNCHANGED, measured(device, limit, tool.write(launcher, first, device.path())));
            samples.put(Step.CHANGED, measured(device, limit, tool.write(launcher, changed, device.path())));
            Optional<List<String>> verify = tool.verify(launcher, changed, device.path());
            if (verify.isPresent()) {
                samples.put(Step.VERIFY, measured(device, limit, verify.get()));
            }
        }
        return samples;
    }

    private static Sample measured(BenchDevice device, CardSpeed.Limit limit, List<String> words)
            throws IOException, InterruptedException {
        // What an earlier tool left to be written is not this one's to wait for.
        tool(List.of("sync"));
        long written = device.written();
        long begun = System.nanoTime();
        tool(limit.words(words));
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Sample(seconds, device.written() - written);
    }

    private static void tool(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("`" + String.join(" ", words) + "` ended with status " + status);
        }
    }

    /** A card with the same data files and a kernel that follows from the seed. */
    private void image(String name, int seed) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        files.put("kernel8.img", random(KERNEL, seed));
        for (int i = 0; i < FILES; i++) {
            files.put("data/file" + i + ".bin", random(FILE, 100 + i));
        }
        Path image = folder.resolve(name);
        CardImage.write(image, CardLayout.single(PartitionTable.Format.MBR, IMAGE, "BENCH", files));
        try (FileChannel disk = FileChannel.open(image)) {
            MapBuild.Mapped mapped = MapBuild.of(disk, UsedSpace.of(disk, disk.size()));
            Files.writeString(ImageFiles.map(image), BmapFile.text(mapped.map()));
        }
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void deleteImages() throws IOException {
        for (String name : List.of(FIRST, CHANGED)) {
            Path image = folder.resolve(name);
            Files.deleteIfExists(image);
            Files.deleteIfExists(ImageFiles.map(image));
        }
        Files.deleteIfExists(folder.resolve(DEVICE));
        Files.deleteIfExists(folder);
    }

    /** Deletes the images. */
    @Override
    public void close() throws IOException {
        images.close();
    }
}

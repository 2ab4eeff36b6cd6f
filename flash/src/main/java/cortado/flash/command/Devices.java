package cortado.flash.command;

import cortado.flash.device.Drive;
import cortado.flash.device.DriveSafety;
import cortado.flash.device.DriveUse;
import cortado.flash.device.Drives;
import cortado.flash.device.Listing;
import cortado.flash.device.SystemFiles;
import cortado.flash.output.Output;
import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado devices}. */
public final class Devices implements Subcommand {
    private final SystemFiles files;
    private final Path cache;

    /** Lists this machine's drives. */
    public Devices() {
        this(SystemFiles.ofMachine(), Project.cacheFolder());
    }

    /**
     * Lists the drives that these files describe.
     *
     * @param cache where the listing is kept
     */
    public Devices(SystemFiles files, Path cache) {
        this.files = files;
        this.cache = cache;
    }

    @Override
    public String name() {
        return "devices";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "list the drives that a card image can be written to";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.flag("all", "every drive, those that are built in too"))
                .addOption(OptionForms.json());
    }

    @Override
    public String details() {
        return """
                The list has SD cards, USB drives and loop devices with their size, model, serial number, the name below
                /dev/disk/by-id that stays the same in every port, where their partitions are mounted, and why `flash`
                would refuse one.

                `flash` remembers the list for an hour, and refuses a name that stands for another drive by then.

                Examples:
                  ./cortado devices
                  ./cortado devices --all          why the system's own disk is safe
                  ./cortado devices --json
                """;
    }

    @Override
    public int run(CommandLine line, Output output) {
        if (!files.exists("sys/block")) {
            throw new CommandException("drives are listed from Linux's /sys/block, which this system does not have;"
                    + " `./cortado flash IMAGE --to FILE` works everywhere");
        }
        if (!line.getArgList().isEmpty()) {
            throw new CommandException(
                    Exit.USAGE,
                    "`devices` takes no argument, found " + line.getArgList().getFirst());
        }
        Drives all = new Drives(files);
        List<Drive> drives = line.hasOption("all") ? all.all() : all.movable();
        remember(drives, output);
        if (line.hasOption("json")) {
            output.result(
                    Json.object("devices", drives.stream().map(this::fields).toList()));
        } else if (drives.isEmpty()) {
            output.note("no card or USB drive was found; put one in and look again");
        } else {
            drives.forEach(drive -> show(drive, output));
        }
        return Exit.OK;
    }

    /** A list that cannot be kept makes `flash` a little less careful, and is no reason to show none. */
    private void remember(List<Drive> drives, Output output) {
        try {
            new Listing(cache, files).keep(drives, Instant.now());
        } catch (IOException e) {
            output.note("this list cannot be remembered, so `flash` will not see by it that a name stands for another"
                    + " drive: " + Failures.of(e).getMessage());
        }
    }

    private void show(Drive drive, Output output) {
        output.result("%-14s %s".formatted(drive.path(), drive.description()));
        drive.byId().ifPresent(id -> output.result("    /dev/disk/by-id/" + id));
        String mounted = new DriveUse(files)
                .mounts(drive).stream()
                        .map(mount -> "/dev/" + mount.node() + " at " + mount.point())
                        .collect(Collectors.joining(", "));
        if (!mounted.isEmpty()) {
            output.result("    mounted: " + mounted);
        }
        refusals(drive).forEach(refusal -> output.result("    refused: " + refusal.reason()));
    }

    private List<DriveSafety.Refusal> refusals(Drive drive) {
        return new DriveSafety(files).refusals(drive, 0, Optional.empty());
    }

    private Map<String, Object> fields(Drive drive) {
        return Json.fields(
                "path", drive.path(),
                "size", drive.size(),
                "model", drive.model().orElse(null),
                "serial", drive.serial().orElse(null),
                "byId", drive.byId().map(id -> "/dev/disk/by-id/" + id).orElse(null),
                "bus", drive.bus().title(),
                "removable", drive.removable(),
                "readOnly", drive.readOnly(),
                "mounted",
                        new DriveUse(files)
                                .mounts(drive).stream()
                                        .map(mount ->
                                                Json.fields("device", "/dev/" + mount.node(), "at", mount.point()))
                                        .toList(),
                "refused",
                        refusals(drive).stream()
                                .map(DriveSafety.Refusal::reason)
                                .toList());
    }
}

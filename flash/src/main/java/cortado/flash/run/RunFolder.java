package cortado.flash.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of one run, named after the process that runs it, so that what a killed one left is found by the next. */
final class RunFolder {
    private static final Pattern NAME = Pattern.compile("run-(\\d{1,10})-\\d+");

    private RunFolder() {}

    /** Makes a folder for this process, and deletes those of processes that are gone. */
    static Path create(Path parent) throws IOException {
        List<Path> folders;
        try (Stream<Path> list = Files.list(parent)) {
            folders = list.filter(RunFolder::isStale).toList();
        }
        for (Path stale : folders) {
            try {
                delete(stale);
            } catch (IOException | UncheckedIOException e) {
                // Another run that starts now deletes it too, or somebody else owns it: neither hinders this one.
            }
        }
        return Files.createTempDirectory(
                parent, "run-" + ProcessHandle.current().pid() + "-");
    }

    private static boolean isStale(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches()
                && !ProcessHandle.of(Long.parseLong(name.group(1)))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    /** Deletes a folder and everything in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

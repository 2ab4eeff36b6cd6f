package cortado.aot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What to build.
 *
 * @param mainClass the class with {@code main(String[])}; in the kernel profile any class, since only entries are
 *     called
 * @param classPath folders and jars with the program's class files, its libraries included
 * @param outputElf the stripped image; the one with debug information is put beside it, with {@code .debug} appended
 * @param workDir where generated C and objects are kept between builds
 * @param trusted package prefixes (such as {@code cortado.api}) whose classes may use {@code cortado.metal} and
 *     {@code cortado.platform}
 * @param owners the only entry of the class path that may hold a package and those below it; for every trusted package
 *     of a program that others write
 * @param extraSources C and assembly to compile and link in; C sees {@code runtime.h}
 * @param includeDirs searched by the extra sources and for {@code intrinsicHeaders}
 * @param intrinsicHeaders names of headers that declare the C side of further {@code @Intrinsic} methods
 * @param linkerScript replaces the profile's own
 * @param defines preprocessor symbols for extra sources and generated C
 * @param stackLimit in the kernel profile, the most bytes of stack that an entry may need; 0 for no limit
 * @param coverage whether the program counts, in a byte of section {@code __sancov_cntrs} each, how often it took which
 *     of its edges
 */
public record AotRequest(
        String mainClass,
        List<Path> classPath,
        Profile profile,
        Path outputElf,
        Path workDir,
        List<String> trusted,
        Map<String, Path> owners,
        List<Path> extraSources,
        List<Path> includeDirs,
        List<String> intrinsicHeaders,
        Path linkerScript,
        Map<String, String> defines,
        int stackLimit,
        boolean coverage) {

    public AotRequest {
        Objects.requireNonNull(mainClass, "mainClass");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(outputElf, "outputElf");
        Objects.requireNonNull(workDir, "workDir");
        classPath = List.copyOf(classPath);
        trusted = List.copyOf(trusted);
        owners = Map.copyOf(owners);
        extraSources = List.copyOf(extraSources);
        includeDirs = List.copyOf(includeDirs);
        intrinsicHeaders = List.copyOf(intrinsicHeaders);
        defines = Map.copyOf(defines);
    }

    /** Starts a request. */
    public static Builder of(Profile profile, String mainClass) {
        return new Builder(profile, mainClass);
    }

    /** Collects the parts of a request. */
    public static final class Builder {
        private final Profile profile;
        private final String mainClass;
        private final List<Path> classPath = new ArrayList<>();
        private final List<String> trusted = new ArrayList<>();
        private final Map<String, Path> owners = new TreeMap<>();
        private final List<Path> extraSources = new ArrayList<>();
        private final List<Path> includeDirs = new ArrayList<>();
        private final List<String> intrinsicHeaders = new ArrayList<>();
        private final Map<String, String> defines = new TreeMap<>();
        private Path linkerScript;
        private int stackLimit;
        private boolean coverage;

        private Builder(Profile profile, String mainClass) {
            this.profile = profile;
            this.mainClass = mainClass;
        }

        public Builder classPath(Path... entries) {
            classPath.addAll(List.of(entries));
            return this;
        }

        public Builder trust(String... packages) {
            trusted.addAll(List.of(packages));
            return this;
        }

        /** Refuses classes of these packages, and of those below them, from any other entry of the class path. */
        public Builder own(Path entry, String... packages) {
            for (String name : packages) {
                owners.put(name, entry);
            }
            return this;
        }

        public Builder source(Path... files) {
            extraSources.addAll(List.of(files));
            return this;
        }

        public Builder include(Path... dirs) {
            includeDirs.addAll(List.of(dirs));
            return this;
        }

        public Builder intrinsics(String... headers) {
            intrinsicHeaders.addAll(List.of(headers));
            return this;
        }

        public Builder linkerScript(Path script) {
            linkerScript = script;
            return this;
        }

        public Builder define(String name, String value) {
            defines.put(name, value);
            return this;
        }

        public Builder stackLimit(int bytes) {
            stackLimit = bytes;
            return this;
        }

        /** Counts the edges that are taken; for fuzzing. */
        public Builder coverage() {
            coverage = true;
            return this;
        }

        /** The finished request. */
        public AotRequest build(Path outputElf, Path workDir) {
            return new AotRequest(
                    mainClass,
                    classPath,
                    profile,
                    outputElf,
                    workDir,
                    trusted,
                    owners,
                    extraSources,
                    includeDirs,
                    intrinsicHeaders,
                    linkerScript,
                    defines,
                    stackLimit,
                    coverage);
        }
    }
}

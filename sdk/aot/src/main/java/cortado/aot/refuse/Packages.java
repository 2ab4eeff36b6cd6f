package cortado.aot.refuse;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees to it that a package says where its classes come from, since some packages are trusted: each lies in one folder
 * or jar of the class path, those with an owner in its, and the library's in none.
 */
public final class Packages {
    private static final List<String> LIBRARY = List.of("java", "javax", "org.teavm", "com.jcraft", "cortado.aot");

    private final Map<String, Path> owners;
    private final Map<String, Path> homes = new HashMap<>();
    private final Set<String> reported = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private Packages(Map<String, Path> owners) {
        this.owners = owners;
    }

    /**
     * One sentence for each package that an entry of the class path must not hold, with the first class of it.
     *
     * @param owners the only entry that may hold a package and those below it
     */
    public static List<String> problems(List<Path> classPath, Map<String, Path> owners) throws IOException {
        var packages = new Packages(owners);
        ClassFiles.visit(classPath.stream().distinct().toList(), packages::look);
        return packages.problems;
    }

    private void look(Path entry, String file, byte[] content) {
        if (file.startsWith("META-INF/")) {
            if (file.equals("META-INF/teavm.properties") || file.startsWith("META-INF/services/org.teavm.")) {
                problems.add(file + " (in " + entry + ") configures the compiler: leave it out");
            }
            return;
        }
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        String held = ClassFile.of().parse(content).thisClass().asInternalName().replace('/', '.');
        if (!held.equals(name) && !name.endsWith("module-info")) {
            problems.add(file + " (in " + entry + ") holds the class " + held + ": a class's file has its name");
        }
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
            look(entry, name, name.substring(0, dot));
        }
    }

    private void look(Path entry, String cls, String packageName) {
        for (String library : LIBRARY) {
            if (isWithin(packageName, library)) {
                report(entry, cls, packageName, "belongs to the library");
                return;
            }
        }
        for (Map.Entry<String, Path> owner : owners.entrySet()) {
            if (isWithin(packageName, owner.getKey()) && !owner.getValue().equals(entry)) {
                report(entry, cls, packageName, "belongs to " + owner.getValue());
                return;
            }
        }
        Path home = homes.putIfAbsent(packageName, entry);
        if (home != null && !home.equals(entry)) {
            report(entry, cls, packageName, "is in " + home + " already");
        }
    }

    private static boolean isWithin(String packageName, String other) {
        return packageName.equals(other) || packageName.startsWith(other + ".");
    }

    private void report(Path entry, String cls, String packageName, String why) {
        if (reported.add(entry + ":" + packageName)) {
            problems.add(cls + " (in " + entry + "): the package " + packageName + " " + why
                    + "; put the class into a package of your own");
        }
    }
}

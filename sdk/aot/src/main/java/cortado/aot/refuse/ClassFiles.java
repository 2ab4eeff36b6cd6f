package cortado.aot.refuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a class path's folders and jars. */
public final class ClassFiles {
    private ClassFiles() {}

    /** Is shown each file. */
    public interface Visitor {
        /**
         * Looks at one file.
         *
         * @param entry the folder or jar
         * @param name the file's path inside it, with slashes
         */
        void visit(Path entry, String name, byte[] content);
    }

    /** Shows every class file, and what lies under {@code META-INF}; in the order of their names within each entry. */
    public static void visit(List<Path> classPath, Visitor visitor) throws IOException {
        for (Path entry : classPath) {
            if (Files.isDirectory(entry)) {
                visitFolder(entry, visitor);
            } else if (Files.isRegularFile(entry)) {
                visitJar(entry, visitor);
            }
        }
    }

    private static boolean isWanted(String name) {
        return name.endsWith(".class") || name.startsWith("META-INF/");
    }

    private static void visitFolder(Path folder, Visitor visitor) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (isWanted(name)) {
                visitor.visit(folder, name, Files.readAllBytes(file));
            }
        }
    }

    private static void visitJar(Path jar, Visitor visitor) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry file : zip.stream()
                    .filter(f -> !f.isDirectory() && isWanted(f.getName()))
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .toList()) {
                visitor.visit(jar, file.getName(), zip.getInputStream(file).readAllBytes());
            }
        }
    }
}

package cortado.aot.build;

import cortado.aot.AotRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The hash of everything that an image is made from. */
public final class Inputs {
    private Inputs() {}

    /** Covers the request, the program's classes, extra sources and headers, and the compiler itself. */
    public static String hash(AotRequest request) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<String> settings = new ArrayList<>(
                    List.of(request.mainClass(), request.profile().name(), Integer.toString(request.stackLimit())));
            if (request.coverage()) {
                settings.add("coverage");
            }
            settings.addAll(request.trusted());
            settings.add(owners(request).toString());
            settings.addAll(request.intrinsicHeaders());
            settings.add(new TreeMap<>(request.defines()).toString());
            digest.update(String.join("\n", settings).getBytes(StandardCharsets.UTF_8));
            List<Path> roots = new ArrayList<>(request.classPath());
            roots.addAll(request.extraSources());
            roots.addAll(request.includeDirs());
            if (request.linkerScript() != null) {
                roots.add(request.linkerScript());
            }
            var location = Inputs.class.getProtectionDomain().getCodeSource();
            if (location != null) {
                roots.add(Path.of(location.getLocation().getPath()));
            }
            for (Path root : roots) {
                addTree(digest, root);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Which entry of the class path owns a package, by its place there: a copy of the project is made of the same. */
    private static Map<String, Integer> owners(AotRequest request) {
        Map<String, Integer> owners = new TreeMap<>();
        request.owners()
                .forEach((name, owner) -> owners.put(name, request.classPath().indexOf(owner)));
        return owners;
    }

    private static void addTree(MessageDigest digest, Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        if (root.toString().endsWith(".jar")) {
            // A jar counts as the folder that it was packed from: the launcher packs, Maven's tests do not.
            try (FileSystem jar = FileSystems.newFileSystem(root)) {
                addTree(digest, jar.getPath("/"));
            }
            return;
        }
        try (var tree = Files.walk(root)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }
}

package cortado.aot.generate;

import cortado.aot.AotException;
import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodReference;

/**
 * One {@code @Entry} method.
 *
 * @param symbol what assembly calls it
 * @param boot whether it only runs before the first process starts
 */
public record Entries(String symbol, MethodReference method, boolean boot) {

    /** Finds every entry on a class path. */
    public static List<Entries> scan(List<Path> classPath) throws AotException {
        List<Entries> found = new ArrayList<>();
        try {
            for (Path entry : classPath) {
                if (Files.isDirectory(entry)) {
                    try (var files = Files.walk(entry)) {
                        for (Path file : files.filter(f -> f.toString().endsWith(".class"))
                                .sorted()
                                .toList()) {
                            scan(Files.readAllBytes(file), found);
                        }
                    }
                } else if (Files.isRegularFile(entry)) {
                    scanJar(entry, found);
                }
            }
        } catch (IOException e) {
            throw new AotException("cannot read the class path: " + e);
        }
        return found;
    }

    private static void scanJar(Path jar, List<Entries> found) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry file :
                    zip.stream().filter(f -> f.getName().endsWith(".class")).toList()) {
                scan(zip.getInputStream(file).readAllBytes(), found);
            }
        }
    }

    private static void scan(byte[] bytes, List<Entries> found) {
        ClassModel cls = ClassFile.of().parse(bytes);
        for (MethodModel method : cls.methods()) {
            method.findAttribute(Attributes.runtimeInvisibleAnnotations()).ifPresent(attribute -> {
                for (Annotation annotation : attribute.annotations()) {
                    if (annotation.className().equalsString("Lcortado/metal/Entry;")) {
                        found.add(entry(cls, method, annotation));
                    }
                }
            });
        }
    }

    private static Entries entry(ClassModel cls, MethodModel method, Annotation annotation) {
        String symbol = "";
        boolean boot = false;
        for (var element : annotation.elements()) {
            switch (element.value()) {
                case AnnotationValue.OfString text -> symbol = text.stringValue();
                case AnnotationValue.OfBoolean flag -> boot = flag.booleanValue();
                default -> {}
            }
        }
        String owner = cls.thisClass().asInternalName().replace('/', '.');
        var descriptor = MethodDescriptor.parse(
                method.methodName().stringValue() + method.methodType().stringValue());
        return new Entries(symbol, new MethodReference(owner, descriptor), boot);
    }
}

package cortado.aot.generate;

import cortado.aot.AotException;
import cortado.aot.refuse.ClassFiles;
import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodReference;

/**
 * What a program's methods declare to the compiler with annotations of {@code cortado.metal}.
 *
 * @param entries methods that assembly calls
 * @param recursionLimits how deep methods nest that call themselves
 */
public record Entries(List<Entry> entries, Map<MethodReference, Integer> recursionLimits) {
    private static final String ENTRY = "Lcortado/metal/Entry;";
    private static final String RECURSION = "Lcortado/metal/Recursion;";

    /**
     * One {@code @Entry} method.
     *
     * @param symbol what assembly calls it
     * @param boot whether it only runs before the first process starts
     */
    public record Entry(String symbol, MethodReference method, boolean boot) {}

    /** Finds the declarations on a class path. */
    public static Entries scan(List<Path> classPath) throws AotException {
        Entries found = new Entries(new ArrayList<>(), new LinkedHashMap<>());
        try {
            ClassFiles.visit(classPath, (entry, name, content) -> {
                if (name.endsWith(".class")) {
                    found.scan(content);
                }
            });
        } catch (IOException e) {
            throw new AotException("cannot read the class path: " + e);
        }
        return found;
    }

    private void scan(byte[] bytes) {
        ClassModel cls = ClassFile.of().parse(bytes);
        for (MethodModel method : cls.methods()) {
            method.findAttribute(Attributes.runtimeInvisibleAnnotations()).ifPresent(attribute -> {
                for (Annotation annotation : attribute.annotations()) {
                    if (annotation.className().equalsString(ENTRY)) {
                        addEntry(reference(cls, method), annotation);
                    } else if (annotation.className().equalsString(RECURSION)) {
                        addLimit(reference(cls, method), annotation);
                    }
                }
            });
        }
    }

    private static MethodReference reference(ClassModel cls, MethodModel method) {
        String owner = cls.thisClass().asInternalName().replace('/', '.');
        return new MethodReference(
                owner,
                MethodDescriptor.parse(
                        method.methodName().stringValue() + method.methodType().stringValue()));
    }

    private void addEntry(MethodReference method, Annotation annotation) {
        String symbol = "";
        boolean boot = false;
        for (var element : annotation.elements()) {
            switch (element.value()) {
                case AnnotationValue.OfString text -> symbol = text.stringValue();
                case AnnotationValue.OfBoolean flag -> boot = flag.booleanValue();
                default -> {}
            }
        }
        entries.add(new Entry(symbol, method, boot));
    }

    private void addLimit(MethodReference method, Annotation annotation) {
        for (var element : annotation.elements()) {
            if (element.value() instanceof AnnotationValue.OfInt limit) {
                recursionLimits.put(method, limit.intValue());
            }
        }
    }
}

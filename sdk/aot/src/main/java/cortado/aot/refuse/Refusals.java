package cortado.aot.refuse;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.dependency.MethodDependency;
import org.teavm.model.BasicBlockReader;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldReference;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHandle;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.ProgramReader;
import org.teavm.model.RuntimeConstant;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;
import org.teavm.model.VariableReader;
import org.teavm.model.instructions.AbstractInstructionReader;
import org.teavm.model.instructions.InvocationType;

/**
 * Looks at every method that an image would contain for what it cannot use: parts of the library that need what a board
 * does not have, native methods, and raw addresses where they are not trusted.
 */
public final class Refusals extends AbstractDependencyListener {
    /** Packages through which any address could be read and written. */
    private static final List<String> RAW = List.of("cortado.metal", "cortado.platform");

    private static final String INTRINSIC = "cortado.metal.Intrinsic";

    private final List<String> trusted;
    private final Set<Use> found = new TreeSet<>(
            Comparator.comparing(Use::method).thenComparing(Use::line).thenComparing(Use::text));

    private record Use(String method, int line, String text) {}

    /** Prepares; {@code trusted} are the packages that may use {@code cortado.metal} and {@code cortado.platform}. */
    public Refusals(List<String> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** One sentence for each refused use: class, method, line, what, why. */
    public List<String> found() {
        return found.stream().map(Use::text).toList();
    }

    /**
     * Reads the method as it was compiled, since from the analysed one all is cut off after a use of a missing class.
     */
    @Override
    public void methodReached(DependencyAgent agent, MethodDependency dependency) {
        MethodReference reference = dependency.getReference();
        if (!isLibrary(reference.getClassName())) {
            ClassReader cls = agent.getUnprocessedClassSource().get(reference.getClassName());
            MethodReader method = cls == null ? null : cls.getMethod(reference.getDescriptor());
            if (method != null) {
                read(method, agent.getUnprocessedClassSource());
            }
        }
    }

    private void read(MethodReader method, ClassReaderSource classes) {
        boolean open = isTrusted(method.getOwnerName());
        if (!open && method.getAnnotations().get(INTRINSIC) != null) {
            refuse(method, null, "declares an @Intrinsic: " + closed("cortado.metal"));
        }
        ProgramReader program = method.getProgram();
        if (program == null) {
            return;
        }
        for (BasicBlockReader block : program.getBasicBlocks()) {
            block.readAllInstructions(new Uses(method, open, classes));
        }
    }

    private static boolean isLibrary(String cls) {
        return cls.startsWith("java.")
                || cls.startsWith("javax.")
                || cls.startsWith("org.teavm.")
                || cls.startsWith("com.jcraft.")
                || cls.startsWith("cortado.aot.target.")
                || cls.startsWith("cortado.aot.classlib.");
    }

    private boolean isTrusted(String cls) {
        return RAW.stream().anyMatch(name -> cls.startsWith(name + "."))
                || trusted.stream().anyMatch(name -> cls.equals(name) || cls.startsWith(name + "."));
    }

    static String closed(String name) {
        return name + " is closed to all but trusted modules; go through cortado.api";
    }

    private void refuse(MethodReader method, TextLocation location, String what) {
        String line = "";
        if (location != null && location.getFileName() != null) {
            String file = location.getFileName();
            line = " (" + file.substring(file.lastIndexOf('/') + 1) + ":" + location.getLine() + ")";
        }
        String name = method.getOwnerName() + "." + method.getName();
        found.add(new Use(name, location == null ? 0 : location.getLine(), name + line + ": " + what));
    }

    private final class Uses extends AbstractInstructionReader {
        private final ClassReaderSource classes;
        private final MethodReader method;
        private final boolean open;
        private TextLocation location;

        Uses(MethodReader method, boolean open, ClassReaderSource classes) {
            this.classes = classes;
            this.method = method;
            this.open = open;
        }

        @Override
        public void location(TextLocation here) {
            this.location = here;
        }

        @Override
        public void invoke(
                VariableReader receiver,
                VariableReader instance,
                MethodReference called,
                List<? extends VariableReader> arguments,
                InvocationType type) {
            check(called.getClassName(), called.getName());
            ClassReader owner = isLibrary(called.getClassName()) ? null : classes.get(called.getClassName());
            MethodReader target = owner == null ? null : owner.getMethod(called.getDescriptor());
            if (target != null
                    && target.hasModifier(ElementModifier.NATIVE)
                    && target.getAnnotations().get(INTRINSIC) == null) {
                refuse(
                        method,
                        location,
                        "calls the native method " + called.getClassName() + "." + called.getName()
                                + ": there are no native libraries; write it in Java");
            }
        }

        /** A method reference names its method here alone. */
        @Override
        public void invokeDynamic(
                VariableReader receiver,
                VariableReader instance,
                MethodDescriptor called,
                List<? extends VariableReader> arguments,
                MethodHandle bootstrap,
                List<RuntimeConstant> constants) {
            for (RuntimeConstant constant : constants) {
                if (constant.getKind() == RuntimeConstant.METHOD_HANDLE) {
                    MethodHandle handle = constant.getMethodHandle();
                    check(handle.getClassName(), handle.getName());
                }
            }
        }

        @Override
        public void getField(
                VariableReader receiver, VariableReader instance, FieldReference field, ValueType fieldType) {
            check(field.getClassName(), field.getFieldName());
        }

        @Override
        public void putField(VariableReader instance, FieldReference field, VariableReader value, ValueType fieldType) {
            check(field.getClassName(), field.getFieldName());
        }

        @Override
        public void create(VariableReader receiver, String type) {
            check(type, "<init>");
        }

        private void check(String owner, String member) {
            for (String raw : RAW) {
                if (owner.startsWith(raw + ".") && !open) {
                    refuse(method, location, "uses " + name(owner, member) + ": " + closed(raw));
                }
            }
            for (Rule rule : Rule.ALL) {
                if (rule.forbids(owner, member)) {
                    refuse(method, location, "uses " + name(owner, member) + ": " + rule.reason());
                }
            }
        }

        private static String name(String owner, String member) {
            return member.equals("<init>") ? owner : owner + "." + member;
        }
    }
}

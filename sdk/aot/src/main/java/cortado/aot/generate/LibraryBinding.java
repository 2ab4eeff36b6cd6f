package cortado.aot.generate;

import cortado.aot.Profile;
import java.util.List;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldHolder;
import org.teavm.model.FieldReference;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.instructions.PutFieldInstruction;

/** Puts our code in the place of library methods that depend on the platform. */
final class LibraryBinding implements ClassHolderTransformer {
    private final Profile profile;

    LibraryBinding(Profile profile) {
        this.profile = profile;
    }

    private static final ValueType SITES = ValueType.parse(int[].class);
    private static final ValueType THROWABLE = ValueType.object("java.lang.Throwable");
    private static final ValueType TRACE = ValueType.parse(StackTraceElement[].class);

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (profile != Profile.KERNEL) {
            processBindings(cls, context);
        }
        switch (cls.getName()) {
            case "java.lang.Object" -> bind(cls, "cloneLowLevel", "cortado_clone", true);
            case "java.lang.Thread" -> bind(cls, "setCurrentThread", "cortado_one_thread", true);
            case "cortado.aot.target.Traces" -> {
                field(cls, context, "sites", "sites", SITES);
                field(cls, context, "elements", "stackTrace", TRACE);
            }
            case "java.lang.String" -> decoding(cls, context);
            case "cortado.aot.classlib.CharacterTables" -> {
                for (MethodHolder method : cls.getMethods()) {
                    if (method.hasModifier(ElementModifier.NATIVE)) {
                        method.getModifiers().remove(ElementModifier.NATIVE);
                        constant(cls, context, method.getName(), UnicodeTables.text(method.getName()));
                    }
                }
            }
            case "java.lang.Throwable" -> {
                traces(cls, context);
                causes(cls, context);
            }
            default -> {}
        }
    }

    private static void bind(ClassHolder cls, String name, String symbol, boolean unmanaged) {
        for (MethodHolder method : cls.getMethods()) {
            if (method.getName().equals(name)) {
                RuntimeBinding.bind(method, symbol, unmanaged);
            }
        }
    }

    private static void processBindings(ClassHolder cls, ClassHolderTransformerContext context) {
        switch (cls.getName()) {
            case "java.lang.System" -> {
                add(cls, true, "exit", "cortado_exit", ValueType.INTEGER, ValueType.VOID);
                copy(cls, context, "arraycopy");
                copy(cls, context, "fastArraycopy");
                constant(cls, context, "getTempDir", "/");
                constant(cls, context, "getHomeDir", "/");
            }
            case "java.lang.Runtime" -> {
                bind(cls, "availableProcessors", "cortado_processors", true);
                bind(cls, "exit", "cortado_runtime_exit", true);
                add(cls, false, "halt", "cortado_runtime_exit", ValueType.INTEGER, ValueType.VOID);
                add(cls, false, "maxMemory", "cortado_runtime_memory", ValueType.LONG);
            }
            case "org.teavm.classlib.impl.console.Console" -> {
                bind(cls, "writeStdout", "cortado_write_out", true);
                bind(cls, "writeStderr", "cortado_write_err", true);
            }
            default -> {}
        }
    }

    /** Makes a static method return a field of the throwable that it gets. */
    private static void field(
            ClassHolder cls, ClassHolderTransformerContext context, String name, String field, ValueType type) {
        var method = cls.getMethod(new MethodDescriptor(name, THROWABLE, type));
        method.getModifiers().remove(ElementModifier.NATIVE);
        var body = ProgramEmitter.create(method, context.getHierarchy());
        body.var(1, THROWABLE).getField(field, type).returnValue();
    }

    /** Adds a method that is a C function; the signature ends with the result. */
    private static void add(ClassHolder cls, boolean isStatic, String name, String symbol, ValueType... signature) {
        var method = new MethodHolder(new MethodDescriptor(name, signature));
        method.setLevel(AccessLevel.PUBLIC);
        if (isStatic) {
            method.getModifiers().add(ElementModifier.STATIC);
        }
        cls.addMethod(method);
        RuntimeBinding.bind(method, symbol, true);
    }

    /** Makes a method without parameters return a string. */
    private static void constant(ClassHolder cls, ClassHolderTransformerContext context, String name, String text) {
        var method = cls.getMethod(new MethodDescriptor(name, String.class));
        var body = ProgramEmitter.create(method, context.getHierarchy());
        body.constant(text).returnValue();
    }

    /** The constructors that read bytes all end here. */
    private static void decoding(ClassHolder cls, ClassHolderTransformerContext context) {
        ValueType bytes = ValueType.parse(byte[].class);
        ValueType set = ValueType.object("java.nio.charset.Charset");
        ValueType characters = ValueType.parse(char[].class);
        var method = cls.getMethod(new MethodDescriptor(
                "initWithBytes", bytes, ValueType.INTEGER, ValueType.INTEGER, set, ValueType.VOID));
        var body = ProgramEmitter.create(method, context.getHierarchy());
        var text = body.invoke(
                "cortado.aot.classlib.Encodings",
                "decode",
                characters,
                body.var(1, bytes),
                body.var(2, ValueType.INTEGER),
                body.var(3, ValueType.INTEGER),
                body.var(4, set));
        body.var(0, ValueType.object("java.lang.String")).invokeSpecial("takeCharArray", text);
        body.exit();
    }

    /** {@code arraycopy}: C checks and says how many elements fit; what does not fit throws after the others moved. */
    private static void copy(ClassHolder cls, ClassHolderTransformerContext context, String name) {
        ValueType object = ValueType.object("java.lang.Object");
        var method = cls.getMethod(new MethodDescriptor(
                name, object, ValueType.INTEGER, object, ValueType.INTEGER, ValueType.INTEGER, ValueType.VOID));
        var body = ProgramEmitter.create(method, context.getHierarchy());
        var from = body.var(1, object);
        var fromStart = body.var(2, ValueType.INTEGER);
        var to = body.var(3, object);
        var toStart = body.var(4, ValueType.INTEGER);
        var length = body.var(5, ValueType.INTEGER);
        var fitting = body.invoke(
                "cortado.aot.target.Arithmetic", "copyable", ValueType.INTEGER, from, fromStart, to, toStart, length);
        body.invoke("java.lang.System", "doArrayCopy", from, fromStart, to, toStart, fitting);
        body.invoke("cortado.aot.target.Arithmetic", "copied", from, to, fitting, length);
        body.exit();
    }

    /** {@code fillInStackTrace} only notes the call sites; they become elements on demand. */
    private void traces(ClassHolder cls, ClassHolderTransformerContext context) {
        if (profile == Profile.KERNEL) {
            var none = ProgramEmitter.create(
                    cls.getMethod(new MethodDescriptor("fillInStackTrace", Throwable.class)), context.getHierarchy());
            none.var(0, ValueType.object("java.lang.Throwable")).returnValue();
            return;
        }
        var sites = new FieldHolder("sites");
        sites.setLevel(AccessLevel.PRIVATE);
        sites.setType(SITES);
        cls.addField(sites);
        var fill = cls.getMethod(new MethodDescriptor("fillInStackTrace", Throwable.class));
        var body = ProgramEmitter.create(fill, context.getHierarchy());
        var self = body.var(0, ValueType.object("java.lang.Throwable"));
        self.setField("sites", body.invoke("cortado.aot.target.Traces", "capture", SITES));
        self.setField("stackTrace", body.constantNull(TRACE));
        self.returnValue();

        var ensure = cls.getMethod(new MethodDescriptor("ensureStackTrace", ValueType.VOID));
        var named = ProgramEmitter.create(ensure, context.getHierarchy());
        var owner = named.var(0, ValueType.object("java.lang.Throwable"));
        named.when(owner.getField("stackTrace", TRACE)
                        .isNull()
                        .and(() -> owner.getField("sites", SITES).isNotNull()))
                .thenDo(() -> owner.setField(
                        "stackTrace",
                        named.invoke("cortado.aot.target.Traces", "resolve", TRACE, owner.getField("sites", SITES))));
        named.exit();
    }

    /** A throwable whose maker said nothing of a cause is its own cause until it gets one; then it keeps that. */
    private void causes(ClassHolder cls, ClassHolderTransformerContext context) {
        if (profile == Profile.KERNEL) {
            return;
        }
        var field = new FieldReference(cls.getName(), "cause");
        for (var descriptor : List.of(
                new MethodDescriptor("<init>", ValueType.VOID),
                new MethodDescriptor("<init>", ValueType.object("java.lang.String"), ValueType.VOID))) {
            var program = cls.getMethod(descriptor).getProgram();
            var set = new PutFieldInstruction();
            set.setField(field);
            set.setFieldType(THROWABLE);
            set.setInstance(program.variableAt(0));
            set.setValue(program.variableAt(0));
            program.basicBlockAt(0).addFirst(set);
        }
        var init = cls.getMethod(new MethodDescriptor("initCause", THROWABLE, THROWABLE));
        var body = ProgramEmitter.create(init, context.getHierarchy());
        var self = body.var(0, THROWABLE);
        var cause = body.var(1, THROWABLE);
        body.invoke("cortado.aot.target.Throw", "checkCause", self, self.getField("cause", THROWABLE), cause);
        self.setField("cause", cause);
        self.returnValue();
    }
}

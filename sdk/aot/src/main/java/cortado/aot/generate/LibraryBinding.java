package cortado.aot.generate;

import cortado.aot.Profile;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldHolder;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;

/** Puts our code in the place of library methods that depend on the platform. */
final class LibraryBinding implements ClassHolderTransformer {
    private final Profile profile;

    LibraryBinding(Profile profile) {
        this.profile = profile;
    }

    private static final ValueType SITES = ValueType.parse(int[].class);
    private static final ValueType TRACE = ValueType.parse(StackTraceElement[].class);

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (profile != Profile.KERNEL) {
            processBindings(cls, context);
        }
        switch (cls.getName()) {
            case "java.lang.Object" -> bind(cls, "cloneLowLevel", "cortado_clone", true);
            case "java.lang.Thread" -> bind(cls, "setCurrentThread", "cortado_one_thread", true);
            case "java.lang.Throwable" -> traces(cls, context);
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
                copy(cls, context);
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

    /** {@code arraycopy}: C checks and says how many elements fit; what does not fit throws after the others moved. */
    private static void copy(ClassHolder cls, ClassHolderTransformerContext context) {
        ValueType object = ValueType.object("java.lang.Object");
        var method = cls.getMethod(new MethodDescriptor(
                "arraycopy", object, ValueType.INTEGER, object, ValueType.INTEGER, ValueType.INTEGER, ValueType.VOID));
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
}

package cortado.aot.generate;

import cortado.aot.Profile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.model.AnnotationHolder;
import org.teavm.model.AnnotationValue;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.runtime.Fiber;

/** Takes the compiler's own runtime out of the image: its allocator, collector, unwinder and fibers are our C. */
final class RuntimeBinding implements ClassHolderTransformer {
    private final Profile profile;

    RuntimeBinding(Profile profile) {
        this.profile = profile;
    }

    private static final Set<String> REPLACED = Set.of(
            "org.teavm.backend.c.runtime.CResources",
            "org.teavm.runtime.Allocator",
            "org.teavm.runtime.GC",
            "org.teavm.runtime.ExceptionHandling",
            "org.teavm.runtime.EventQueue",
            "org.teavm.runtime.Fiber");

    private static final Map<String, String> SYMBOLS = new HashMap<>();

    static {
        SYMBOLS.put("Allocator.allocate", "cortado_new");
        SYMBOLS.put("Allocator.allocateArray", "cortado_new_array");
        SYMBOLS.put("Allocator.allocateMultiArray", "cortado_new_arrays");
        SYMBOLS.put("ExceptionHandling.throwException", "cortado_throw");
        SYMBOLS.put("ExceptionHandling.catchException", "teavm_catchException");
        SYMBOLS.put("EventQueue.process", "cortado_no_events");
        SYMBOLS.put("GC.getFreeMemory", "cortado_heap_free");
        SYMBOLS.put("GC.collectGarbage", "cortado_collect");
        SYMBOLS.put("GC.collectGarbageFull", "cortado_collect");
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (!REPLACED.contains(cls.getName())) {
            return;
        }
        String simple = cls.getName().substring(cls.getName().lastIndexOf('.') + 1);
        for (MethodHolder method : cls.getMethods().toArray(new MethodHolder[0])) {
            if (method.getName().equals("<clinit>")) {
                emptyBody(method, context);
            } else if (method.getReference()
                    .equals(new MethodReference(Fiber.class, "startMain", String[].class, void.class))) {
                var body = ProgramEmitter.create(method, context.getHierarchy());
                if (profile != Profile.KERNEL) {
                    body.invoke(Fiber.class.getName(), "runMain", body.var(1, ValueType.parse(String[].class)));
                }
                body.exit();
            } else if (!method.hasModifier(ElementModifier.ABSTRACT) && !isKept(method)) {
                bind(method, SYMBOLS.getOrDefault(simple + "." + method.getName(), "cortado_absent"), true);
            }
        }
    }

    /** The compiler itself generates these two. */
    private static boolean isKept(MethodHolder method) {
        return method.getOwnerName().equals(Fiber.class.getName())
                && (method.getName().equals("runMain") || method.getName().equals("setCurrentThread"));
    }

    private static void emptyBody(MethodHolder method, ClassHolderTransformerContext context) {
        ProgramEmitter.create(method, context.getHierarchy()).exit();
    }

    /** Makes a method a call of a C function. */
    static void bind(MethodHolder method, String symbol, boolean unmanaged) {
        method.setProgram(null);
        method.getModifiers().add(ElementModifier.NATIVE);
        for (String annotation : new String[] {
            Import.class.getName(),
            "org.teavm.interop.Export",
            "org.teavm.interop.DelegateTo",
            "org.teavm.interop.SupportedOn",
            "org.teavm.backend.c.intrinsic.RuntimeInclude"
        }) {
            if (method.getAnnotations().get(annotation) != null) {
                method.getAnnotations().remove(annotation);
            }
        }
        var imported = new AnnotationHolder(Import.class.getName());
        imported.getValues().put("name", new AnnotationValue(symbol));
        method.getAnnotations().add(imported);
        if (unmanaged && method.getAnnotations().get(Unmanaged.class.getName()) == null) {
            method.getAnnotations().add(new AnnotationHolder(Unmanaged.class.getName()));
        }
    }
}

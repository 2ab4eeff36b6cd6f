package cortado.aot.generate;

import java.util.Locale;
import org.teavm.classlib.impl.record.ObjectMethodsSubstitutor;
import org.teavm.dependency.BootstrapMethodSubstitutor;
import org.teavm.dependency.DynamicCallSite;
import org.teavm.model.MethodHandle;
import org.teavm.model.MethodReference;
import org.teavm.model.PrimitiveType;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ConditionEmitter;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.model.util.InvokeDynamicUtil;

/**
 * The {@code hashCode} and {@code equals} of records as HotSpot makes them: the hash starts at 0, and floating-point
 * components are compared as {@code Double.compare} does.
 */
final class RecordMethods implements BootstrapMethodSubstitutor {
    static final MethodReference BOOTSTRAP = new MethodReference(
            "java.lang.runtime.ObjectMethods",
            "bootstrap",
            ValueType.object("java.lang.invoke.MethodHandles$Lookup"),
            ValueType.object("java.lang.String"),
            ValueType.object("java.lang.invoke.TypeDescriptor"),
            ValueType.object("java.lang.Class"),
            ValueType.object("java.lang.String"),
            ValueType.arrayOf(ValueType.object("java.lang.invoke.MethodHandle")),
            ValueType.object("java.lang.Object"));

    private final ObjectMethodsSubstitutor usual = new ObjectMethodsSubstitutor();

    @Override
    public ValueEmitter substitute(DynamicCallSite site, ProgramEmitter emitter) {
        return switch (site.getCalledMethod().getName()) {
            case "hashCode" -> hash(site, emitter);
            case "equals" -> equal(site, emitter);
            default -> usual.substitute(site, emitter);
        };
    }

    private static int components(DynamicCallSite site) {
        return site.getBootstrapArguments().size() - 2;
    }

    private static MethodHandle getter(DynamicCallSite site, int component) {
        return site.getBootstrapArguments().get(component + 2).getMethodHandle();
    }

    private static ValueEmitter hash(DynamicCallSite site, ProgramEmitter emitter) {
        ValueEmitter record = site.getArguments().get(0);
        ValueEmitter hash = emitter.constant(0);
        for (int i = 0; i < components(site); i++) {
            MethodHandle getter = getter(site, i);
            ValueEmitter value = InvokeDynamicUtil.invoke(emitter, getter, record);
            ValueEmitter own = getter.getValueType() instanceof ValueType.Primitive type
                    ? emitter.invoke(box(type), "hashCode", ValueType.INTEGER, value)
                    : emitter.invoke("java.util.Objects", "hashCode", ValueType.INTEGER, value.cast(Object.class));
            hash = i == 0 ? own : hash.mul(31).add(own);
        }
        return hash;
    }

    private static ValueEmitter equal(DynamicCallSite site, ProgramEmitter emitter) {
        ValueType type = site.getBootstrapArguments().get(0).getValueType();
        ValueEmitter record = site.getArguments().get(0);
        ValueEmitter other = site.getArguments().get(1);
        var end = emitter.prepareBlock();
        var result = emitter.phi(ValueType.INTEGER, end);
        emitter.when(() -> other.isNull()
                        .or(() -> other.invokeSpecial("getClass", Class.class).isNotSame(emitter.constant(type))))
                .thenDo(() -> {
                    emitter.constant(0).propagateTo(result);
                    emitter.jump(end);
                });
        ValueEmitter same = other.cast(type);
        for (int i = 0; i < components(site); i++) {
            MethodHandle getter = getter(site, i);
            ValueEmitter a = InvokeDynamicUtil.invoke(emitter, getter, record);
            ValueEmitter b = InvokeDynamicUtil.invoke(emitter, getter, same);
            ConditionEmitter differs = getter.getValueType() instanceof ValueType.Primitive primitive
                    ? emitter.invoke(box(primitive), "compare", ValueType.INTEGER, a, b)
                            .isNotEqualTo(emitter.constant(0))
                    : emitter.invoke(
                                    "java.util.Objects",
                                    "equals",
                                    ValueType.BOOLEAN,
                                    a.cast(Object.class),
                                    b.cast(Object.class))
                            .isFalse();
            emitter.when(differs).thenDo(() -> {
                emitter.constant(0).propagateTo(result);
                emitter.jump(end);
            });
        }
        emitter.constant(1).propagateTo(result);
        emitter.jump(end);
        emitter.enter(end);
        return result.getValue();
    }

    private static String box(ValueType.Primitive type) {
        if (type.getKind() == PrimitiveType.INTEGER) {
            return "java.lang.Integer";
        }
        if (type.getKind() == PrimitiveType.CHARACTER) {
            return "java.lang.Character";
        }
        String name = type.getKind().name();
        return "java.lang." + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}

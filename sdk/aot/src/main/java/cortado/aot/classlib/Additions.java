package cortado.aot.classlib;

import java.util.Arrays;
import java.util.Map;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReader;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Adds methods to platform classes that lack them, and replaces those that answer otherwise than the JVM's. Each public
 * static method of an addition becomes a method of its class with the same parameters, which calls it.
 */
public final class Additions implements TeaVMPlugin, ClassHolderTransformer {
    private static final Map<String, Class<?>> ADDITIONS = Map.ofEntries(
            Map.entry("java.io.PrintStream", PrintStreamAdditions.class),
            Map.entry("java.lang.CharSequence", CharSequenceAdditions.class),
            Map.entry("java.lang.Character", CharacterAdditions.class),
            Map.entry("java.lang.Class", ClassAdditions.class),
            Map.entry("java.lang.Double", DoubleAdditions.class),
            Map.entry("java.lang.Enum", EnumAdditions.class),
            Map.entry("java.lang.Float", FloatAdditions.class),
            Map.entry("java.lang.Integer", IntegerAdditions.class),
            Map.entry("java.lang.Long", LongAdditions.class),
            Map.entry("java.lang.Math", MathAdditions.class),
            Map.entry("java.lang.Runtime", RuntimeAdditions.class),
            Map.entry("java.lang.String", StringAdditions.class),
            Map.entry("java.lang.StringBuffer", StringBufferAdditions.class),
            Map.entry("java.lang.StringBuilder", StringBuilderAdditions.class),
            Map.entry("java.lang.System", SystemAdditions.class),
            Map.entry("java.util.Optional", OptionalAdditions.class),
            Map.entry("java.util.OptionalDouble", OptionalDoubleAdditions.class),
            Map.entry("java.util.OptionalInt", OptionalIntAdditions.class),
            Map.entry("java.util.OptionalLong", OptionalLongAdditions.class),
            Map.entry("java.util.stream.impl.SimpleStreamImpl", SimpleStreamAdditions.class),
            Map.entry("java.util.Arrays", ArraysAdditions.class),
            Map.entry("java.util.Iterator", IteratorAdditions.class),
            Map.entry("java.util.stream.Stream", StreamAdditions.class));

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder target, ClassHolderTransformerContext context) {
        Class<?> addition = ADDITIONS.get(target.getName());
        if (addition == null) {
            return;
        }
        ClassReader source = context.getHierarchy().getClassSource().get(addition.getName());
        for (MethodReader method : source.getMethods()) {
            if (method.getLevel() == AccessLevel.PUBLIC && method.hasModifier(ElementModifier.STATIC)) {
                add(target, method);
            }
        }
    }

    private static void add(ClassHolder target, MethodReader addition) {
        boolean member = addition.getAnnotations().get(Member.class.getName()) != null;
        ValueType[] parameters = addition.getParameterTypes();
        ValueType[] signature = Arrays.copyOfRange(addition.getSignature(), member ? 1 : 0, parameters.length + 1);
        var descriptor = new MethodDescriptor(addition.getName(), signature);
        MethodHolder existing = target.getMethod(descriptor);
        if (existing != null) {
            target.removeMethod(existing);
        }
        var method = new MethodHolder(descriptor);
        method.setLevel(AccessLevel.PUBLIC);
        if (!member) {
            method.getModifiers().add(ElementModifier.STATIC);
        }
        method.setProgram(forward(addition, member));
        target.addMethod(method);
    }

    /** Variable 0 is {@code this} or, in a static method, stays unused; the parameters follow. */
    private static Program forward(MethodReader addition, boolean member) {
        var program = new Program();
        var self = program.createVariable();
        int count = addition.parameterCount();
        var arguments = new Variable[count];
        for (int i = 0; i < count; i++) {
            arguments[i] = member && i == 0 ? self : program.createVariable();
        }
        var block = program.createBasicBlock();
        var call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(addition.getReference());
        call.setArguments(arguments);
        var exit = new ExitInstruction();
        if (addition.getResultType() != ValueType.VOID) {
            call.setReceiver(program.createVariable());
            exit.setValueToReturn(call.getReceiver());
        }
        block.add(call);
        block.add(exit);
        return program;
    }
}

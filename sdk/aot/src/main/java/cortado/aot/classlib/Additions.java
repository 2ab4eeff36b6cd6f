package cortado.aot.classlib;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.model.AccessLevel;
import org.teavm.model.AnnotationValue;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReader;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.model.instructions.ConstructInstruction;
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
            Map.entry("java.lang.AbstractStringBuilder", AbstractStringBuilderAdditions.class),
            Map.entry("java.lang.Byte", ByteAdditions.class),
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
            Map.entry("java.lang.Short", ShortAdditions.class),
            Map.entry("java.lang.String", StringAdditions.class),
            Map.entry("java.lang.StringBuffer", StringBufferAdditions.class),
            Map.entry("java.lang.StringBuilder", StringBuilderAdditions.class),
            Map.entry("java.lang.System", SystemAdditions.class),
            Map.entry("java.lang.Throwable", ThrowableAdditions.class),
            Map.entry("java.nio.Buffer", BufferAdditions.class),
            Map.entry("java.nio.ByteBuffer", ByteBufferAdditions.class),
            Map.entry("java.util.ArrayList", ArrayListAdditions.class),
            Map.entry("java.util.Arrays", ArraysAdditions.class),
            Map.entry("java.util.Base64$Decoder", Base64DecoderAdditions.class),
            Map.entry("java.util.BitSet", BitSetAdditions.class),
            Map.entry("java.util.Collections", CollectionsAdditions.class),
            Map.entry("java.util.HashMap", HashMapAdditions.class),
            Map.entry("java.util.Iterator", IteratorAdditions.class),
            Map.entry("java.util.Objects", ObjectsAdditions.class),
            Map.entry("java.util.Optional", OptionalAdditions.class),
            Map.entry("java.util.List", ListAdditions.class),
            Map.entry("java.util.Map", MapAdditions.class),
            Map.entry("java.util.Set", SetAdditions.class),
            Map.entry("java.util.OptionalDouble", OptionalDoubleAdditions.class),
            Map.entry("java.util.OptionalInt", OptionalIntAdditions.class),
            Map.entry("java.util.OptionalLong", OptionalLongAdditions.class),
            Map.entry("java.util.stream.Collectors", CollectorsAdditions.class),
            Map.entry("java.util.stream.Stream", StreamAdditions.class),
            Map.entry("java.util.stream.impl.SimpleStreamImpl", SimpleStreamAdditions.class));

    private static final Set<String> RANGED = Set.of("sort", "fill", "binarySearch");
    private static final MethodReference RANGE =
            new MethodReference(ArraysAdditions.class, "checkRange", Object.class, int.class, int.class, void.class);
    private static final Set<String> STRINGS = Set.of(
            "java.lang.String", "java.lang.AbstractStringBuilder", "java.lang.StringBuilder", "java.lang.StringBuffer");
    private static final ValueType CHARACTERS = ValueType.object("java.lang.CharSequence");
    private static final String INDEX = "java.lang.IndexOutOfBoundsException";
    private static final String STRING_INDEX = "java.lang.StringIndexOutOfBoundsException";

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder target, ClassHolderTransformerContext context) {
        if (STRINGS.contains(target.getName())) {
            target.getMethods().forEach(Additions::throwForStrings);
        }
        target.getMethods().forEach(Messages::addFixed);
        if (target.getName().equals("java.util.Arrays")) {
            target.getMethods().forEach(Additions::checkRange);
        }
        Class<?> addition = ADDITIONS.get(target.getName());
        if (addition == null) {
            return;
        }
        ClassReader source = context.getHierarchy().getClassSource().get(addition.getName());
        for (MethodReader method : source.getMethods()) {
            if (method.getLevel() == AccessLevel.PUBLIC && method.hasModifier(ElementModifier.STATIC)) {
                add(target, method, context.getHierarchy());
            }
        }
    }

    private static void add(ClassHolder target, MethodReader addition, ClassHierarchy hierarchy) {
        if (addition.getAnnotations().get(Guard.class.getName()) != null) {
            affected(target, addition, Guard.class).forEach(method -> guard(method, addition));
            return;
        }
        if (addition.getAnnotations().get(Says.class.getName()) != null) {
            affected(target, addition, Says.class)
                    .forEach(method -> Messages.add(method, addition.getReference(), arguments(method, addition)));
            return;
        }
        if (addition.getAnnotations().get(All.class.getName()) != null) {
            target.getMethods().stream()
                    .filter(method -> method.getName().equals(addition.getName()))
                    .forEach(method -> gather(method, addition, hierarchy));
            return;
        }
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

    /** The methods with a body that an addition with this annotation is about. */
    private static List<MethodHolder> affected(ClassHolder target, MethodReader addition, Class<?> annotation) {
        ValueType[] parameters = addition.getParameterTypes();
        AnnotationValue constructor =
                addition.getAnnotations().get(annotation.getName()).getValue("constructor");
        String name = constructor != null && constructor.getBoolean() ? "<init>" : addition.getName();
        List<MethodHolder> found = new ArrayList<>();
        for (MethodHolder method : target.getMethods()) {
            int from = method.hasModifier(ElementModifier.STATIC) ? 0 : 1;
            if (method.getProgram() != null
                    && method.getName().equals(name)
                    && from <= parameters.length
                    && Arrays.equals(
                            method.getParameterTypes(), Arrays.copyOfRange(parameters, from, parameters.length))) {
                found.add(method);
            }
        }
        return found;
    }

    /** The method's own arguments, its instance first, as an addition takes them. */
    private static Variable[] arguments(MethodHolder method, MethodReader addition) {
        var arguments = new Variable[addition.parameterCount()];
        int first = method.hasModifier(ElementModifier.STATIC) ? 1 : 0;
        Arrays.setAll(arguments, i -> method.getProgram().variableAt(first + i));
        return arguments;
    }

    /** Passes all arguments on in one array, unless the method has them in one already. */
    private static void gather(MethodHolder method, MethodReader addition, ClassHierarchy hierarchy) {
        var body = ProgramEmitter.create(method, hierarchy);
        ValueType[] types = method.getParameterTypes();
        ValueEmitter all;
        if (Arrays.equals(types, addition.getParameterTypes())) {
            all = body.var(1, types[0]);
        } else {
            all = body.constructArray(Object.class, types.length);
            for (int i = 0; i < types.length; i++) {
                all.setElement(i, body.var(i + 1, types[i]));
            }
        }
        body.invoke(addition.getOwnerName(), addition.getName(), addition.getResultType(), all)
                .returnValue();
    }

    private static void guard(MethodHolder method, MethodReader guard) {
        var call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(guard.getReference());
        call.setArguments(arguments(method, guard));
        var first = method.getProgram().basicBlockAt(0).getFirstInstruction();
        call.setLocation(first.getLocation());
        first.insertPrevious(call);
    }

    /** Methods for a part of an array have its two ends after it. */
    private static void checkRange(MethodHolder method) {
        ValueType[] types = method.getParameterTypes();
        if (RANGED.contains(method.getName())
                && method.getProgram() != null
                && types.length >= 3
                && types[1] == ValueType.INTEGER
                && types[2] == ValueType.INTEGER) {
            var call = new InvokeInstruction();
            call.setType(InvocationType.SPECIAL);
            call.setMethod(RANGE);
            call.setArguments(
                    method.getProgram().variableAt(1),
                    method.getProgram().variableAt(2),
                    method.getProgram().variableAt(3));
            var first = method.getProgram().basicBlockAt(0).getFirstInstruction();
            call.setLocation(first.getLocation());
            first.insertPrevious(call);
        }
    }

    /**
     * Strings and builders throw StringIndexOutOfBoundsException, where the compiler's have its superclass; not for a
     * part of another text.
     */
    private static void throwForStrings(MethodHolder method) {
        if (method.getProgram() == null
                || Arrays.asList(method.getParameterTypes()).contains(CHARACTERS)) {
            return;
        }
        for (int i = 0; i < method.getProgram().basicBlockCount(); i++) {
            for (Instruction instruction : method.getProgram().basicBlockAt(i)) {
                if (instruction instanceof ConstructInstruction made
                        && made.getType().equals(INDEX)) {
                    made.setType(STRING_INDEX);
                } else if (instruction instanceof InvokeInstruction call
                        && call.getMethod().getClassName().equals(INDEX)
                        && call.getMethod().getName().equals("<init>")) {
                    call.setMethod(
                            new MethodReference(STRING_INDEX, call.getMethod().getDescriptor()));
                }
            }
        }
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

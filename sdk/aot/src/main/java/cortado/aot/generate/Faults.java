package cortado.aot.generate;

import java.util.List;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.dependency.MethodDependency;
import org.teavm.model.BasicBlock;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Tells the type analysis which exceptions the machine throws by itself. It follows only {@code throw} instructions, so
 * without this a handler would never expect an ArrayIndexOutOfBoundsException and would call the wrong method on one.
 * Every method is declared to throw all of them, and each guarded block starts with a call that says the same to the
 * handlers of that block; the C runtime defines the call as nothing.
 */
final class Faults extends AbstractDependencyListener {
    private static final List<String> TYPES = List.of(
            "java.lang.AbstractMethodError",
            "java.lang.ArithmeticException",
            "java.lang.ArrayIndexOutOfBoundsException",
            "java.lang.ArrayStoreException",
            "java.lang.ClassCastException",
            "java.lang.CloneNotSupportedException",
            "java.lang.ExceptionInInitializerError",
            "java.lang.NegativeArraySizeException",
            "java.lang.NoClassDefFoundError",
            "java.lang.NullPointerException",
            "java.lang.OutOfMemoryError",
            "java.lang.StackOverflowError");

    private static final FieldReference INITIALISER_ERROR =
            new FieldReference("cortado.aot.target.Initialisers", "error");

    static final MethodReference MAY_THROW =
            new MethodReference("cortado.aot.target.Throw", "mayThrow", ValueType.VOID);

    @Override
    public void methodReached(DependencyAgent agent, MethodDependency method) {
        for (String type : TYPES) {
            method.getThrown().propagate(agent.getType(ValueType.object(type)));
        }
        // Any use of a class may throw what its initialiser throws.
        agent.linkField(INITIALISER_ERROR).getValue().connect(method.getThrown());
    }

    /** Puts the call into each block that has handlers. */
    static void announce(Program program) {
        for (int i = 0; i < program.basicBlockCount(); i++) {
            BasicBlock block = program.basicBlockAt(i);
            if (block.getTryCatchBlocks().isEmpty() || block.getFirstInstruction() == null) {
                continue;
            }
            Instruction first = block.getFirstInstruction();
            var call = new InvokeInstruction();
            call.setType(InvocationType.SPECIAL);
            call.setMethod(MAY_THROW);
            call.setLocation(first.getLocation());
            first.insertPrevious(call);
        }
    }
}

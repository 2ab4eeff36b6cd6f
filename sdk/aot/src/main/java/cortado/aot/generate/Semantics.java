package cortado.aot.generate;

import java.util.ArrayList;
import java.util.List;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ArrayElementType;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.CastInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.InitClassInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.MonitorEnterInstruction;
import org.teavm.model.instructions.MonitorExitInstruction;
import org.teavm.model.instructions.NullCheckInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.instructions.PutElementInstruction;

/**
 * Spells out what Java's instructions do where the compiler would leave it to C: division by zero, shift distances,
 * conversion of large numbers, type checks of array stores, superclass initialisers; and takes the locks away, since a
 * process has one thread.
 */
final class Semantics implements ClassHolderTransformer {
    private static final String ARITHMETIC = "cortado.aot.target.Arithmetic";
    private static final MethodReference CHECK_STORE = new MethodReference(
            ARITHMETIC,
            "checkStore",
            ValueType.object("java.lang.Object"),
            ValueType.INTEGER,
            ValueType.object("java.lang.Object"),
            ValueType.VOID);

    /** Keeps a cast, which may fail, although nobody needs its result. */
    private static final MethodReference USE =
            new MethodReference(ARITHMETIC, "use", ValueType.object("java.lang.Object"), ValueType.VOID);

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (cls.getName().equals(ARITHMETIC) || cls.getName().startsWith("org.teavm.runtime.")) {
            return;
        }
        for (MethodHolder method : cls.getMethods()) {
            method.getModifiers().remove(ElementModifier.SYNCHRONIZED);
            if (method.getProgram() != null) {
                rewrite(method.getProgram());
                Faults.announce(method.getProgram());
                if (method.getDescriptor().equals(new MethodDescriptor("<clinit>", ValueType.VOID))) {
                    initialiseParentFirst(cls, method.getProgram());
                }
            }
        }
    }

    private static void initialiseParentFirst(ClassHolder cls, Program program) {
        if (cls.getParent() == null || cls.getParent().equals("java.lang.Object")) {
            return;
        }
        var init = new InitClassInstruction();
        init.setClassName(cls.getParent());
        Instruction first = program.basicBlockAt(0).getFirstInstruction();
        init.setLocation(first.getLocation());
        first.insertPrevious(init);
    }

    private static void rewrite(Program program) {
        for (int i = 0; i < program.basicBlockCount(); i++) {
            BasicBlock block = program.basicBlockAt(i);
            List<Instruction> instructions = new ArrayList<>();
            block.forEach(instructions::add);
            for (Instruction instruction : instructions) {
                switch (instruction) {
                    case BinaryInstruction binary -> rewrite(program, binary);
                    case CastNumberInstruction cast -> rewrite(cast);
                    case PutElementInstruction put
                    when put.getType() == ArrayElementType.OBJECT ->
                        put.insertPrevious(
                                call(put, CHECK_STORE, null, put.getArray(), put.getIndex(), put.getValue()));
                    case MonitorEnterInstruction enter -> {
                        var check = new NullCheckInstruction();
                        check.setValue(enter.getObjectRef());
                        check.setReceiver(program.createVariable());
                        check.setLocation(enter.getLocation());
                        enter.replace(check);
                    }
                    case AssignInstruction assign
                    when feedsHandler(block, assign) -> {
                        var cast = new CastInstruction();
                        cast.setTargetType(ValueType.object("java.lang.Object"));
                        cast.setWeak(true);
                        cast.setValue(assign.getAssignee());
                        cast.setReceiver(assign.getReceiver());
                        cast.setLocation(assign.getLocation());
                        assign.replace(cast);
                    }
                    case CastInstruction cast -> cast.insertNext(call(cast, USE, null, cast.getReceiver()));
                    case MonitorExitInstruction exit -> exit.delete();
                    default -> {}
                }
            }
        }
    }

    /**
     * Whether a handler may see the variable. The compiler would drop the assignment and take the variable for set as
     * soon as {@code new} has made the object, although the constructor may still throw; a cast it keeps.
     */
    private static boolean feedsHandler(BasicBlock block, AssignInstruction assign) {
        for (TryCatchBlock guard : block.getTryCatchBlocks()) {
            for (Phi phi : guard.getHandler().getPhis()) {
                for (Incoming incoming : phi.getIncomings()) {
                    if (incoming.getSource() == block && incoming.getValue() == assign.getReceiver()) {
                        return isMadeIn(block, assign.getAssignee());
                    }
                }
            }
        }
        return false;
    }

    private static boolean isMadeIn(BasicBlock block, Variable variable) {
        for (Instruction instruction : block) {
            if (instruction instanceof ConstructInstruction made && made.getReceiver() == variable) {
                return true;
            }
            if (instruction instanceof AssignInstruction copy && copy.getReceiver() == variable) {
                return isMadeIn(block, copy.getAssignee());
            }
        }
        return false;
    }

    private static void rewrite(Program program, BinaryInstruction binary) {
        NumericOperandType type = binary.getOperandType();
        boolean wide = type == NumericOperandType.LONG;
        if (type != NumericOperandType.INT && !wide) {
            return;
        }
        ValueType value = wide ? ValueType.LONG : ValueType.INTEGER;
        switch (binary.getOperation()) {
            case DIVIDE, MODULO -> {
                String name = binary.getOperation() == BinaryOperation.DIVIDE ? "divide" : "remainder";
                binary.replace(call(
                        binary,
                        new MethodReference(ARITHMETIC, name, value, value, value),
                        binary.getReceiver(),
                        binary.getFirstOperand(),
                        binary.getSecondOperand()));
            }
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> {
                var bits = new IntegerConstantInstruction();
                bits.setConstant(wide ? 63 : 31);
                bits.setReceiver(program.createVariable());
                bits.setLocation(binary.getLocation());
                var mask = new BinaryInstruction(BinaryOperation.AND, NumericOperandType.INT);
                mask.setFirstOperand(binary.getSecondOperand());
                mask.setSecondOperand(bits.getReceiver());
                mask.setReceiver(program.createVariable());
                mask.setLocation(binary.getLocation());
                binary.insertPrevious(bits);
                binary.insertPrevious(mask);
                binary.setSecondOperand(mask.getReceiver());
            }
            default -> {}
        }
    }

    private static void rewrite(CastNumberInstruction cast) {
        boolean fromFloating =
                cast.getSourceType() == NumericOperandType.FLOAT || cast.getSourceType() == NumericOperandType.DOUBLE;
        boolean toInteger =
                cast.getTargetType() == NumericOperandType.INT || cast.getTargetType() == NumericOperandType.LONG;
        if (!fromFloating || !toInteger) {
            return;
        }
        ValueType from = cast.getSourceType() == NumericOperandType.FLOAT ? ValueType.FLOAT : ValueType.DOUBLE;
        ValueType to = cast.getTargetType() == NumericOperandType.INT ? ValueType.INTEGER : ValueType.LONG;
        String name = to == ValueType.INTEGER ? "toInt" : "toLong";
        cast.replace(call(cast, new MethodReference(ARITHMETIC, name, from, to), cast.getReceiver(), cast.getValue()));
    }

    private static InvokeInstruction call(
            Instruction at, MethodReference method, Variable receiver, Variable... arguments) {
        var call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(method);
        call.setReceiver(receiver);
        call.setArguments(arguments);
        call.setLocation(at.getLocation());
        return call;
    }
}

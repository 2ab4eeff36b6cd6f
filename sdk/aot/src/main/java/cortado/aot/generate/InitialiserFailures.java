package cortado.aot.generate;

import org.teavm.model.AccessLevel;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldHolder;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BranchingCondition;
import org.teavm.model.instructions.BranchingInstruction;
import org.teavm.model.instructions.ClassConstantInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.DoubleConstantInstruction;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.FloatConstantInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.JumpInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.instructions.NullConstantInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.instructions.StringConstantInstruction;

/**
 * Makes a class whose static initialiser throws unusable for good, as JLS §12.4.2 wants: the first use gets the
 * exception, every later one a NoClassDefFoundError. Initialisers that plainly cannot throw stay as they are, and so
 * does the library.
 */
final class InitialiserFailures implements ClassHolderTransformer {
    private static final String SUPPORT = "cortado.aot.target.Initialisers";
    private static final MethodDescriptor INITIALISER = new MethodDescriptor("<clinit>", ValueType.VOID);
    private static final ValueType CLASS = ValueType.object("java.lang.Class");
    private static final ValueType THROWABLE = ValueType.object("java.lang.Throwable");

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        MethodHolder method = cls.getMethod(INITIALISER);
        if (method == null || method.getProgram() == null || isLibrary(cls.getName())) {
            return;
        }
        if (!isHarmless(method.getProgram(), context.getHierarchy().getClassSource(), 0)) {
            guard(cls, method);
        }
    }

    private static boolean isLibrary(String name) {
        return name.startsWith("java.") || name.startsWith("org.teavm.") || name.startsWith("cortado.aot.");
    }

    /** Whether the program only makes and stores constants and plain objects. */
    private static boolean isHarmless(Program program, ClassReaderSource classes, int depth) {
        if (depth > 4) {
            return false;
        }
        for (int i = 0; i < program.basicBlockCount(); i++) {
            for (Instruction instruction : program.basicBlockAt(i)) {
                boolean harmless = switch (instruction) {
                    case IntegerConstantInstruction c -> true;
                    case LongConstantInstruction c -> true;
                    case FloatConstantInstruction c -> true;
                    case DoubleConstantInstruction c -> true;
                    case StringConstantInstruction c -> true;
                    case NullConstantInstruction c -> true;
                    case ClassConstantInstruction c -> true;
                    case ConstructInstruction c -> true;
                    case PutFieldInstruction c -> true;
                    case JumpInstruction c -> true;
                    case ExitInstruction c -> true;
                    case InvokeInstruction invoke -> isHarmless(invoke, classes, depth);
                    default -> false;
                };
                if (!harmless) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A constructor whose own body is harmless, or an enum's list of its constants. */
    private static boolean isHarmless(InvokeInstruction invoke, ClassReaderSource classes, int depth) {
        MethodReference target = invoke.getMethod();
        if (target.getName().equals("$values") && target.parameterCount() == 0) {
            return true; // javac's array of an enum's constants
        }
        if (!target.getName().equals("<init>")) {
            return false;
        }
        if (target.getClassName().equals("java.lang.Object")
                || target.getClassName().equals("java.lang.Enum")) {
            return true;
        }
        var constructor = classes.resolve(target);
        return constructor instanceof MethodHolder holder
                && holder.getProgram() != null
                && isHarmless(holder.getProgram(), classes, depth + 1);
    }

    private static void guard(ClassHolder cls, MethodHolder initialiser) {
        var body = new MethodHolder("initialise$", ValueType.VOID);
        body.setLevel(AccessLevel.PRIVATE);
        body.getModifiers().add(ElementModifier.STATIC);
        body.setProgram(initialiser.getProgram());
        cls.addMethod(body);
        var failed = new FieldHolder("failed$");
        failed.setLevel(AccessLevel.PRIVATE);
        failed.getModifiers().add(ElementModifier.STATIC);
        failed.setType(ValueType.BOOLEAN);
        cls.addField(failed);
        var field = new FieldReference(cls.getName(), failed.getName());

        var program = new Program();
        program.createVariable();
        BasicBlock start = program.createBasicBlock();
        BasicBlock refuse = program.createBasicBlock();
        BasicBlock run = program.createBasicBlock();
        BasicBlock handle = program.createBasicBlock();
        BasicBlock end = program.createBasicBlock();

        var load = new GetFieldInstruction();
        load.setField(field);
        load.setFieldType(ValueType.BOOLEAN);
        load.setReceiver(program.createVariable());
        start.add(load);
        var branch = new BranchingInstruction(BranchingCondition.NOT_EQUAL);
        branch.setOperand(load.getReceiver());
        branch.setConsequent(refuse);
        branch.setAlternative(run);
        start.add(branch);

        call(refuse, new MethodReference(SUPPORT, "refuse", CLASS, ValueType.VOID), itself(cls, refuse));
        refuse.add(new ExitInstruction());

        call(run, body.getReference());
        var jump = new JumpInstruction();
        jump.setTarget(end);
        run.add(jump);
        var guarded = new TryCatchBlock();
        guarded.setExceptionType("java.lang.Throwable");
        guarded.setHandler(handle);
        run.getTryCatchBlocks().add(guarded);

        Variable thrown = program.createVariable();
        handle.setExceptionVariable(thrown);
        var yes = new IntegerConstantInstruction();
        yes.setConstant(1);
        yes.setReceiver(program.createVariable());
        handle.add(yes);
        var store = new PutFieldInstruction();
        store.setField(field);
        store.setFieldType(ValueType.BOOLEAN);
        store.setValue(yes.getReceiver());
        handle.add(store);
        call(
                handle,
                new MethodReference(SUPPORT, "fail", THROWABLE, CLASS, ValueType.VOID),
                thrown,
                itself(cls, handle));
        handle.add(new ExitInstruction());

        end.add(new ExitInstruction());
        initialiser.setProgram(program);
    }

    private static Variable itself(ClassHolder cls, BasicBlock block) {
        var constant = new ClassConstantInstruction();
        constant.setConstant(ValueType.object(cls.getName()));
        constant.setReceiver(block.getProgram().createVariable());
        block.add(constant);
        return constant.getReceiver();
    }

    private static void call(BasicBlock block, MethodReference method, Variable... arguments) {
        var call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(method);
        call.setArguments(arguments);
        block.add(call);
    }
}

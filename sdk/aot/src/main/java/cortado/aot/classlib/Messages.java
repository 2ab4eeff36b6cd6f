package cortado.aot.classlib;

import java.util.List;
import java.util.function.Function;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.StringConstantInstruction;

/** Gives exceptions that the compiler's class library throws without a message the one that the JVM's have. */
final class Messages {
    private static final ValueType STRING = ValueType.object("java.lang.String");
    private static final MethodDescriptor SILENT = new MethodDescriptor("<init>", ValueType.VOID);
    private static final MethodDescriptor SAYING = new MethodDescriptor("<init>", STRING, ValueType.VOID);
    private static final List<String> OPTIONALS = List.of(
            "java.util.Optional", "java.util.OptionalInt", "java.util.OptionalLong", "java.util.OptionalDouble");

    private Messages() {}

    /** Where all that a method throws has the same message. */
    static void addFixed(MethodHolder method) {
        String name = method.getName();
        boolean isLong = method.getResultType() == ValueType.LONG;
        if (OPTIONALS.contains(method.getOwnerName()) && !name.equals("<init>")) {
            addFixed(method, "No value present");
        } else if (method.getOwnerName().equals("java.lang.Math") && name.equals("absExact")) {
            addFixed(method, "Overflow to represent absolute value of " + (isLong ? "Long" : "Integer") + ".MIN_VALUE");
        } else if (method.getOwnerName().equals("java.lang.Math") && name.endsWith("Exact")) {
            addFixed(method, isLong ? "long overflow" : "integer overflow");
        }
    }

    private static void addFixed(MethodHolder method, String message) {
        add(method, throwing -> {
            var text = new StringConstantInstruction();
            text.setConstant(message);
            text.setReceiver(method.getProgram().createVariable());
            text.setLocation(throwing.getLocation());
            throwing.insertPrevious(text);
            return text.getReceiver();
        });
    }

    /** Where the message is made of the arguments. It is made after the exception, so never where that is a panic. */
    static void add(MethodHolder method, MethodReference maker, Variable... arguments) {
        add(method, throwing -> {
            var call = new InvokeInstruction();
            call.setType(InvocationType.SPECIAL);
            call.setMethod(maker);
            call.setArguments(arguments);
            call.setReceiver(method.getProgram().createVariable());
            call.setLocation(throwing.getLocation());
            throwing.insertPrevious(call);
            return call.getReceiver();
        });
    }

    private static void add(MethodHolder method, Function<InvokeInstruction, Variable> message) {
        Program program = method.getProgram();
        for (int i = 0; program != null && i < program.basicBlockCount(); i++) {
            for (Instruction instruction : program.basicBlockAt(i)) {
                if (instruction instanceof InvokeInstruction call
                        && call.getMethod().getClassName().endsWith("Exception")
                        && call.getMethod().getDescriptor().equals(SILENT)) {
                    call.setArguments(message.apply(call));
                    call.setMethod(new MethodReference(call.getMethod().getClassName(), SAYING));
                }
            }
        }
    }
}

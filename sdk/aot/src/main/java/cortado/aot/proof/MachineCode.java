package cortado.aot.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a disassembly says about each function: its frame, whom it calls, whether it calls through a pointer. */
final class MachineCode {
    /** Where the linker moves a load that a Cortex-A53 could get wrong: one instruction and the way back. */
    private static final String ERRATUM = "__CortexA53843419_";

    /** A call or jump to another function, and the address of the instruction. */
    record Call(String target, long address) {}

    /** One function. */
    static final class Function {
        final String name;
        final List<Call> calls = new ArrayList<>();
        /** Addresses of calls and jumps through a register. */
        final List<Long> indirect = new ArrayList<>();

        /** The most bytes that it takes from the stack. */
        int frame;

        /** Whether it moves the stack pointer by an amount that only shows when it runs. */
        boolean unbounded;

        private boolean endsElsewhere;

        Function(String name) {
            this.name = name;
        }
    }

    private static final Pattern LABEL = Pattern.compile("^([0-9a-f]+) <([^>]+)>:$");
    private static final Pattern INSTRUCTION = Pattern.compile("^\\s*([0-9a-f]+):\\s+(\\S+)\\s*(.*)$");
    private static final Pattern TARGET = Pattern.compile("<([^>+]+)(\\+0x[0-9a-f]+)?>");
    private static final Pattern PUSH = Pattern.compile("\\[sp, #-([^\\]]+)\\]!");
    private static final Pattern LOWER = Pattern.compile("^sp, sp, #(0x[0-9a-f]+|\\d+)(, lsl #12)?$");

    private final Map<String, Function> functions = new LinkedHashMap<>();

    private MachineCode() {}

    /**
     * Reads the output of {@code llvm-objdump -d --no-show-raw-insn}; older ones write offsets in decimal, newer in
     * hex.
     */
    static MachineCode read(String disassembly) {
        var code = new MachineCode();
        Function current = null;
        for (String line : disassembly.split("\n", -1)) {
            Matcher label = LABEL.matcher(line);
            if (label.matches()) {
                String name = label.group(2);
                if (name.startsWith("$")) {
                    continue;
                }
                Function next = new Function(name);
                if (current != null && !current.endsElsewhere) {
                    current.calls.add(new Call(name, Long.parseUnsignedLong(label.group(1), 16)));
                }
                code.functions.put(name, next);
                current = next;
                continue;
            }
            Matcher instruction = INSTRUCTION.matcher(line);
            if (current != null && instruction.matches()) {
                current.endsElsewhere = take(
                        current,
                        Long.parseUnsignedLong(instruction.group(1), 16),
                        instruction.group(2),
                        instruction.group(3).trim());
            }
        }
        return code;
    }

    /** Every function by its symbol. */
    Map<String, Function> functions() {
        return functions;
    }

    /** Notes one instruction; the result is whether control never reaches the next one. */
    private static boolean take(Function function, long address, String name, String operands) {
        Matcher push = PUSH.matcher(operands);
        if (push.find()) {
            function.frame += Integer.decode(push.group(1));
        }
        if (name.equals("sub") && operands.startsWith("sp,")) {
            Matcher lower = LOWER.matcher(operands);
            if (lower.matches()) {
                function.frame += Integer.decode(lower.group(1)) << (lower.group(2) == null ? 0 : 12);
            } else {
                function.unbounded = true;
            }
        }
        if (name.equals("blr") || name.equals("br")) {
            function.indirect.add(address);
        }
        boolean branch = name.equals("b")
                || name.equals("bl")
                || name.startsWith("b.")
                || name.startsWith("cb")
                || name.startsWith("tb");
        if (branch) {
            Matcher target = TARGET.matcher(operands);
            boolean found = target.find();
            if (found && target.group(1).startsWith(ERRATUM)) {
                return name.equals("b");
            }
            if (found && !target.group(1).equals(function.name)) {
                function.calls.add(new Call(target.group(1), address));
            } else if (name.equals("bl")) {
                function.calls.add(new Call(function.name, address));
            }
        }
        return switch (name) {
            case "bl" ->
                !function.calls.isEmpty()
                        && neverReturns(function.calls.getLast().target());
            case "b", "br", "ret", "eret", "brk", "hlt", "udf", ".word" -> true;
            default -> false;
        };
    }

    /** Whether a runtime function ends the kernel. */
    static boolean neverReturns(String function) {
        return function.startsWith("cortado_fail_")
                || function.equals("cortado_abort")
                || function.equals("cortado_kernel_panic");
    }
}

package cortado.aot.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineCodeTest {
    @ParameterizedTest(name = "written as {0}")
    @ValueSource(strings = {"32", "0x20"})
    void frameIsWhatPushesAndSubtractionsTakeTogether(String pushed) {
        MachineCode.Function function = function("stp x29, x30, [sp, #-" + pushed + "]!", "sub sp, sp, #0x40", "ret");

        assertEquals(32 + 64, function.frame);
    }

    @Test
    void subtractionOfARegisterIsUnbounded() {
        assertTrue(function("sub sp, sp, x1", "ret").unbounded);
    }

    @Test
    void branchToAnotherFunctionIsACall() {
        MachineCode.Function function = function("bl 0x2000 <other>", "b 0x3000 <third+0x4>");

        assertEquals(
                java.util.List.of("other", "third"),
                function.calls.stream().map(MachineCode.Call::target).toList());
    }

    private static MachineCode.Function function(String... instructions) {
        StringBuilder text = new StringBuilder("0000000000001000 <subject>:\n");
        int address = 0x1000;
        for (String instruction : instructions) {
            text.append(Integer.toHexString(address))
                    .append(": \t")
                    .append(instruction)
                    .append('\n');
            address += 4;
        }
        return MachineCode.read(text.toString()).functions().get("subject");
    }
}

package @PACKAGE@;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.StatusException;
import cortado.api.service.Connection;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Testbed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The driver's own main over the real kernel, with a simulated device. */
@Timeout(180)
class @CLASS@Test {
    private static final String NAME = "@NAME@";
    private static final String COMPATIBLE = "@COMPATIBLE@";

    private final Simulated@CLASS@ hardware = new Simulated@CLASS@();

    @Test
    void theDataRegisterIsRead() {
        hardware.hold(42);
        assertEquals(42, ask(@CLASS@.READ));
    }

    @Test
    void anythingElseIsRefused() {
        AssertionError e = assertThrows(AssertionError.class, () -> ask(7));
        StatusException refusal = (StatusException) e.getCause();
        assertEquals(Status.NOT_SUPPORTED, refusal.status());
    }

    private int ask(int operation) {
        Device device = new Device("device@7000000", COMPATIBLE, 0x700_0000, 0x1000, hardware);
        int[] answer = new int[1];
        try (Testbed board = new Testbed(device)) {
            board.start(Program.driver(NAME, device, @CLASS@.SERVICE, @CLASS@::main));
            board.run(() -> {
                try (Connection connection = new Connection(Environ.current(), NAME)) {
                    long deadline = Clock.after(5_000);
                    answer[0] = connection
                            .ask(MessageType.CALL, MessageType.REPLY, m -> m.putInt(operation), deadline)
                            .takeInt();
                }
            });
        }
        return answer[0];
    }
}

package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cortado.api.EnvironText;
import cortado.api.Handle;
import cortado.environ.spec.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartPlanTest {
    @Test
    void theEnvironSaysWhichHandlePlaysWhichPart() {
        StartPlan plan = new StartPlan(SystemFixture.spec(Role.DRIVER, "uart", List.of(), List.of()));
        plan.handle("supervisor", new Handle(7));
        plan.registers(0, new Handle(9), 512, 256);
        plan.handle("interrupt.0", new Handle(8));
        plan.arguments(List.of("-v", "a=b"));
        assertEquals("""
                color=blue
                handle.supervisor=0
                handle.mmio.0=1
                mmio.0.offset=512
                mmio.0.size=256
                handle.interrupt.0=2
                arg.0=-v
                arg.1=a\\=b
                """, EnvironText.format(plan.environ()));
        assertEquals(
                List.of(7, 9, 8), plan.handles().stream().map(Handle::number).toList());
    }
}

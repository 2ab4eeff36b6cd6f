package cortado.app.soak;

import cortado.api.system.ProcessRecord;
import cortado.api.system.SystemClient;
import java.util.List;
import java.util.Random;

/** Asks the supervisor what runs: this program does. */
final class SystemLoad implements Load {
    private final SystemClient system;

    SystemLoad(SystemClient system) {
        this.system = system;
    }

    @Override
    public String process() {
        return "supervisor";
    }

    @Override
    public void step(Random random, long deadline) throws WrongAnswer {
        List<ProcessRecord> processes = system.processes();
        if (processes.stream().noneMatch(process -> process.name().startsWith("soak"))) {
            throw new WrongAnswer("the supervisor has forgotten the program that asks");
        }
    }
}

package cortado.vmm;

import java.util.ArrayList;
import java.util.List;

/** Complaints about a guest, for a test to read. */
public final class KeptLog extends VmLog {
    /** The lines so far. */
    public final List<String> lines = new ArrayList<>();

    @Override
    protected void write(String line) {
        lines.add(line);
    }
}

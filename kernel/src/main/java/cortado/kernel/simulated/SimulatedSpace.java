package cortado.kernel.simulated;

import cortado.abi.Limits;
import cortado.kernel.Machine;
import cortado.kernel.TablePages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One address space: pages by number, and the table pages that three levels of 512 entries would take. */
final class SimulatedSpace {
    /** Pages that a last-level table, and a middle one, covers. */
    private static final long LAST = 512;

    private static final long MIDDLE = LAST * 512;

    record Page(long physical, int access) {}

    private final int number;
    private final TablePages tables;
    private final boolean guest;
    private final Map<Long, Page> pages = new HashMap<>();
    private final Map<String, Long> levels = new HashMap<>();
    private final List<Long> taken = new ArrayList<>();

    /** An empty space; in a guest's, memory may be writable and executable. */
    SimulatedSpace(int number, TablePages tables, boolean guest) {
        this.number = number;
        this.guest = guest;
        this.tables = tables;
        taken.add(tables.take(number));
    }

    int cost(long address, int count) {
        return missing(address, count).size();
    }

    private List<String> missing(long address, int count) {
        List<String> missing = new ArrayList<>();
        long first = address / Limits.PAGE;
        long last = first + count - 1;
        for (long table = first / MIDDLE; table <= last / MIDDLE; table++) {
            addMissing(missing, "middle " + table);
        }
        for (long table = first / LAST; table <= last / LAST; table++) {
            addMissing(missing, "last " + table);
        }
        return missing;
    }

    private void addMissing(List<String> missing, String table) {
        if (!levels.containsKey(table)) {
            missing.add(table);
        }
    }

    void map(long address, long physical, int count, int access) {
        if (!guest && (access & Machine.WRITE) != 0 && (access & Machine.EXECUTE) != 0) {
            throw new IllegalStateException("the kernel mapped pages that can be written and executed");
        }
        for (String table : missing(address, count)) {
            long page = tables.take(number);
            levels.put(table, page);
            taken.add(page);
        }
        for (int i = 0; i < count; i++) {
            Page page = new Page(physical + (long) i * Limits.PAGE, access);
            Page before = pages.put(address / Limits.PAGE + i, page);
            if (before != null && !before.equals(page)) {
                throw new IllegalStateException("the kernel mapped a page over another");
            }
        }
    }

    void unmap(long address, int count) {
        for (int i = 0; i < count; i++) {
            pages.remove(address / Limits.PAGE + i);
        }
    }

    /** The page that holds an address, or null. */
    Page find(long address) {
        return address < 0 ? null : pages.get(address / Limits.PAGE);
    }

    void destroy() {
        for (long page : taken) {
            tables.give(number, page);
        }
        taken.clear();
        pages.clear();
    }
}

package cortado.server.supervisor;

import cortado.abi.Rights;
import cortado.api.Folio;
import cortado.api.Handle;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The memory that a spec's {@code keep} asks for: each life of the process finds in it what the last one left. It is
 * made for the first of them, zeroed, and is the supervisor's, so that the kernel takes nothing of it back in between;
 * a next life of the supervisor takes it over by the {@link Ledger}.
 */
final class KeptMemory {
    private final Ledger ledger;
    private final Map<String, Folio> folios = new LinkedHashMap<>();

    /** Knows what the last life of the supervisor left. */
    KeptMemory(Ledger ledger, Succession succession) {
        this.ledger = ledger;
        ledger.kept().forEach((slot, record) -> {
            Folio folio = succession.folio(record.folio());
            if (folio == null || folios.containsKey(record.process())) {
                ledger.remove(slot);
            } else {
                folios.put(record.process(), folio);
            }
        });
    }

    /**
     * A handle to give to a process.
     *
     * @param process its name in the system
     * @param bytes whole pages, the same each time
     */
    Handle of(String process, long bytes) {
        Folio folio = folios.get(process);
        if (folio == null) {
            folio = Folio.create(bytes);
            folios.put(process, folio);
            ledger.write(Ledger.NONE, new Ledger.KeptRecord(process, folio.number()).encoded());
        }
        return folio.duplicate(Rights.READ | Rights.WRITE | Rights.MAP | Rights.TRANSFER);
    }
}

package cortado.trials;

import cortado.abi.Call;
import cortado.abi.Status;
import cortado.api.HandleInfo;
import cortado.api.Subprocess;

/** Tries to do what only the supervisor may, with every handle that it has and some that it has not. */
final class AuthorityTrial {
    private static final int[] CALLS = {
        Call.PROCESS_CREATE,
        Call.SYSTEM_INFO,
        Call.MMIO_GRANT,
        Call.INTERRUPT_GRANT,
        Call.LOG_READ,
        Call.MACHINE_POWER,
        Call.BOOT_FOLIO
    };

    private final Checks checks;

    AuthorityTrial(Checks checks) {
        this.checks = checks;
    }

    void run() {
        for (int call : CALLS) {
            for (HandleInfo handle : Subprocess.self().handles()) {
                checks.status(
                        "system call " + call + " with handle " + handle.handle(),
                        Raw.call(call, handle.handle(), 0, 0, 0),
                        Status.WRONG_TYPE);
            }
            for (long number : new long[] {0, -1, 1, 7, 1 << 20}) {
                checks.status(
                        "system call " + call + " with the number " + number,
                        Raw.call(call, number, 0, 0, 0),
                        Status.BAD_HANDLE);
            }
        }
    }
}

package cortado.api;

import cortado.abi.Call;
import cortado.abi.Status;
import cortado.platform.Platform;

/** What this process may count on, besides the memory that it has. */
public final class Memory {
    private Memory() {}

    /**
     * Sets memory aside: so many bytes more than the process holds are there for it from now on, whatever others take.
     * Whatever it takes comes out of them, tables of its own and of its guests too. In place of what was set aside
     * before; 0 gives that up.
     *
     * @param bytes not negative
     * @return how many bytes there were to be set aside. If that is less than {@code bytes}, nothing has changed:
     *     others hold or have reserved the rest, or the process's quota is smaller
     */
    public static long reserve(long bytes) {
        Platform platform = Platform.current();
        long result = platform.call(Call.MEMORY_RESERVE, bytes, 0, 0, 0);
        long most = platform.secondResult();
        if (result != Status.NO_MEMORY && result != Status.QUOTA_EXCEEDED) {
            StatusException.check("set " + bytes + " bytes aside", result);
        }
        return most;
    }
}

package cortado.api;

import cortado.abi.Call;
import cortado.abi.HandleInfoLayout;
import cortado.abi.ProcessInfoLayout;
import cortado.platform.Platform;
import java.util.ArrayList;
import java.util.List;

/** A process that this one started: a poll reports EXITED from its end on. Closing the handle does not end it. */
public final class Subprocess extends Handle {
    /** Most handles that are listed. */
    private static final int HANDLES = 256;

    Subprocess(int number) {
        super(number);
    }

    /** Takes over a handle of a process. */
    public Subprocess(Handle handle) {
        super(handle.move());
    }

    /** The calling process itself, to look at. */
    public static Subprocess self() {
        return new Subprocess(0);
    }

    /** Ends it, whatever it is doing; {@link #self()} does not return then. */
    public void kill() {
        StatusException.check("kill", Platform.current().call(Call.PROCESS_KILL, number(), 0, 0, 0));
    }

    /** What the kernel knows of it; also after its end. */
    public ProcessInfo info() {
        byte[] buffer = new byte[ProcessInfoLayout.SIZE];
        StatusException.check(
                "process information", Platform.current().callBuffer2(Call.PROCESS_INFO, number(), buffer, 0, 0));
        return ProcessInfo.decode(buffer);
    }

    /** Its handle table, at most 256 entries. */
    public List<HandleInfo> handles() {
        byte[] buffer = new byte[HANDLES * HandleInfoLayout.SIZE];
        int count = (int) StatusException.check(
                "process handles", Platform.current().callBuffer2(Call.PROCESS_HANDLES, number(), buffer, HANDLES, 0));
        List<HandleInfo> handles = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            handles.add(HandleInfo.decode(buffer, i * HandleInfoLayout.SIZE));
        }
        return handles;
    }
}

package cortado.vmm;

import cortado.api.Log;

/**
 * What a virtual machine has to say about its guest. A guest that misbehaves again and again must not fill the system's
 * log, so only the first lines are kept.
 */
public class VmLog {
    /** Lines that one guest is good for. */
    public static final int LINES = 16;

    private int lines;

    /** Says one sentence. */
    public final void warn(String sentence) {
        if (lines < LINES) {
            write(sentence);
            if (++lines == LINES) {
                write("further complaints about this guest are left out");
            }
        }
    }

    /** Writes a line to the system's log; tests keep it instead. */
    protected void write(String line) {
        Log.warning(line);
    }
}

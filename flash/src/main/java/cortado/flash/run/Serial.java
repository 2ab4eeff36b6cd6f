package cortado.flash.run;

import java.io.IOException;

/** A guest's serial line, as the host sees it. */
public interface Serial {
    /** What {@link #read} returns when the other side has hung up and nothing is left. */
    int CLOSED = -1;
    /** What {@link #read} returns when the deadline passed. */
    int LATE = -2;

    /**
     * The next byte from the guest.
     *
     * @param deadline on the clock of {@link System#nanoTime}
     * @return 0 to 255, {@link #CLOSED} or {@link #LATE}
     */
    int read(long deadline) throws InterruptedException;

    /** Sends bytes to the guest; once the other side has hung up they are lost, which {@link #read} then shows. */
    void write(byte[] bytes) throws IOException;
}

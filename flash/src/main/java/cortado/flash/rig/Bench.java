package cortado.flash.rig;

import cortado.flash.run.Serial;
import java.io.IOException;
import java.util.function.Consumer;

/** Where a rig's wires end: at real hardware, or at an emulator. */
public interface Bench extends AutoCloseable {
    /** The lines that switch things. */
    Lines lines();

    /**
     * Opens the board's console, before the board is switched on, so that nothing it says is lost.
     *
     * @param tap sees everything that the board sends
     * @throws IOException if the port cannot be opened
     */
    Serial serial(Consumer<byte[]> tap) throws IOException;

    @Override
    void close();
}

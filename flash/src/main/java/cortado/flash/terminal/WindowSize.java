package cortado.flash.terminal;

import java.nio.charset.StandardCharsets;

/**
 * How many characters a terminal shows.
 *
 * @param rows 0 if it does not know
 * @param columns 0 if it does not know
 */
public record WindowSize(int rows, int columns) {
    /** Whether the terminal knows it; a serial line does not. */
    public boolean isKnown() {
        return rows > 0 && columns > 0;
    }

    /**
     * What a terminal in mode 2048 sends ("In-Band Window Resize Notifications", 2024); it leaves out its size in
     * pixels, which that allows.
     */
    byte[] report() {
        return ("\u001b[48;" + rows + ";" + columns + ";0;0t").getBytes(StandardCharsets.US_ASCII);
    }
}

package cortado.flash.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an emulator is handed to boot.
 *
 * @param kernel the raw kernel image
 * @param bundle the boot bundle
 * @param deviceTree the compiled tree; absent where the emulator makes its own
 * @param arguments the boot arguments, or empty
 * @param card the card image that the files came from, which goes into the emulated slot
 */
public record BootFiles(Path kernel, Path bundle, Optional<Path> deviceTree, String arguments, Optional<Path> card) {
    /** The same with another kernel image. */
    public BootFiles with(Path other) {
        return new BootFiles(other, bundle, deviceTree, arguments, card);
    }

    /** The same with more boot arguments. */
    public BootFiles with(String more) {
        return new BootFiles(kernel, bundle, deviceTree, (arguments + " " + more).strip(), card);
    }
}

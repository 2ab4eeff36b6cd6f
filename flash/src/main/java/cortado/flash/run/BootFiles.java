package cortado.flash.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an emulator is handed to boot.
 *
 * @param kernel the raw kernel image
 * @param bundle the boot bundle
 * @param deviceTree the compiled tree; absent where the emulator makes its own
 * @param card the card image that the files came from, which goes into the emulated slot
 */
public record BootFiles(Path kernel, Path bundle, Optional<Path> deviceTree, Optional<Path> card) {}

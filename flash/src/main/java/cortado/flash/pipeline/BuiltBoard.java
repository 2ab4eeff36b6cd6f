package cortado.flash.pipeline;

import cortado.environ.board.BoardSpec;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A board whose products are up to date.
 *
 * @param spec the board
 * @param kernel the raw kernel image
 * @param kernelElf the kernel with debug information, for gdb
 * @param bundle the boot bundle
 * @param card the card image, where the board has one
 */
public record BuiltBoard(BoardSpec spec, Path kernel, Path kernelElf, Path bundle, Optional<Path> card) {}

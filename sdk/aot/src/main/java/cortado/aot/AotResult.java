package cortado.aot;

import java.nio.file.Path;
import java.util.List;

/**
 * What a build gave.
 *
 * @param elf the image, stripped
 * @param debugElf the same image with symbols and line tables
 * @param upToDate whether nothing had changed and nothing was done
 * @param proof what was proven about the kernel profile, one statement a line; empty for others
 * @param textBytes bytes of code and read-only data
 * @param dataBytes bytes of writable data, zeroed data included
 * @param milliseconds wall time
 */
public record AotResult(
        Path elf,
        Path debugElf,
        boolean upToDate,
        List<String> proof,
        long textBytes,
        long dataBytes,
        long milliseconds) {}

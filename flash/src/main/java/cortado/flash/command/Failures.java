package cortado.flash.command;

import cortado.flash.disk.DiskFormatException;
import cortado.flash.manifest.ManifestException;
import cortado.flash.transfer.ImageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What failed on the way of a subcommand, and was not expected there, in words and with an exit status. */
final class Failures {
    private Failures() {}

    /** For a file or device that could not be read or written. */
    static CommandException of(IOException e) {
        String said = switch (e) {
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written by you";
            case FileSystemException failed -> failed.getFile() + ": " + reason(failed);
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
        return new CommandException(e instanceof ImageException ? Exit.VERIFICATION : Exit.IO, said);
    }

    /** For a card that is none. */
    static CommandException of(DiskFormatException e) {
        return new CommandException(Exit.VERIFICATION, e.getMessage());
    }

    /** For a key or manifest that cannot be used. */
    static CommandException of(ManifestException e) {
        return new CommandException(Exit.SIGNATURE, e.getMessage());
    }

    /** Java knows the reasons of some failures by their class alone. */
    static String reason(FileSystemException e) {
        return e.getReason() != null
                ? e.getReason()
                : e.getClass().getSimpleName().replace("Exception", "");
    }
}

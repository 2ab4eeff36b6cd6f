package cortado.flash.command;

import cortado.flash.manifest.KeyFile;
import cortado.flash.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado key FILE}. */
public final class Key implements Subcommand {
    @Override
    public String name() {
        return "key";
    }

    @Override
    public String arguments() {
        return "FILE";
    }

    @Override
    public String summary() {
        return "make a pair of keys to sign images with";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public String details() {
        return """
                FILE gets the private Ed25519 key, readable by you alone; FILE.pub the public one, which is for everybody.
                Both are PEM files that openssl reads too.

                Examples:
                  ./cortado key release.key
                  ./cortado build rpi4 --sign release.key
                  ./cortado flash build/rpi4/rpi4.img --trust release.key.pub --to /dev/sdb
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws IOException {
        if (line.getArgList().size() != 1) {
            throw new CommandException(
                    Exit.USAGE, "one file for the private key was expected: `./cortado key release.key`");
        }
        Path file = Path.of(line.getArgList().getFirst()).toAbsolutePath();
        if (Files.exists(file) || Files.exists(file.resolveSibling(file.getFileName() + ".pub"))) {
            throw new CommandException(
                    Exit.USAGE, file + " or its .pub exists: keys are not overwritten; name another file");
        }
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw new CommandException(Exit.USAGE, "there is no folder " + file.getParent());
        }
        Path open = KeyFile.create(file);
        output.result(file.toString());
        output.result(open.toString());
        output.note("key " + KeyFile.fingerprint(KeyFile.readPublic(open)) + ": keep the first file to yourself");
        return Exit.OK;
    }
}

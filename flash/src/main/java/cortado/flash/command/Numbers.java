package cortado.flash.command;

import org.apache.commons.cli.CommandLine;

/** Options that are whole numbers. */
final class Numbers {
    private Numbers() {}

    /** An option's value, or what counts without one. */
    static int option(CommandLine line, String option, int least, int most, int otherwise) {
        String text = line.getOptionValue(option);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the error that both cases share.
        }
        throw new CommandException(
                Exit.USAGE,
                "--" + option + ": '" + text + "' found; a number from " + least + " to " + most + " was expected");
    }
}

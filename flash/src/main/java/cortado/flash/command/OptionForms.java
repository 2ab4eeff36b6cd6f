package cortado.flash.command;

import org.apache.commons.cli.Option;

/** The forms that options come in: all are long words, some are followed by a value. */
final class OptionForms {
    private OptionForms() {}

    /** {@code --name}. */
    static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }

    /** {@code --name VALUE}; {@code value} is what stands for it in help. */
    static Option value(String name, String value, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(value)
                .desc(description)
                .get();
    }

    /** {@code --json}, of a command all of whose output has that form as well. */
    static Option json() {
        return flag("json", "the same for tools: one JSON object on stdout");
    }
}

package cortado.flash.documentation;

import cortado.flash.command.CommonOptions;
import cortado.flash.command.Subcommand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.Option;

/** What can follow a subcommand, as its usage says. */
final class Words {
    private Words() {}

    /** Its own options, then those of every subcommand. */
    static List<Option> options(Subcommand subcommand) {
        List<Option> options = new ArrayList<>(subcommand.options().getOptions());
        options.addAll(CommonOptions.all());
        return options;
    }

    /** The words of its usage that are typed as they stand: {@code ls} of {@code ls|cat IMAGE}. */
    static Set<String> verbs(Subcommand subcommand) {
        Set<String> verbs = new LinkedHashSet<>();
        for (String word : subcommand.arguments().split("[^A-Za-z.-]+", -1)) {
            if (!word.isEmpty() && word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
                verbs.add(word);
            }
        }
        return verbs;
    }

    /** Whether a board's name may follow. */
    static boolean takesBoard(Subcommand subcommand) {
        return subcommand.arguments().contains("BOARD");
    }
}

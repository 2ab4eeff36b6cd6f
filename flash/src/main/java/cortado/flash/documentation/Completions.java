package cortado.flash.documentation;

import cortado.flash.command.Subcommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.cli.Option;

/** Completion scripts. File names are completed where nothing else fits. */
public final class Completions {
    /** Prints the boards of the checkout that the typed command belongs to. */
    private static final String BOARDS = """
            _cortado_boards() {
                local command=$1 home
                command=$(command -v -- "$command" 2>/dev/null) || return 0
                home=$(dirname "$(readlink -f "$command")")
                (cd "$home/boards" 2>/dev/null && printf '%s\\n' */board.yaml | sed 's|/board.yaml||')
            }
            """;

    private static final String BOARD = "BOARD";

    private Completions() {}

    /** For bash. */
    public static String bash(List<Subcommand> subcommands) {
        StringBuilder text = new StringBuilder("""
                # Completion of cortado for bash: eval "$(./cortado completion bash)"
                """).append(BOARDS).append("""
                _cortado() {
                    local current=${COMP_WORDS[COMP_CWORD]} before= words=
                    [ "$COMP_CWORD" = 0 ] || before=${COMP_WORDS[COMP_CWORD - 1]}
                    COMPREPLY=()
                    if [ "$COMP_CWORD" = 1 ]; then
                """);
        text.append("        words=\"")
                .append(String.join(" ", names(subcommands)))
                .append(" --version --help\"\n");
        text.append("    else\n        case ${COMP_WORDS[1]} in\n");
        for (Subcommand subcommand : subcommands) {
            List<String> words = new ArrayList<>(Words.verbs(subcommand));
            Words.options(subcommand).forEach(option -> words.add("--" + option.getLongOpt()));
            text.append("        ")
                    .append(subcommand.name())
                    .append(") words=\"")
                    .append(String.join(" ", words));
            text.append(Words.takesBoard(subcommand) ? " $(_cortado_boards \"${COMP_WORDS[0]}\")" : "")
                    .append("\" ;;\n");
        }
        text.append("        help) words=\"")
                .append(String.join(" ", names(subcommands)))
                .append("\" ;;\n");
        return text.append("""
                        esac
                    fi
                    case $before in
                    VALUES) return ;;
                    --from) words=$(_cortado_boards "${COMP_WORDS[0]}") ;;
                    esac
                    local word
                    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$current")
                }
                complete -o default -F _cortado cortado ./cortado
                """).toString().replace("VALUES", String.join("|", values(subcommands)));
    }

    /** The options behind which a value stands, most often a file's name; a board's stands behind one alone. */
    private static Set<String> values(List<Subcommand> subcommands) {
        Set<String> values = new TreeSet<>();
        for (Subcommand subcommand : subcommands) {
            for (Option option : Words.options(subcommand)) {
                if (option.hasArg() && !BOARD.equals(option.getArgName())) {
                    values.add("--" + option.getLongOpt());
                }
            }
        }
        return values;
    }

    private static List<String> names(List<Subcommand> subcommands) {
        List<String> names =
                new ArrayList<>(subcommands.stream().map(Subcommand::name).toList());
        names.add("help");
        names.add("test");
        return names;
    }

    /** For zsh. */
    public static String zsh(List<Subcommand> subcommands) {
        StringBuilder text = new StringBuilder("""
                #compdef cortado
                # Completion of cortado for zsh: source <(./cortado completion zsh)
                """).append(BOARDS).append("""
                _cortado() {
                    local -a subcommands places
                    subcommands=(
                """);
        for (Subcommand subcommand : subcommands) {
            text.append("        ")
                    .append(quoted(
                            subcommand.name() + ":" + subcommand.summary().replace(":", "\\:")))
                    .append('\n');
        }
        text.append("""
                        'help:show the list of subcommands, or everything about one'
                        'test:build everything and run every test'
                    )
                    if (( CURRENT == 2 )); then
                        _describe subcommand subcommands
                        return
                    fi
                    case $words[2] in
                """);
        for (Subcommand subcommand : subcommands) {
            text.append("    ").append(subcommand.name()).append(")\n        places=(");
            text.append(String.join(" ", Words.verbs(subcommand)));
            text.append(Words.takesBoard(subcommand) ? " ${(f)\"$(_cortado_boards $words[1])\"}" : "");
            text.append(")\n        _arguments -S");
            for (Option option : Words.options(subcommand)) {
                text.append(" \\\n            ").append(quoted(argument(option)));
            }
            text.append(" \\\n            '*:argument:_cortado_place' ;;\n");
        }
        return text.append("""
                    esac
                }
                _cortado_place() {
                    (( $#places )) && compadd -a places
                    _files
                }
                if (( $+functions[compdef] )); then compdef _cortado cortado ./cortado; fi
                """).toString();
    }

    private static String argument(Option option) {
        String description =
                option.getDescription().replace("[", "(").replace("]", ")").replace(":", "\\:");
        String text = "--" + option.getLongOpt() + "[" + description + "]";
        if (!option.hasArg()) {
            return text;
        }
        String action = BOARD.equals(option.getArgName()) ? "($(_cortado_boards $words[1]))" : "_files";
        return text + ":" + option.getArgName().replace(":", "") + ":" + action;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

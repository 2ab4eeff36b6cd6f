package cortado.app.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * What the tab key does to a line.
 *
 * @param insert what all matches have in common beyond what is typed, and a space after a single match
 * @param matches all that begin as typed
 */
record Completion(String insert, List<String> matches) {
    /** Completes the last word of {@code typed}, the line up to the cursor. */
    static Completion of(String typed, Completer completer) {
        String command = typed.substring(Math.max(typed.lastIndexOf(';'), typed.lastIndexOf('|')) + 1)
                .stripLeading();
        int wordStart = command.lastIndexOf(' ') + 1;
        String word = command.substring(wordStart);
        List<String> matches = new ArrayList<>();
        for (String candidate : completer.candidates(words(command.substring(0, wordStart)))) {
            if (candidate.startsWith(word)) {
                matches.add(candidate);
            }
        }
        if (matches.isEmpty()) {
            return new Completion("", matches);
        }
        String common = matches.getFirst();
        for (String match : matches) {
            int same = 0;
            while (same < common.length() && same < match.length() && common.charAt(same) == match.charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        return new Completion(common.substring(word.length()) + (matches.size() == 1 ? " " : ""), matches);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(' ', at);
            end = end < 0 ? text.length() : end;
            if (end > at) {
                words.add(text.substring(at, end));
            }
            at = end + 1;
        }
        return words;
    }
}

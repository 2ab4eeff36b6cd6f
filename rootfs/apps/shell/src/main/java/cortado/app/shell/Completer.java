package cortado.app.shell;

import java.util.List;

/** Knows what could be typed next. */
interface Completer {
    /**
     * What the word under construction could be.
     *
     * @param before the words of the same command before it
     */
    List<String> candidates(List<String> before);
}

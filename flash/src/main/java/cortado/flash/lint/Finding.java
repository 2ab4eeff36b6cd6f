package cortado.flash.lint;

/**
 * Something that keeps a card from booting, or may.
 *
 * @param grave whether the board would not start
 * @param text what, where, what was expected and what to do
 */
public record Finding(boolean grave, String text) {
    static Finding error(String text) {
        return new Finding(true, text);
    }

    static Finding warning(String text) {
        return new Finding(false, text);
    }

    @Override
    public String toString() {
        return (grave ? "error: " : "warning: ") + text;
    }
}

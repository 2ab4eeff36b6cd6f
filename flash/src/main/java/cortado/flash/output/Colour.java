package cortado.flash.output;

/** The colours in use: ECMA-48 §8.3.117, select graphic rendition. */
public enum Colour {
    /** What failed. */
    RED("31"),
    /** What worked. */
    GREEN("32"),
    /** What deserves a look. */
    YELLOW("33"),
    /** What most people may skip. */
    FAINT("2"),
    /** What a table is about. */
    BOLD("1");

    private final String parameter;

    Colour(String parameter) {
        this.parameter = parameter;
    }

    /** The text in this colour, or as it is. */
    public String around(String text, boolean wanted) {
        return wanted ? "\u001b[" + parameter + "m" + text + "\u001b[0m" : text;
    }
}

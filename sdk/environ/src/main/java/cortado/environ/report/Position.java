package cortado.environ.report;

/**
 * A place in a file.
 *
 * @param file as it is shown to the person: relative to the project where it lies inside
 * @param line from 1; 0 for the file as a whole
 * @param column from 1
 */
public record Position(String file, int line, int column) {
    /** The file as a whole. */
    public static Position of(String file) {
        return new Position(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}

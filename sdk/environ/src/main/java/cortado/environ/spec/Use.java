package cortado.environ.spec;

/**
 * A service that a process may connect to.
 *
 * @param service its name
 * @param optional whether the process makes do without it; written {@code name?} in a spec
 */
public record Use(String service, boolean optional) {
    /** Reads the form that a spec has. */
    public static Use of(String written) {
        boolean optional = written.endsWith("?");
        return new Use(optional ? written.substring(0, written.length() - 1) : written, optional);
    }

    @Override
    public String toString() {
        return optional ? service + "?" : service;
    }
}

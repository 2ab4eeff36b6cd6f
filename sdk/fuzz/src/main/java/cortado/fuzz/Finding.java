package cortado.fuzz;

/** A promise that an input broke: what was found is thrown as this where nothing else has been thrown already. */
public final class Finding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Finding(String text) {
        super(text);
    }

    public Finding(String text, Throwable cause) {
        super(text, cause);
    }
}

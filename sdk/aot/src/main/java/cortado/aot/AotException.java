package cortado.aot;

import java.util.List;

/** The image cannot be built. Each diagnostic says what is wrong and where. */
public final class AotException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> diagnostics;

    public AotException(List<String> diagnostics) {
        super(String.join("\n", diagnostics));
        this.diagnostics = List.copyOf(diagnostics);
    }

    public AotException(String diagnostic) {
        this(List.of(diagnostic));
    }

    /** One line or paragraph each. */
    public List<String> diagnostics() {
        return diagnostics;
    }
}

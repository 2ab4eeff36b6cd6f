package cortado.environ.spec;

import java.util.Optional;

/** What stands between a process and the rest of the machine. */
public enum Isolation {
    /** An address space of its own, at EL0. */
    USER("user"),
    /** Inside the kernel, kept apart by the language alone. */
    KERNEL("kernel"),
    /** A WebAssembly instance. */
    WASM("wasm"),
    /** A virtual machine. */
    VM("vm");

    private final String word;

    Isolation(String word) {
        this.word = word;
    }

    /** The isolation with this word, or nothing. */
    public static Optional<Isolation> of(String word) {
        for (Isolation isolation : values()) {
            if (isolation.word.equals(word)) {
                return Optional.of(isolation);
            }
        }
        return Optional.empty();
    }

    /** The word used in files and messages. */
    public String word() {
        return word;
    }
}

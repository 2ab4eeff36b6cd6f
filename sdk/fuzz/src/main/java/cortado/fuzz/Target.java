package cortado.fuzz;

import java.util.List;

/**
 * Something that takes bytes from strangers. It is made once and then given one input after another, so whatever an
 * input changes has to be gone before the next.
 */
public interface Target {
    /** One word, for command lines and folders. */
    String name();

    /** What is attacked, and what has to hold; one line. */
    String description();

    /** The length that inputs need not exceed, in bytes. */
    int longest();

    /** Inputs to start from: real ones, that get far. */
    List<byte[]> seeds() throws Exception;

    /**
     * Feeds it one input. A refusal that the code under test is allowed is swallowed here; whatever else is thrown is a
     * finding.
     */
    void take(byte[] input) throws Exception;
}

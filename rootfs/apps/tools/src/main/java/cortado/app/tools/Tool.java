package cortado.app.tools;

import java.util.List;

/** What one command does with what it reads. */
interface Tool {
    /** Where results go. */
    interface Results {
        void write(byte[] bytes, int from, int length);
    }

    /** The arguments make no sense; the message is the usage. */
    final class Usage extends Exception {
        private static final long serialVersionUID = 1L;

        Usage(String usage) {
            super("usage: " + usage);
        }
    }

    /** Takes options off the front of the arguments; what is left are files. */
    void options(List<String> arguments) throws Usage;

    /** Reads one source to its end, or as far as it needs to. */
    void read(Source source, Results results);

    /** All sources were read: the exit status. */
    default int end(Results results) {
        return 0;
    }
}

package cortado.flash.transfer;

/** Hears how a transfer goes on. Calls come from one thread at a time. */
public interface Listener {
    /** Hears nothing. */
    Listener SILENT = new Listener() {
        @Override
        public void begins(Phase phase, long bytes) {}

        @Override
        public void advanced(long bytes) {}

        @Override
        public void says(String line) {}
    };

    /** The parts of a transfer, in order. */
    enum Phase {
        /** What is on the card is compared with the image. */
        COMPARE("comparing"),
        /** What will be written is held against the image's map, before the card is touched. */
        CHECK("checking"),
        /** What differs is written. */
        WRITE("writing"),
        /** What was written is read back. */
        VERIFY("verifying");

        private final String title;

        Phase(String title) {
            this.title = title;
        }

        /** For a person. */
        public String title() {
            return title;
        }
    }

    /** A phase begins; it will handle this many bytes. */
    void begins(Phase phase, long bytes);

    /** More bytes of the phase are done. */
    void advanced(long bytes);

    /** Something worth a line. */
    void says(String line);
}

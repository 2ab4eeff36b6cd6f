package cortado.app.soak;

import java.util.Random;

/** Work for one process of the system, with an answer that can be checked. */
interface Load {
    /** The process that does it. */
    String process();

    /**
     * One operation, which waits for its answer through restarts of whoever gives it.
     *
     * @throws WrongAnswer if it is not what it has to be
     */
    void step(Random random, long deadline) throws WrongAnswer;

    /** Whether one operation takes so long that it has its turn only now and then. */
    default boolean isSlow() {
        return false;
    }

    /** Leaves things as they were found. */
    default void end(long deadline) {}

    /** An answer came, and it is wrong: data was lost or changed. */
    final class WrongAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        WrongAnswer(String what) {
            super(what);
        }
    }
}

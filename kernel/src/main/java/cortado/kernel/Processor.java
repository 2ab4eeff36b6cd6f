package cortado.kernel;

/** What the scheduler knows of one CPU. */
final class Processor {
    /** What it runs; null while it idles. */
    Context running;
    /** Whose address space is active, to spare switching to it again; null for none. */
    Context active;
    /** It has to choose again before it leaves the kernel. */
    boolean attention = true;
    /** It has been here: before that it cannot be sent for. */
    boolean started;
    /** When what it runs was put on it. */
    long since;
    /** When the turn of what it runs began. */
    long turn;
    /** Its timer will end the turn. */
    boolean turnEnds;
    /** What its timer is set to; {@link Long#MAX_VALUE} if nothing. Never later than needed. */
    long alarm = Long.MAX_VALUE;
}

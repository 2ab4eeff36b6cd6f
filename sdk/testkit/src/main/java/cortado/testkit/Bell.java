package cortado.testkit;

/** A device whose only purpose is to interrupt: how a test's thread gets the first process's attention. */
final class Bell implements Hardware {
    private volatile boolean ringing;

    void ring() {
        ringing = true;
    }

    @Override
    public boolean isInterrupting() {
        return ringing;
    }

    @Override
    public long read(long offset, int width) {
        return ringing ? 1 : 0;
    }

    @Override
    public void write(long offset, int width, long value) {
        ringing = false;
    }
}

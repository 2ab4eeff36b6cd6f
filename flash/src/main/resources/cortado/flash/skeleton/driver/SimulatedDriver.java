package @PACKAGE@;

import cortado.testkit.Hardware;

/** The device as a test sees it. */
final class Simulated@CLASS@ implements Hardware {
    private volatile int data;

    void hold(int value) {
        data = value;
    }

    @Override
    public boolean isInterrupting() {
        return false;
    }

    @Override
    public long read(long offset, int width) {
        return offset == @CLASS@Register.DATA.offset() ? data : 0;
    }

    @Override
    public void write(long offset, int width, long value) {
        throw new AssertionError("the driver writes " + value + " to offset " + offset);
    }
}

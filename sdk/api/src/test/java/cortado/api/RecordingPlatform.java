package cortado.api;

import cortado.abi.Call;
import cortado.platform.Platform;
import cortado.platform.ProcessLocal;
import java.util.ArrayList;
import java.util.List;

/** A platform that remembers which handles were closed, and answers every call with OK. */
final class RecordingPlatform implements Platform {
    final List<Long> closed = new ArrayList<>();
    /** The lines of the log. */
    final List<byte[]> logged = new ArrayList<>();

    private final ProcessLocal local = new ProcessLocal();

    @Override
    public ProcessLocal local() {
        return local;
    }

    @Override
    public long call(int number, long a, long b, long c, long d) {
        if (number == Call.HANDLE_CLOSE) {
            closed.add(a);
        }
        return 0;
    }

    @Override
    public long secondResult() {
        return 0;
    }

    @Override
    public long callBuffer1(int number, byte[] buffer, long b, long c) {
        logged.add(buffer.clone());
        return 0;
    }

    @Override
    public long callBuffer2(int number, long a, byte[] buffer, long c, long d) {
        return 0;
    }

    @Override
    public long callBuffer3(int number, long a, long b, byte[] buffer, long d) {
        return 0;
    }

    @Override
    public long createProcess(int authority, byte[] parameters, byte[] environ) {
        return 0;
    }

    @Override
    public long startBlock() {
        return 0;
    }

    @Override
    public int load8(long address) {
        return 0;
    }

    @Override
    public int load16(long address) {
        return 0;
    }

    @Override
    public int load32(long address) {
        return 0;
    }

    @Override
    public long load64(long address) {
        return 0;
    }

    @Override
    public void store8(long address, int value) {}

    @Override
    public void store16(long address, int value) {}

    @Override
    public void store32(long address, int value) {}

    @Override
    public void store64(long address, long value) {}

    @Override
    public void copyToArray(long source, byte[] target, int offset, int length) {}

    @Override
    public void copyFromArray(byte[] source, int offset, long target, int length) {}

    @Override
    public void barrier() {}
}

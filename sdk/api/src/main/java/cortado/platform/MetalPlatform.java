package cortado.platform;

import cortado.abi.Call;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessLayout;
import cortado.metal.Intrinsic;
import cortado.metal.Metal;

/** The board itself. */
final class MetalPlatform implements Platform {
    /** The system-call instruction; the second result stays readable through {@link #second}. */
    @Intrinsic("cortado_system_call")
    private static native long trap(int number, long a, long b, long c, long d);

    @Intrinsic("cortado_system_call_buffer1")
    private static native long trapBuffer1(int number, byte[] buffer, long b, long c);

    @Intrinsic("cortado_system_call_buffer2")
    private static native long trapBuffer2(int number, long a, byte[] buffer, long c, long d);

    @Intrinsic("cortado_system_call_buffer3")
    private static native long trapBuffer3(int number, long a, long b, byte[] buffer, long d);

    @Intrinsic("cortado_second_result")
    private static native long second();

    @Intrinsic("cortado_start_block")
    private static native long start();

    private final ProcessLocal local = new ProcessLocal();

    @Override
    public ProcessLocal local() {
        return local;
    }

    @Override
    public long call(int number, long a, long b, long c, long d) {
        return trap(number, a, b, c, d);
    }

    @Override
    public long secondResult() {
        return second();
    }

    @Override
    public long callBuffer1(int number, byte[] buffer, long b, long c) {
        return trapBuffer1(number, buffer, b, c);
    }

    @Override
    public long callBuffer2(int number, long a, byte[] buffer, long c, long d) {
        return trapBuffer2(number, a, buffer, c, d);
    }

    @Override
    public long callBuffer3(int number, long a, long b, byte[] buffer, long d) {
        return trapBuffer3(number, a, b, buffer, d);
    }

    @Override
    public long createProcess(int authority, byte[] parameters, byte[] environ) {
        // Nothing allocates between taking the address and the call, so the collector cannot move the array.
        LittleEndian.put64(parameters, ProcessLayout.ENVIRON, Metal.addressOf(environ));
        return trapBuffer2(Call.PROCESS_CREATE, authority, parameters, 0, 0);
    }

    @Override
    public long startBlock() {
        return start();
    }

    @Override
    public int load8(long address) {
        return Metal.load8(address);
    }

    @Override
    public int load16(long address) {
        return Metal.load16(address);
    }

    @Override
    public int load32(long address) {
        return Metal.load32(address);
    }

    @Override
    public long load64(long address) {
        return Metal.load64(address);
    }

    @Override
    public void store8(long address, int value) {
        Metal.store8(address, value);
    }

    @Override
    public void store16(long address, int value) {
        Metal.store16(address, value);
    }

    @Override
    public void store32(long address, int value) {
        Metal.store32(address, value);
    }

    @Override
    public void store64(long address, long value) {
        Metal.store64(address, value);
    }

    @Override
    public void copyToArray(long source, byte[] target, int offset, int length) {
        Metal.copyToArray(source, target, offset, length);
    }

    @Override
    public void copyFromArray(byte[] source, int offset, long target, int length) {
        Metal.copyFromArray(source, offset, target, length);
    }

    @Override
    public void barrier() {
        Metal.barrier();
    }
}

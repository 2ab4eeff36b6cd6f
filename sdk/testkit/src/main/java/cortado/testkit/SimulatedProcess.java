package cortado.testkit;

import cortado.abi.Call;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessLayout;
import cortado.abi.StartLayout;
import cortado.kernel.simulated.SimulatedMachine;
import cortado.kernel.simulated.SimulatedThreads;
import cortado.platform.Platform;
import cortado.platform.PlatformHolder;
import cortado.platform.ProcessLocal;

/**
 * The platform of one simulated process, for the thread that it runs on. Arrays have no address in the simulated
 * memory, so calls with pointers pass through the process's heap, which nothing else uses here.
 */
final class SimulatedProcess implements Platform {
    private static final ThreadLocal<SimulatedProcess> CURRENT = new ThreadLocal<>();

    /** Where in the heap a second buffer of the same call goes. */
    private static final int SECOND_BUFFER = 64 * 1024;

    static {
        PlatformHolder.install(SimulatedProcess::ofThread);
    }

    private final SimulatedThreads threads;
    private final SimulatedMachine machine;
    private final int slot;
    private final int life;
    private final long startBlock;
    private final ProcessLocal local = new ProcessLocal();

    SimulatedProcess(SimulatedThreads threads, SimulatedMachine machine, int slot, long startBlock) {
        this.threads = threads;
        this.machine = machine;
        this.slot = slot;
        this.life = machine.life(slot);
        this.startBlock = startBlock;
    }

    /** Makes the calling thread the process's own, and waits for its turn. */
    void enter() {
        CURRENT.set(this);
        threads.awaitStart(slot, life);
    }

    private static Platform ofThread() {
        SimulatedProcess process = CURRENT.get();
        if (process == null) {
            throw new IllegalStateException("thread " + Thread.currentThread().getName()
                    + " is no simulated process: cortado.api can only be used inside of one, see Testbed.run");
        }
        return process;
    }

    @Override
    public ProcessLocal local() {
        return local;
    }

    @Override
    public long call(int number, long a, long b, long c, long d) {
        return threads.systemCall(slot, life, number, a, b, c, d);
    }

    @Override
    public long secondResult() {
        return threads.secondResult(slot);
    }

    @Override
    public long callBuffer1(int number, byte[] buffer, long b, long c) {
        long pointer = put(buffer, 0);
        long result = call(number, pointer, b, c, 0);
        get(buffer, pointer);
        return result;
    }

    @Override
    public long callBuffer2(int number, long a, byte[] buffer, long c, long d) {
        long pointer = put(buffer, 0);
        long result = call(number, a, pointer, c, d);
        get(buffer, pointer);
        return result;
    }

    @Override
    public long callBuffer3(int number, long a, long b, byte[] buffer, long d) {
        long pointer = put(buffer, 0);
        long result = call(number, a, b, pointer, d);
        get(buffer, pointer);
        return result;
    }

    @Override
    public long createProcess(int authority, byte[] parameters, byte[] environ) {
        LittleEndian.put64(parameters, ProcessLayout.ENVIRON, put(environ, SECOND_BUFFER));
        return callBuffer2(Call.PROCESS_CREATE, authority, parameters, 0, 0);
    }

    @Override
    public long startBlock() {
        return startBlock;
    }

    @Override
    public int load8(long address) {
        return (int) threads.load(slot, life, address, 1);
    }

    @Override
    public int load16(long address) {
        return (int) threads.load(slot, life, address, 2);
    }

    @Override
    public int load32(long address) {
        return (int) threads.load(slot, life, address, 4);
    }

    @Override
    public long load64(long address) {
        return threads.load(slot, life, address, 8);
    }

    @Override
    public void store8(long address, int value) {
        threads.store(slot, life, address, 1, value);
    }

    @Override
    public void store16(long address, int value) {
        threads.store(slot, life, address, 2, value);
    }

    @Override
    public void store32(long address, int value) {
        threads.store(slot, life, address, 4, value);
    }

    @Override
    public void store64(long address, long value) {
        threads.store(slot, life, address, 8, value);
    }

    @Override
    public void copyToArray(long source, byte[] target, int offset, int length) {
        byte[] bytes = new byte[length];
        get(bytes, source);
        System.arraycopy(bytes, 0, target, offset, length);
    }

    @Override
    public void copyFromArray(byte[] source, int offset, long target, int length) {
        byte[] bytes = new byte[length];
        System.arraycopy(source, offset, bytes, 0, length);
        synchronized (threads) {
            if (!machine.isLive(slot) || machine.life(slot) != life || !machine.writeUser(slot, target, bytes)) {
                store8(target, bytes.length == 0 ? 0 : bytes[0]); // ends the process as the board would
            }
        }
    }

    @Override
    public void barrier() {}

    private long put(byte[] buffer, int offset) {
        long pointer = load64(startBlock + StartLayout.HEAP) + offset;
        copyFromArray(buffer, 0, pointer, buffer.length);
        return pointer;
    }

    private void get(byte[] buffer, long pointer) {
        synchronized (threads) {
            if (!machine.isLive(slot) || machine.life(slot) != life || !machine.readUser(slot, pointer, buffer)) {
                load8(pointer); // ends the process as the board would
            }
        }
    }
}

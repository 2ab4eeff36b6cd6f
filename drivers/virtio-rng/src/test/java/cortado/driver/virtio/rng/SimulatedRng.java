package cortado.driver.virtio.rng;

import cortado.driver.virtio.SimulatedVirtio;
import cortado.driver.virtio.VirtioRegister;
import java.util.List;
import java.util.Random;

/** An entropy device (virtio 1.2 §5.4) whose bytes a test can foretell. */
final class SimulatedRng extends SimulatedVirtio {
    private final Random random = new Random(7);
    /** Bytes that it gives at most for one request. */
    private final int most;

    SimulatedRng(boolean legacy, int most) {
        super(VirtioRegister.DEVICE_ENTROPY, legacy, 0, new byte[0]);
        this.most = most;
    }

    @Override
    protected int process(List<Buffer> chain) {
        Buffer only = chain.getFirst();
        if (chain.size() != 1 || !only.writable()) {
            throw new IllegalStateException("an entropy request is one buffer to write");
        }
        byte[] bytes = new byte[Math.min(only.length(), most)];
        random.nextBytes(bytes);
        store(only.address(), bytes);
        return bytes.length;
    }
}

package cortado.app.soak;

import cortado.api.Environ;
import cortado.api.service.Entropy;
import java.util.Arrays;
import java.util.Random;

/** Asks for random bytes, which are not the last ones and not all alike. */
final class EntropyLoad implements Load {
    private static final int BYTES = 64;

    private final Entropy entropy;
    private byte[] last = new byte[BYTES];

    EntropyLoad(Environ environ) {
        entropy = new Entropy(environ);
    }

    @Override
    public String process() {
        return "virtio-rng";
    }

    @Override
    public void step(Random random, long deadline) throws WrongAnswer {
        byte[] bytes = new byte[BYTES];
        entropy.fill(bytes, deadline);
        if (Arrays.equals(bytes, last)) {
            throw new WrongAnswer("the same " + BYTES + " random bytes twice in a row");
        }
        last = bytes;
    }
}

package cortado.app.soak;

import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.service.Block;
import java.util.Random;

/** Reads a card that nobody writes to, which holds what somebody needs: the same bytes each time. */
final class CardLoad implements Load {
    private static final int PLACES = 256;
    private static final int PLACE = 4096;

    private final Block block;
    private final Folio folio = Folio.create(PLACE);
    /** Of what each place held when it was first read; 0 before. */
    private final long[] sums = new long[PLACES];

    private int sectors;

    CardLoad(Environ environ) {
        block = new Block(environ);
    }

    @Override
    public String process() {
        return "sdhci";
    }

    @Override
    public void step(Random random, long deadline) throws WrongAnswer {
        if (sectors == 0) {
            sectors = PLACE / block.geometry(deadline).sectorSize();
        }
        int place = random.nextInt(PLACES);
        for (int at = 0; at < PLACE; at += 8) {
            folio.store64(at, 0x5a5a_5a5a_5a5a_5a5aL);
        }
        block.read((long) place * sectors, sectors, folio, 0, deadline);
        long sum = sum();
        if (sums[place] == 0) {
            sums[place] = sum;
        } else if (sums[place] != sum) {
            throw new WrongAnswer("sector " + (long) place * sectors + " of the card reads differently than before");
        }
    }

    /** Never 0. */
    private long sum() {
        long sum = 1;
        for (int at = 0; at < PLACE; at += 8) {
            sum = (sum ^ folio.load64(at)) * 0x9e37_79b9_7f4a_7c15L;
            sum ^= sum >>> 29;
        }
        return sum | 1;
    }
}

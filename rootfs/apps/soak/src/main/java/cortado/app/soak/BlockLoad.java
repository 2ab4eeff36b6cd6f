package cortado.app.soak;

import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.service.Block;
import java.util.Random;

/**
 * Writes and reads back. Every place of the disk's last part has a number that says what was last written there and
 * acknowledged; what is read has to be just that, however often the driver died in between.
 */
final class BlockLoad implements Load {
    private static final int PLACES = 256;
    private static final int PLACE = 4096;
    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

    private final Block block;
    private final Folio folio = Folio.create(PLACE);
    /** What was written to each place last; 0 for nothing yet. */
    private final long[] written = new long[PLACES];

    private long number;
    private long first = -1;
    private int sectors;

    BlockLoad(Environ environ) {
        block = new Block(environ);
    }

    @Override
    public String process() {
        return "virtio-blk";
    }

    @Override
    public void step(Random random, long deadline) throws WrongAnswer {
        if (first < 0) {
            Block.Geometry geometry = block.geometry(deadline);
            sectors = PLACE / geometry.sectorSize();
            first = geometry.sectors() - (long) PLACES * sectors;
        }
        int place = random.nextInt(PLACES);
        long sector = first + (long) place * sectors;
        if (written[place] == 0 || random.nextBoolean()) {
            number++;
            for (int at = 0; at < PLACE; at += 8) {
                folio.store64(at, value(number, place, at));
            }
            block.write(sector, sectors, folio, 0, deadline);
            written[place] = number;
            if (random.nextInt(16) == 0) {
                block.flush(deadline);
            }
            return;
        }
        for (int at = 0; at < PLACE; at += 8) {
            folio.store64(at, 0);
        }
        block.read(sector, sectors, folio, 0, deadline);
        for (int at = 0; at < PLACE; at += 8) {
            if (folio.load64(at) != value(written[place], place, at)) {
                throw new WrongAnswer("sector " + sector + ", byte " + at + ": " + Long.toHexString(folio.load64(at))
                        + " read, " + Long.toHexString(value(written[place], place, at)) + " written");
            }
        }
    }

    private static long value(long number, int place, int at) {
        return (number * MIX ^ place * 31L) * MIX + at;
    }
}

package cortado.server.linux;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Log;
import cortado.environ.guest.XxHash64;
import cortado.linux.GuestImage;
import cortado.vmm.boot.BootSource;

/** Whether the Linux image is what was built: found out when the first program is to start, and then known. */
final class ImageCheck {
    private static final String KEY = "xxh64";
    /** Bytes that are looked at at a time. */
    private static final int PIECE = 8192;

    private final Environ environ;
    private boolean done;
    private String complaint;

    ImageCheck(Environ environ) {
        this.environ = environ;
    }

    /** What is wrong with the image: a sentence, or null. */
    String complaint() {
        if (!done) {
            done = true;
            long start = Clock.nanos();
            try (GuestImage image = new GuestImage(environ)) {
                image.compare(KEY, ImageCheck::sum);
                Log.detail("the Linux image is as it was built; to find that out took " + (Clock.nanos() - start) / 1000
                        + " us");
            } catch (GuestImage.ImageException e) {
                complaint = e.getMessage();
                Log.error(complaint);
            }
        }
        return complaint;
    }

    private static String sum(BootSource source) {
        XxHash64 hash = new XxHash64();
        byte[] piece = new byte[PIECE];
        for (long at = 0; at < source.size(); at += PIECE) {
            int length = (int) Math.min(PIECE, source.size() - at);
            source.read(at, piece, 0, length);
            hash.update(piece, 0, length);
        }
        return hash.text();
    }
}

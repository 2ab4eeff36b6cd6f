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
                image.compare(KEY, bytes -> XxHash64.text(XxHash64.of(new Bytes(bytes))));
                Log.detail("the Linux image is as it was built; to find that out took " + (Clock.nanos() - start) / 1000
                        + " us");
            } catch (GuestImage.ImageException e) {
                complaint = e.getMessage();
                Log.error(complaint);
            }
        }
        return complaint;
    }

    private record Bytes(BootSource source) implements XxHash64.Bytes {
        @Override
        public long size() {
            return source.size();
        }

        @Override
        public long load64(long offset) {
            return source.load64(offset);
        }

        @Override
        public int load8(long offset) {
            return source.load8(offset);
        }
    }
}

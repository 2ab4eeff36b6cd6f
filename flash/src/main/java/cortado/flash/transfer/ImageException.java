package cortado.flash.transfer;

import java.io.IOException;

/** An image that is not what its map says, or no image at all. */
public final class ImageException extends IOException {
    private static final long serialVersionUID = 1;

    /** What is wrong and what to try. */
    public ImageException(String message) {
        super(message);
    }
}

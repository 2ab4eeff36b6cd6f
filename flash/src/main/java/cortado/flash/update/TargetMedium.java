package cortado.flash.update;

import cortado.flash.target.Buffers;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import java.nio.ByteBuffer;

/** A card, or its image in a file, that is open for writing. */
public record TargetMedium(Target target) implements Medium {
    @Override
    public void read(ByteBuffer into, long offset) throws TargetException {
        target.read(into, offset);
    }

    @Override
    public void write(ByteBuffer from, long offset) throws TargetException {
        target.write(from, offset);
    }

    @Override
    public void sync() throws TargetException {
        target.sync();
    }

    @Override
    public ByteBuffer buffer(int length) {
        return Buffers.aligned(length).slice(0, length);
    }
}

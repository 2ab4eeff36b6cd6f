package cortado.conformance.programs.library;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** ByteBuffer: positions, orders, views, failures. */
final class ByteBuffers {
    static void main() {
        ByteBuffer b = ByteBuffer.allocate(64);
        b.put((byte) 1)
                .putShort((short) 0x0203)
                .putInt(0x04050607)
                .putLong(0x08090a0b0c0d0e0fL)
                .putFloat(1.5f)
                .putDouble(-2.25)
                .putChar('é');
        say(b.position(), b.remaining(), b.limit(), b.capacity(), Arrays.toString(Arrays.copyOf(b.array(), 16)));
        b.flip();
        say(b.get(), b.getShort(), b.getInt(), b.getLong(), b.getFloat(), b.getDouble(), b.getChar(), b.hasRemaining());
        attempt("underflow", b::get);
        b.clear().order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0x01020304).putInt(8, -1).putLong(16, 1);
        say(b.get(0), b.get(3), b.getInt(8), b.get(16), b.order(), b.position());
        b.position(4).mark().limit(8);
        b.put(new byte[] {9, 8, 7, 6});
        attempt("overflow", () -> b.put((byte) 1));
        b.reset();
        byte[] got = new byte[3];
        b.get(got);
        say(Arrays.toString(got), b.position(), b.compact().position(), b.get(0));
        ByteBuffer wrapped = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}, 1, 3);
        ByteBuffer slice = wrapped.slice();
        ByteBuffer copy = wrapped.duplicate();
        slice.put(0, (byte) 77);
        say(wrapped.get(1), slice.capacity(), copy.get(), wrapped.position(), slice.position(), wrapped.array()[1]);
        ByteBuffer readOnly = wrapped.asReadOnlyBuffer();
        attempt("read only", () -> readOnly.put((byte) 1));
        attempt("index", () -> wrapped.get(4));
        attempt("position", () -> wrapped.position(9));
        attempt("negative", () -> ByteBuffer.allocate(-1));
        say(
                ByteBuffer.wrap(new byte[] {1, 2}).equals(ByteBuffer.wrap(new byte[] {1, 2})),
                ByteBuffer.wrap(new byte[] {1}).compareTo(ByteBuffer.wrap(new byte[] {2})),
                readOnly.isReadOnly());
    }
}

package cortado.conformance.programs.library;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/** Base64, UUIDs and checksums. */
final class Encodings64 {
    static void main() {
        for (String s : new String[] {"", "f", "fo", "foo", "foobar", "\u0000\u00ff>>>???"}) {
            byte[] raw = s.getBytes(StandardCharsets.ISO_8859_1);
            String encoded = Base64.getEncoder().encodeToString(raw);
            say(
                    encoded,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(raw),
                    new String(Base64.getDecoder().decode(encoded), StandardCharsets.ISO_8859_1).equals(s));
            CRC32 crc = new CRC32();
            crc.update(raw);
            Adler32 adler = new Adler32();
            adler.update(raw, 0, raw.length);
            say(Long.toHexString(crc.getValue()), Long.toHexString(adler.getValue()));
        }
        attempt("bad base64", () -> Base64.getDecoder().decode("a*b").length);
        UUID id = new UUID(0x123456789abcdef0L, -1L);
        say(
                id,
                UUID.fromString("12345678-9abc-def0-ffff-ffffffffffff").equals(id),
                id.hashCode(),
                id.compareTo(new UUID(0, 0)),
                id.getLeastSignificantBits());
    }
}

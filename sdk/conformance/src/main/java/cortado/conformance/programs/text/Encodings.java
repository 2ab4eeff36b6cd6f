package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings to bytes and back in the standard character sets. */
final class Encodings {
    static void main() {
        for (String text :
                new String[] {"", "plain", "grüße", "€100", "日本語", "\u0000\u007f\u0080\u07ff\u0800\uffff", "😀"}) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            say(utf8.length, Arrays.toString(utf8), new String(utf8, StandardCharsets.UTF_8).equals(text));
            say(
                    Arrays.toString(text.getBytes(StandardCharsets.ISO_8859_1)),
                    Arrays.toString(text.getBytes(StandardCharsets.US_ASCII)));
            byte[] utf16 = text.getBytes(StandardCharsets.UTF_16BE);
            say(utf16.length, new String(utf16, StandardCharsets.UTF_16BE).equals(text));
        }
        byte[] broken = {'a', (byte) 0xc3, 'b', (byte) 0xff, 'c', (byte) 0xe2, (byte) 0x82};
        String decoded = new String(broken, StandardCharsets.UTF_8);
        say(decoded.length(), decoded.chars().boxed().toList());
        say(
                new String(new byte[] {(byte) 0xe9, 65}, StandardCharsets.ISO_8859_1),
                new String(new byte[] {72, 105, 33}, 0, 2, StandardCharsets.US_ASCII));
        say("\uD83D".getBytes(StandardCharsets.UTF_8).length, "é".getBytes().length);
    }
}

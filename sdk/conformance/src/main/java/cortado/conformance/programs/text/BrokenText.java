package cortado.conformance.programs.text;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Bytes that are no text and texts that have no bytes are replaced, each in the one way that the JVM has. */
final class BrokenText {
    static void main() {
        List<Charset> sets = List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16LE,
                StandardCharsets.ISO_8859_1,
                StandardCharsets.US_ASCII);
        String[] bytes = {
            "",
            "41",
            "80",
            "c0af",
            "c3",
            "c341",
            "e0809f",
            "e0a0",
            "e282ac",
            "e28241",
            "eda080",
            "efbfbd",
            "f0808080",
            "f09f9880",
            "f09f98",
            "f09f41",
            "f4908080",
            "f5808080",
            "ff",
            "41ff42",
            "feff0041",
            "fffe4100",
            "d83dde00",
            "d83d0041",
            "de000041",
            "3dd800de",
            "004100",
            "d83d"
        };
        for (Charset set : sets) {
            for (String hex : bytes) {
                String text = new String(HexFormat.of().parseHex(hex), set);
                say(set.name(), hex, text.chars().mapToObj(Integer::toHexString).toList());
            }
            for (String text :
                    new String[] {"", "a\ud83d", "\ude00b", "\ud83d\ude00", "\ud83d\ud83d\ude00", "\u00ff\u0100\uffff"
                    }) {
                say(set.name(), text.length(), Arrays.toString(text.getBytes(set)));
            }
        }
        attempt("outside", () -> new String(new byte[2], 1, 2, StandardCharsets.UTF_8));
        attempt("negative", () -> new String(new byte[2], -1, 2, StandardCharsets.US_ASCII));
        say(new String(new byte[] {104, 105}), new String(new byte[] {104, 105}, 1, 1), "é".getBytes().length);
        casings();
    }

    private static void casings() {
        String[] texts = {"Straße", "ΌΔΟΣ", "ΣΑΣ ΑΣ' Σ", "İstanbul", "ŉ ǰ ΐ և ﬀ ﬃ ᾳ", "ǅ ǆ", "\ud801\udc00", "123", ""};
        for (String text : texts) {
            say(text.toUpperCase(), text.toLowerCase(), text.toUpperCase().toLowerCase());
        }
    }
}

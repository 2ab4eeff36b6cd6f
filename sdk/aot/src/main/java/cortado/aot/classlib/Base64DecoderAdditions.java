package cortado.aot.classlib;

import java.util.Base64;

/** For {@link Base64.Decoder}, which passes over what is no digit. */
final class Base64DecoderAdditions {
    private Base64DecoderAdditions() {}

    @Guard
    @SuppressWarnings("unused")
    public static void decode(Base64.Decoder self, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!digit && "+/-_=".indexOf(c) < 0) {
                throw new IllegalArgumentException("Illegal base64 character " + Integer.toHexString(c));
            }
        }
    }
}

package cortado.environ.yaml;

/** Hashes in specs. */
final class Hashes {
    private static final String SHA256 = "64 hexadecimal digits";

    private Hashes() {}

    /** The text under {@code sha256}, which has to be one. */
    static String sha256(Section section) {
        String text = section.text("sha256", SHA256);
        boolean hexadecimal = text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (!text.isEmpty() && (text.length() != 64 || !hexadecimal)) {
            section.wrong("sha256", "'" + text + "' found; " + SHA256 + ", in lower case, were expected");
        }
        return text;
    }
}

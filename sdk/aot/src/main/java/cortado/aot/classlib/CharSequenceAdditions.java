package cortado.aot.classlib;

/** For {@link CharSequence}. */
final class CharSequenceAdditions {
    private CharSequenceAdditions() {}

    public static int compare(CharSequence a, CharSequence b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return a.charAt(i) - b.charAt(i);
            }
        }
        return a.length() - b.length();
    }

    @Member
    public static boolean isEmpty(CharSequence self) {
        return self.length() == 0;
    }
}

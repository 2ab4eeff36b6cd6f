package cortado.aot.classlib;

/** For {@link Enum}. */
final class EnumAdditions {
    private EnumAdditions() {}

    @Member
    @SuppressWarnings("EnumOrdinal")
    public static int compareTo(Enum<?> self, Enum<?> other) {
        return self.ordinal() - other.ordinal();
    }

    @Guard
    @SuppressWarnings("unused")
    public static void valueOf(Class<?> type, String name) {
        if (name == null) {
            throw new NullPointerException("Name is null");
        }
    }
}

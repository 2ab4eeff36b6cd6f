package cortado.aot.classlib;

/** For {@link Enum}. */
final class EnumAdditions {
    private EnumAdditions() {}

    @Member
    @SuppressWarnings("EnumOrdinal")
    public static int compareTo(Enum<?> self, Enum<?> other) {
        return self.ordinal() - other.ordinal();
    }

    public static <E extends Enum<E>> E valueOf(Class<E> type, String name) {
        if (name == null) {
            throw new NullPointerException("Name is null");
        }
        E[] constants = type.getEnumConstants();
        if (constants == null) {
            throw new IllegalArgumentException(type.getName() + " is not an enum class");
        }
        for (E constant : constants) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("No enum constant " + type.getName().replace('$', '.') + "." + name);
    }
}

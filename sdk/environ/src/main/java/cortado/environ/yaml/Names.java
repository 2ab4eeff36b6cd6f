package cortado.environ.yaml;

/** How things may be called in specs. */
final class Names {
    private Names() {}

    /** Longest name of a process: what is left of the kernel's 32 bytes when a number joins it. */
    static final int LENGTH = 24;

    static final String PROCESS = "a name of lower-case letters, digits and hyphens, at most 24 of them,";
    static final String CLASS = "the full name of a class, such as cortado.driver.pl011.Pl011,";

    /** Lower-case letters, digits and inner hyphens, a letter first. */
    static boolean isProcess(String name) {
        if (name.isEmpty() || name.length() > LENGTH || name.endsWith("-") || !isLetter(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '-');
    }

    /** As a process, but dots and underscores may be inside as well. */
    static boolean isParameter(String name) {
        return !name.isEmpty()
                && isLetter(name.charAt(0))
                && name.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '.');
    }

    /** A class in a package. */
    static boolean isClass(String name) {
        boolean dotted = false;
        boolean start = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (start) {
                    return false;
                }
                dotted = true;
                start = true;
            } else if (start ? !Character.isJavaIdentifierStart(c) : !Character.isJavaIdentifierPart(c)) {
                return false;
            } else {
                start = false;
            }
        }
        return dotted && !start;
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}

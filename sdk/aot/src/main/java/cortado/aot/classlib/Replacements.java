package cortado.aot.classlib;

import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/**
 * Puts this module's classes in place of the platform's: {@code java.util.StringJoiner} is compiled from
 * {@code cortado.aot.classlib.java.util.StringJoiner} where that exists, from the compiler's own class library where it
 * does not.
 */
public final class Replacements extends SimpleSubstitutionPolicy {
    static final String PREFIX = "cortado.aot.classlib";

    @Override
    public void contribute(SubstitutionSink sink) {
        sink.selectClasses(inPackage("java", true)).packagePrefix(PREFIX);
    }
}

package cortado.aot.target;

import java.util.HashMap;
import java.util.Map;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/** On the board: {@code String.intern}. The table starts with the image's literals, and only once somebody asks. */
final class Literals {
    private static Map<String, String> table;

    private Literals() {}

    @Import(name = "cortado_literal_count")
    @Unmanaged
    static native int count();

    @Import(name = "cortado_literal")
    @Unmanaged
    static native Object literal(int index);

    @Export(name = "cortado_intern")
    static String intern(String text) {
        if (table == null) {
            table = new HashMap<>();
            for (int i = 0; i < count(); i++) {
                String literal = (String) literal(i);
                if (literal != null) {
                    table.put(literal, literal);
                }
            }
        }
        String known = table.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}

package cortado.aot.refuse;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds class files that name a closed package in whatever way: a class, the type of a field or parameter, a handle, an
 * annotation, a signature. Texts that the program works with may say what they like.
 */
public final class ClosedNames {
    /** Through these any address could be read and written, or the compiler be told what to trust. */
    private static final List<String> CLOSED =
            List.of("cortado/metal/", "cortado/platform/", "org/teavm/", "cortado/aot/");

    private ClosedNames() {}

    /** One sentence for each class of a package that is not trusted and names a closed one. */
    public static List<String> problems(List<Path> classPath, List<String> trusted) throws IOException {
        List<String> problems = new ArrayList<>();
        ClassFiles.visit(classPath.stream().distinct().toList(), (entry, file, content) -> {
            if (!file.startsWith("META-INF/") && !isTrusted(file, trusted)) {
                String name = named(ClassFile.of().parse(content).constantPool());
                if (name != null) {
                    String cls =
                            file.substring(0, file.length() - ".class".length()).replace('/', '.');
                    problems.add(cls + " (in " + entry + ") names " + name.replace('/', '.') + ": "
                            + Refusals.closed(
                                    name.substring(0, name.lastIndexOf('/')).replace('/', '.')));
                }
            }
        });
        return problems;
    }

    private static boolean isTrusted(String file, List<String> trusted) {
        return file.startsWith("cortado/metal/")
                || file.startsWith("cortado/platform/")
                || trusted.stream().anyMatch(name -> file.startsWith(name.replace('.', '/') + "/"));
    }

    /** The first closed name; null if there is none. */
    private static String named(ConstantPool pool) {
        Set<Integer> texts = new HashSet<>();
        Set<Integer> types = new HashSet<>();
        for (PoolEntry entry : pool) {
            switch (entry) {
                case StringEntry text -> texts.add(text.utf8().index());
                case ClassEntry cls -> types.add(cls.name().index());
                case NameAndTypeEntry member -> types.add(member.type().index());
                case MethodTypeEntry method -> types.add(method.descriptor().index());
                default -> {}
            }
        }
        for (PoolEntry entry : pool) {
            if (entry instanceof Utf8Entry utf8 && (types.contains(utf8.index()) || !texts.contains(utf8.index()))) {
                String name = closedPart(utf8.stringValue());
                if (name != null) {
                    return name;
                }
            }
        }
        return null;
    }

    private static String closedPart(String text) {
        for (String closed : CLOSED) {
            int from = text.indexOf(closed);
            boolean inside = from > 0 && Character.isJavaIdentifierPart(text.charAt(from - 1)) && !isType(text, from);
            if (from >= 0 && !inside) {
                int to = from;
                while (to < text.length()
                        && (Character.isJavaIdentifierPart(text.charAt(to)) || text.charAt(to) == '/')) {
                    to++;
                }
                return text.substring(from, to);
            }
        }
        return null;
    }

    /** In descriptors the letter L stands before a class. */
    private static boolean isType(String text, int from) {
        return text.charAt(from - 1) == 'L';
    }
}

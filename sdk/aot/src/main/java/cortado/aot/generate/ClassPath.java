package cortado.aot.generate;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import org.teavm.parsing.resource.Resource;
import org.teavm.parsing.resource.ResourceProvider;

/** The program's class files, and behind them the Java library for the board, which comes with the compiler. */
public final class ClassPath implements ResourceProvider {
    private final ResourceProvider program;

    public ClassPath(List<Path> entries) {
        program = ResourceProvider.ofClassPath(
                entries.stream().map(Path::toFile).filter(File::exists).toList());
    }

    @Override
    public Iterator<Resource> getResources(String name) {
        List<Resource> found = new ArrayList<>();
        program.getResources(name).forEachRemaining(found::add);
        if (isLibrary(name)) {
            try {
                var urls = ClassPath.class.getClassLoader().getResources(name);
                while (urls.hasMoreElements()) {
                    found.add(new LibraryFile(urls.nextElement()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found.iterator();
    }

    private static boolean isLibrary(String name) {
        return name.startsWith("org/teavm/")
                || name.startsWith("META-INF/")
                || name.startsWith("com/jcraft/")
                || name.startsWith("cortado/aot/classlib/")
                || name.startsWith("cortado/aot/target/");
    }

    @Override
    public void close() {
        program.close();
    }

    private record LibraryFile(URL url) implements Resource {
        @Override
        public InputStream open() {
            try {
                var connection = url.openConnection();
                connection.setUseCaches(true);
                return connection.getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        @SuppressWarnings("JavaUtilDate")
        public Date getModificationDate() {
            return new Date(0);
        }
    }
}

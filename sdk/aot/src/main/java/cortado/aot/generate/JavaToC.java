package cortado.aot.generate;

import cortado.aot.AotException;
import cortado.aot.Profile;
import cortado.aot.refuse.Refusals;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.teavm.dependency.PreciseDependencyAnalyzer;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.model.CallLocation;
import org.teavm.model.MethodReference;
import org.teavm.model.ReferenceCache;
import org.teavm.model.transformation.AssertionRemoval;
import org.teavm.parsing.ClasspathClassHolderSource;
import org.teavm.vm.BuildTarget;
import org.teavm.vm.TeaVM;
import org.teavm.vm.TeaVMBuilder;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Turns class files into C. */
public final class JavaToC {
    private final Profile profile;
    private final ClassPath classPath;
    private final String mainClass;
    private final List<MethodReference> roots;
    private final List<String> trusted;

    /**
     * Prepares.
     *
     * @param roots methods to compile besides {@code main}
     * @param trusted packages that may use {@code cortado.metal} and {@code cortado.platform}
     */
    public JavaToC(
            Profile profile, ClassPath classPath, String mainClass, List<MethodReference> roots, List<String> trusted) {
        this.profile = profile;
        this.classPath = classPath;
        this.mainClass = mainClass;
        this.roots = List.copyOf(roots);
        this.trusted = List.copyOf(trusted);
    }

    /**
     * What C symbols stand for.
     *
     * @param classes the Java name of each class structure
     * @param methods the Java method of each function
     * @param apart the functions that are not to be inlined
     */
    public record Symbols(Map<String, String> classes, Map<String, MethodReference> methods, Set<String> apart) {}

    /**
     * Generated C.
     *
     * @param files path and text of each file
     */
    public record Generated(Map<String, String> files, Symbols symbols) {}

    /** Generates. */
    public Generated generate() throws AotException {
        var symbols = new Symbols(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
        var references = new ReferenceCache();
        ClassLoader loader = JavaToC.class.getClassLoader();
        TeaVM vm = new TeaVMBuilder(new CortadoTarget(profile, roots, symbols))
                .setReferenceCache(references)
                .setClassLoader(loader)
                .setResourceProvider(classPath)
                .setClassSource(new ClasspathClassHolderSource(classPath, references, loader))
                .setDependencyAnalyzerFactory(PreciseDependencyAnalyzer::new)
                .build();
        vm.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        vm.installPlugins();
        vm.add(RecordMethods.BOOTSTRAP, new RecordMethods());
        vm.add(new AssertionRemoval());
        var refusals = new Refusals(trusted);
        vm.add(refusals);
        vm.setEntryPoint(mainClass);
        vm.setEntryPointName("cortado_java_start");
        var files = new Memory();
        vm.build(files, "image");
        List<String> diagnostics = new ArrayList<>(refusals.found());
        if (!diagnostics.isEmpty()) {
            throw new AotException(diagnostics);
        }
        for (Problem problem : vm.getProblemProvider().getSevereProblems()) {
            diagnostics.add(text(problem));
        }
        if (!diagnostics.isEmpty()) {
            throw new AotException(diagnostics);
        }
        return new Generated(files.texts(), symbols);
    }

    private static String text(Problem problem) {
        var text = new DefaultProblemTextConsumer();
        problem.render(text);
        CallLocation location = problem.getLocation();
        if (location == null || location.getMethod() == null) {
            return text.getText();
        }
        String where =
                location.getMethod().getClassName() + "." + location.getMethod().getName();
        var source = location.getSourceLocation();
        String line = source == null || source.getFileName() == null
                ? ""
                : " (" + source.getFileName().substring(source.getFileName().lastIndexOf('/') + 1) + ":"
                        + source.getLine() + ")";
        return where + line + ": " + text.getText();
    }

    private static final class Memory implements BuildTarget {
        private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

        @Override
        public OutputStream createResource(String fileName) {
            var bytes = new ByteArrayOutputStream();
            files.put(fileName, bytes);
            return bytes;
        }

        Map<String, String> texts() {
            Map<String, String> texts = new TreeMap<>();
            files.forEach((name, bytes) -> texts.put(name, bytes.toString(StandardCharsets.UTF_8)));
            return texts;
        }
    }
}

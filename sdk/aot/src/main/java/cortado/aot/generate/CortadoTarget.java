package cortado.aot.generate;

import cortado.aot.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.teavm.backend.c.CTarget;
import org.teavm.backend.c.TeaVMCHost;
import org.teavm.backend.c.generate.CNameProvider;
import org.teavm.backend.c.generate.ShorteningFileNameProvider;
import org.teavm.backend.c.generate.SimpleFileNameProvider;
import org.teavm.dependency.DependencyAnalyzer;
import org.teavm.dependency.DependencyListener;
import org.teavm.interop.Export;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.optimization.InliningFilter;
import org.teavm.model.optimization.InliningFilterFactory;

/** TeaVM's C target with our runtime in the place of its own. The host looks for interfaces in this class itself. */
final class CortadoTarget extends CTarget implements TeaVMCHost {
    private final Profile profile;
    private final List<MethodReference> roots;
    private final Set<MethodReference> apart;

    CortadoTarget(Profile profile, List<MethodReference> roots, JavaToC.Symbols symbols) {
        this(profile, roots, symbols, new HashSet<>());
    }

    private CortadoTarget(
            Profile profile, List<MethodReference> roots, JavaToC.Symbols symbols, Set<MethodReference> apart) {
        super(new CNameProvider() {
            @Override
            public String forClassInstance(ValueType type) {
                String symbol = super.forClassInstance(type);
                if (type instanceof ValueType.Object object) {
                    symbols.classes().put(symbol, object.getClassName());
                }
                return symbol;
            }

            @Override
            public String forMethod(MethodReference method) {
                String symbol = super.forMethod(method);
                symbols.methods().put(symbol, method);
                if (apart.contains(method)) {
                    symbols.apart().add(symbol);
                }
                return symbol;
            }
        });
        this.profile = profile;
        this.roots = roots;
        this.apart = apart;
        setLineNumbersGenerated(true);
        // Writes the places of call sites to a file of their own instead of into the image as Java strings.
        setObfuscated(true);
        setFileNames(new ShorteningFileNameProvider(new SimpleFileNameProvider()));
    }

    @Override
    public List<ClassHolderTransformer> getTransformers() {
        List<ClassHolderTransformer> all = new ArrayList<>(super.getTransformers());
        all.add(new MetalBinding(apart));
        all.add(new RuntimeBinding(profile));
        all.add(new LibraryBinding(profile));
        if (profile != Profile.KERNEL) {
            all.add(new InitialiserFailures());
        }
        all.add(new Semantics());
        return all;
    }

    @Override
    public List<DependencyListener> getDependencyListeners() {
        List<DependencyListener> all = new ArrayList<>(super.getDependencyListeners());
        if (profile != Profile.KERNEL) {
            all.add(new Faults());
            all.add(new Interning());
        }
        return all;
    }

    @Override
    public InliningFilterFactory getInliningFilter() {
        InliningFilterFactory all = super.getInliningFilter();
        return caller -> {
            InliningFilter filter = all.createFilter(caller);
            return called -> !apart.contains(called) && filter.apply(called);
        };
    }

    /** The optimisation would skip checks that {@code System.arraycopy} owes. */
    @Override
    public boolean needsSystemArrayCopyOptimization() {
        return profile == Profile.KERNEL;
    }

    @Override
    public void contributeDependencies(DependencyAnalyzer analyzer) {
        super.contributeDependencies(analyzer);
        // The table builder fails where not a single method is virtual.
        analyzer.linkMethod(new MethodReference(Object.class, "clone", Object.class))
                .use();
        for (MethodReference root : roots) {
            analyzer.linkMethod(root).use();
        }
        if (profile != Profile.KERNEL) {
            analyzer.linkClass("java.lang.Cloneable");
            for (String cls : List.of("cortado.aot.target.Throw", "cortado.aot.target.Traces")) {
                for (MethodReader method : analyzer.getClassSource().get(cls).getMethods()) {
                    if (method.getAnnotations().get(Export.class.getName()) != null) {
                        use(analyzer, method);
                    }
                }
            }
        }
    }

    /** C calls these with any object. */
    private static void use(DependencyAnalyzer analyzer, MethodReader method) {
        var linked = analyzer.linkMethod(method.getReference());
        for (int i = 0; i < method.parameterCount(); i++) {
            if (method.parameterType(i) instanceof ValueType.Object type) {
                linked.propagate(i + 1, analyzer.getClassType(type.getClassName()));
            }
        }
        linked.use();
    }
}

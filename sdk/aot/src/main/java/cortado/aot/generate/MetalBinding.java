package cortado.aot.generate;

import java.util.Set;
import org.teavm.interop.Export;
import org.teavm.model.AnnotationHolder;
import org.teavm.model.AnnotationValue;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;

/**
 * Binds {@code @Intrinsic} methods to C functions, and {@code @Entry} methods to the symbols that assembly calls; finds
 * the {@code @Apart} ones.
 */
final class MetalBinding implements ClassHolderTransformer {
    private static final String APART = "cortado.metal.Apart";
    static final String INTRINSIC = "cortado.metal.Intrinsic";
    static final String ENTRY = "cortado.metal.Entry";

    private final Set<MethodReference> apart;

    MetalBinding(Set<MethodReference> apart) {
        this.apart = apart;
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        for (MethodHolder method : cls.getMethods()) {
            var intrinsic = method.getAnnotations().get(INTRINSIC);
            if (intrinsic != null) {
                RuntimeBinding.bind(method, intrinsic.getValue("value").getString(), true);
            }
            if (method.getAnnotations().get(APART) != null) {
                apart.add(method.getReference());
            }
            var entry = method.getAnnotations().get(ENTRY);
            if (entry != null) {
                var export = new AnnotationHolder(Export.class.getName());
                export.getValues()
                        .put("name", new AnnotationValue(entry.getValue("value").getString()));
                method.getAnnotations().add(export);
            }
        }
    }
}

package cortado.aot.generate;

import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.dependency.MethodDependency;
import org.teavm.model.MethodReference;

/** Brings our {@code String.intern} into an image that calls it; the compiler emits a call of a C function. */
final class Interning extends AbstractDependencyListener {
    private static final MethodReference ASKED = new MethodReference(String.class, "intern", String.class);
    private static final MethodReference ANSWERED = new MethodReference(
            "cortado.aot.target.Literals",
            ASKED.getDescriptor().getName(),
            ASKED.getReturnType(),
            ASKED.getReturnType());

    @Override
    public void methodReached(DependencyAgent agent, MethodDependency method) {
        if (method.getReference().equals(ASKED)) {
            agent.linkMethod(ANSWERED).propagate(1, String.class).use();
        }
    }
}

package cortado.metal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a method that calls itself how deep the calls nest at most. Without it the kernel profile refuses recursion,
 * since its stack is bounded by proof.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Recursion {
    /** Activations of the method alive at the same time. */
    int limit();
}

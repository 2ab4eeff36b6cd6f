package cortado.metal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method that assembly or C calls by the symbol named here, with primitive parameters and result in the
 * CPU's C calling convention. In the kernel profile every entry is a root of the proofs about allocation and stack
 * depth, unless it says that it only runs while the system boots.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Entry {
    /** The exported symbol. */
    String value();

    /** Whether the entry runs only before the first process starts, while allocation is still allowed. */
    boolean boot() default false;
}

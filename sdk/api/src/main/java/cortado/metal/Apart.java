package cortado.metal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps a method's code out of the methods that call it: theirs is the way that is taken often, which then has no
 * registers to save for this one. Heeded in the kernel profile.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Apart {}

package cortado.aot.classlib;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an addition that makes the message of what the method of its name throws without one. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface Says {
    /** Whether it speaks for the constructor with its parameters, whatever its own name is. */
    boolean constructor() default false;
}

package cortado.aot.classlib;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an addition that checks the arguments of the method of its name before that method's own body runs. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface Guard {
    /** Whether it checks the constructor with its parameters, whatever its own name is. */
    boolean constructor() default false;
}

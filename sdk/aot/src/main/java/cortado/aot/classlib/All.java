package cortado.aot.classlib;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an addition that takes the place of every static method of its name, with their arguments in one array. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface All {}

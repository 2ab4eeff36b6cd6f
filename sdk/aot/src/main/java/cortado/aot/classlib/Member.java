package cortado.aot.classlib;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an addition that becomes an instance method; its first parameter becomes {@code this}. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface Member {}

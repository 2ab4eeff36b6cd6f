package cortado.metal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code static} method that the ahead-of-time compiler replaces by a call of the C function named here,
 * declared in one of the runtime's intrinsic headers. One that is not {@code native} has a body for the JVM. Parameters
 * are primitives or primitive arrays; an array is passed as the address of its first element (0 for null) and stays in
 * place for the length of the call. The C side neither throws nor allocates nor keeps the address.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Intrinsic {
    /** The C function's name. */
    String value();
}

/**
 * A machine made of arrays, for the JVM: the kernel's tests and the testkit run the real kernel on it. Never part of an
 * image for a board; it allocates and throws as it likes.
 */
package cortado.kernel.simulated;

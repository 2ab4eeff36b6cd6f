/**
 * Runs the code of drivers, servers and apps on the JVM as it is, against the real kernel: each process is a thread,
 * the machine under the kernel is simulated, and so are the devices.
 */
package cortado.testkit;

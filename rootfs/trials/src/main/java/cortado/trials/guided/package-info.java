/** {@code run storm guided}: sequences of system calls that grow where they reach new edges of the kernel. */
package cortado.trials.guided;

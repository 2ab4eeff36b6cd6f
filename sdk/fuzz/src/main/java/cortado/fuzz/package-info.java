/** Hostile input, made by a coverage-guided fuzzer (Jazzer), for every parser and interface that meets any. */
package cortado.fuzz;

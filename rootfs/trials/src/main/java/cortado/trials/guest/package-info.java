/** Guests of a few instructions, which do what guests should and should not do. */
package cortado.trials.guest;

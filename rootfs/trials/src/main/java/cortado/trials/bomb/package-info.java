/** Programs that take all that they can get, to see that each stops at its own limit. */
package cortado.trials.bomb;

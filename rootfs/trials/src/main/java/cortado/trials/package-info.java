/** Programs that do what no program should, to see that only they suffer from it. */
package cortado.trials;

/** Drivers that die in the middle of their work: how soon they are back, and whether anything is lost. */
package cortado.trials.recovery;

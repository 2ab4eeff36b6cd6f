/** Guests that attack the models of their devices, and whether anything but they suffers. */
package cortado.trials.hostile;

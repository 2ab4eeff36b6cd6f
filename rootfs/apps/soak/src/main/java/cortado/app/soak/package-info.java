/** The endurance run: {@link cortado.app.soak.Soak}. */
package cortado.app.soak;

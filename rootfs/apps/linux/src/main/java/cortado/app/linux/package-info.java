/** The command {@code linux}. */
package cortado.app.linux;

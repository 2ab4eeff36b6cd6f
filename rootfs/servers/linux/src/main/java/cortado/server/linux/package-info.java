/** The service {@code linux}: who may start virtual machines asks here. */
package cortado.server.linux;

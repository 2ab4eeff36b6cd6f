/**
 * The services that drivers and servers provide, seen from both sides: each protocol's messages are described at its
 * client class, and {@link cortado.api.service.Provider} is the event loop of whoever answers them.
 */
package cortado.api.service;

/** Simulated devices that do as they should, or whatever an input says. */
package cortado.fuzz.device;

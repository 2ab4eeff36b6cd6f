/** New systems for cards with two slots, so that no loss of power leaves a board without one. */
package cortado.flash.update;

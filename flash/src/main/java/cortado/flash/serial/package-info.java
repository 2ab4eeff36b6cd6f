/** Boards at the other end of a serial line. */
package cortado.flash.serial;

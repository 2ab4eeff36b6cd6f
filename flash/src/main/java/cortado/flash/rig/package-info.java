/** Boards under test on a bench: their power, their reset line, the way their card takes, their serial console. */
package cortado.flash.rig;

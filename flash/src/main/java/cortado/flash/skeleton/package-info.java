/** New boards and drivers that build, check and test from their first minute. */
package cortado.flash.skeleton;

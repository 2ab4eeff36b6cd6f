/** The person's own terminal, while a board has it: its keys, its screen and its size. */
package cortado.flash.terminal;

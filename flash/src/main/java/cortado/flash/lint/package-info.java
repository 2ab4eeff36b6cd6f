/** What would keep a board from starting from a card, found before it is in the board. */
package cortado.flash.lint;

/** What the command says about itself to shells and to {@code man}, made from the subcommands themselves. */
package cortado.flash.documentation;

/** What a person sets for one machine, between the build and the boot. */
package cortado.environ.settings;

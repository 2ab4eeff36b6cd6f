/** Commands that read streams, each run as a process of its own. */
package cortado.app.tools;

/** The file server that keeps everything in memory. */
package cortado.server.files;

/** Copies between disk and files; survives the death of the disk's driver. */
package cortado.app.copy;

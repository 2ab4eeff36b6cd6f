/** A sample app on LinuxCommand. */
package cortado.app.catsay;

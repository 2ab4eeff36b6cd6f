/** What is attacked, one class each. */
package cortado.fuzz.target;

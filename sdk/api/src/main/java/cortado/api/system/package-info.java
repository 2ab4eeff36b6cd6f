/**
 * The service {@code system}, through which the supervisor shows and steers what runs. Only processes whose spec says
 * {@code uses: [system]} reach it.
 *
 * <p>A request is a CALL: an {@code int} from {@link cortado.api.system.SystemOperation}, then what that operation
 * asks. Its answer is a REPLY with the same id, or an ERROR. Lists come in pages: a request names where to start, the
 * answer is {@code int next} (negative after the last page), {@code int count} and that many records.
 */
package cortado.api.system;

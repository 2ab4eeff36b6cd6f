/**
 * Streams of bytes between processes. A stream is a channel that carries DATA messages (id 0, at least one byte) from
 * its writer to its reader. The channel's queue is the window of flow control: a writer whose reader is behind waits
 * for room, and holds up nobody else. The stream ends when the writer closes its end or ends itself; what it sent
 * before is still read. A writer whose reader has gone gets PEER_CLOSED.
 *
 * <p>A program's streams play the parts {@code handle.stdin}, {@code handle.stdout} and {@code handle.stderr} of its
 * environ; where one of them is a person's terminal, {@code handle.terminal} is there as well, and speaks
 * {@link cortado.api.stream.Terminal}.
 */
package cortado.api.stream;

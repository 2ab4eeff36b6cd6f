package cortado.api.service;

import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Message;

/**
 * Client of a block device, service {@value #NAME}. Sectors are numbered from 0.
 *
 * <ul>
 *   <li>OPEN → OPEN_REPLY ({@code long} sectors, {@code int} bytes of a sector, {@code int} flags).
 *   <li>READ ({@code long} first sector, {@code int} count, {@code long} offset in the folio; a folio that may be read,
 *       written and mapped) → READ_REPLY ({@code int} count): the sectors are in the folio.
 *   <li>WRITE (likewise; the folio need not be writable) → WRITE_REPLY ({@code int} count): the device has them.
 *   <li>CALL ({@link #FLUSH}) → REPLY: what was written before survives a power cut.
 * </ul>
 *
 * All may be repeated without harm, and are when the driver ends before it has answered: {@link #reconnections}.
 */
public final class Block implements AutoCloseable {
    public static final String NAME = "block";

    /** Flag: writes are refused. */
    public static final int READ_ONLY = 1;
    /** Flag: the device has a cache that {@link #FLUSH} writes back; without it every write is durable. */
    public static final int CACHED = 2;

    /** Operation of CALL. */
    public static final int FLUSH = 1;

    private static final int FOLIO_TO_FILL = Rights.READ | Rights.WRITE | Rights.MAP | Rights.TRANSFER;
    private static final int FOLIO_TO_READ = Rights.READ | Rights.MAP | Rights.TRANSFER;

    /** What OPEN tells. */
    public record Geometry(long sectors, int sectorSize, int flags) {
        /** Whether writes are refused. */
        public boolean readOnly() {
            return (flags & READ_ONLY) != 0;
        }

        /** Whether writes are durable only after a {@link Block#flush}. */
        public boolean cached() {
            return (flags & CACHED) != 0;
        }

        /** Bytes of the whole device. */
        public long size() {
            return sectors * sectorSize;
        }
    }

    private final Connection connection;

    public Block(Environ environ) {
        this(new Connection(environ, NAME));
    }

    /** Over a connection to a device of another name. */
    public Block(Connection connection) {
        this.connection = connection;
    }

    /** Size and properties of the device. */
    public Geometry geometry(long deadline) {
        Message reply = connection.ask(MessageType.OPEN, MessageType.OPEN_REPLY, request -> {}, deadline);
        return new Geometry(reply.takeLong(), reply.takeInt(), reply.takeInt());
    }

    /** Reads {@code count} sectors into the folio, from its byte {@code offset} on. */
    public void read(long sector, int count, Folio folio, long offset, long deadline) {
        connection.ask(
                MessageType.READ,
                MessageType.READ_REPLY,
                request ->
                        request.putLong(sector).putInt(count).putLong(offset).putHandle(folio.duplicate(FOLIO_TO_FILL)),
                deadline);
    }

    /** Writes {@code count} sectors out of the folio, from its byte {@code offset} on. */
    public void write(long sector, int count, Folio folio, long offset, long deadline) {
        connection.ask(
                MessageType.WRITE,
                MessageType.WRITE_REPLY,
                request ->
                        request.putLong(sector).putInt(count).putLong(offset).putHandle(folio.duplicate(FOLIO_TO_READ)),
                deadline);
    }

    /** Waits until everything written is durable. */
    public void flush(long deadline) {
        connection.ask(MessageType.CALL, MessageType.REPLY, request -> request.putInt(FLUSH), deadline);
    }

    /** How often the driver was found to have ended, and its next life took over. */
    public int reconnections() {
        return connection.reconnections();
    }

    @Override
    public void close() {
        connection.close();
    }
}

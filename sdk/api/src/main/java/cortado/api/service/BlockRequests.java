package cortado.api.service;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Folio;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.StatusException;

/**
 * The driver's side of {@link Block}: reads requests, checks them against the device's geometry and answers them, so
 * that all that is left to a driver is its device. A client whose request is at work is not read from until that has
 * ended: nobody can crowd out the others.
 */
public final class BlockRequests {
    /** What the device is to do. */
    public enum Kind {
        READ,
        WRITE,
        FLUSH
    }

    private final Block.Geometry geometry;
    private final Message answer = new Message();

    /** Requests to a device that is {@code geometry} large. */
    public BlockRequests(Block.Geometry geometry) {
        this.geometry = geometry;
    }

    /** What clients are told of the device. */
    public Block.Geometry geometry() {
        return geometry;
    }

    /**
     * The request that a client has sent; null where no device is needed to answer it and it is answered.
     *
     * @throws StatusException if it asks for what the device does not have or the client may not do
     * @throws MessageException if the message is not one of a client of {@link Block}
     */
    public Request take(Client client, Message message) {
        int id = message.id();
        switch (message.type()) {
            case MessageType.OPEN -> {
                client.answer(answer.reset(MessageType.OPEN_REPLY, id)
                        .putLong(geometry.sectors())
                        .putInt(geometry.sectorSize())
                        .putInt(geometry.flags()));
                return null;
            }
            case MessageType.READ -> {
                return transfer(client, message, Kind.READ);
            }
            case MessageType.WRITE -> {
                if (geometry.readOnly()) {
                    throw new StatusException("write to a device that may only be read", Status.ACCESS_DENIED);
                }
                return transfer(client, message, Kind.WRITE);
            }
            case MessageType.CALL -> {
                int operation = message.takeInt();
                if (operation != Block.FLUSH) {
                    throw new StatusException("operation " + operation + " of a block device", Status.NOT_SUPPORTED);
                }
                if (geometry.cached()) {
                    return new Request(client, id, Kind.FLUSH, 0, 0, null, 0);
                }
                client.answer(answer.reset(MessageType.REPLY, id));
                return null;
            }
            default ->
                throw new StatusException(
                        "message of type " + message.type() + " to a block device", Status.NOT_SUPPORTED);
        }
    }

    private Request transfer(Client client, Message message, Kind kind) {
        long sector = message.takeLong();
        int count = message.takeInt();
        long offset = message.takeLong();
        if (count < 1 || sector < 0 || sector > geometry.sectors() - count) {
            throw new StatusException(
                    count + " sectors from " + sector + " on, of a device of " + geometry.sectors(),
                    Status.OUT_OF_RANGE);
        }
        long bytes = (long) count * geometry.sectorSize();
        Folio folio = new Folio(message.takeHandle());
        if (offset < 0 || offset > folio.size() - bytes) {
            folio.close();
            throw new StatusException(
                    bytes + " bytes from " + offset + " on, in a folio of " + folio.size(), Status.OUT_OF_RANGE);
        }
        return new Request(client, message.id(), kind, sector, count, folio, offset);
    }

    /** A request that the device can serve. It ends with {@link #done()} or {@link #fail}, once. */
    public final class Request {
        private final Client client;
        private final int id;
        private final Kind kind;
        private final long sector;
        private final int count;
        private final Folio folio;
        private final long offset;

        private Request(Client client, int id, Kind kind, long sector, int count, Folio folio, long offset) {
            this.client = client;
            this.id = id;
            this.kind = kind;
            this.sector = sector;
            this.count = count;
            this.folio = folio;
            this.offset = offset;
            client.pause();
        }

        public Kind kind() {
            return kind;
        }

        /** The first sector; it and those that follow exist. */
        public long sector() {
            return sector;
        }

        /** How many sectors, at least 1; 0 for a flush. */
        public int count() {
            return count;
        }

        /** Bytes of all sectors. */
        public long size() {
            return (long) count * geometry.sectorSize();
        }

        /** The client's memory, which is large enough; null for a flush. */
        public Folio folio() {
            return folio;
        }

        /** The byte of the folio that belongs to the first sector. */
        public long offset() {
            return offset;
        }

        /** Whether its client still waits for it. */
        public boolean isWanted() {
            return client.isOpen();
        }

        /** Answers that the device has done it. */
        public void done() {
            switch (kind) {
                case READ -> answer.reset(MessageType.READ_REPLY, id).putInt(count);
                case WRITE -> answer.reset(MessageType.WRITE_REPLY, id).putInt(count);
                case FLUSH -> answer.reset(MessageType.REPLY, id);
            }
            client.answer(answer);
            end();
        }

        /** Answers with an error: a {@link Status} and a sentence. */
        public void fail(int status, String sentence) {
            client.refuse(id, status, sentence);
            end();
        }

        /** Answers that the folio cannot be read, or filled, with the rights that came with it. */
        public void failForFolio() {
            fail(
                    Status.ACCESS_DENIED,
                    "the folio cannot be mapped for reading" + (kind == Kind.READ ? " and writing" : ""));
        }

        private void end() {
            if (folio != null) {
                folio.close();
            }
            client.resume();
        }
    }
}

package cortado.server.supervisor;

import cortado.api.Folio;

/** A folio as memory for {@link Slots}. */
record FolioRam(Folio folio) implements Slots.Ram {
    @Override
    public long size() {
        return folio.size();
    }

    @Override
    public void read(long offset, byte[] target, int from, int length) {
        folio.read(offset, target, from, length);
    }

    @Override
    public void write(long offset, byte[] source, int from, int length) {
        folio.write(offset, source, from, length);
    }
}

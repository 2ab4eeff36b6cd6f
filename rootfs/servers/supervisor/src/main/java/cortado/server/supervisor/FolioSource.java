package cortado.server.supervisor;

import cortado.api.Folio;

/** The boot bundle in memory. */
record FolioSource(Folio folio) implements Archive.Source {
    @Override
    public long size() {
        return folio.size();
    }

    @Override
    public void read(long offset, byte[] target, int from, int length) {
        folio.read(offset, target, from, length);
    }
}

package cortado.vmm;

import cortado.api.Folio;

/** Guest memory in a folio that is mapped both here and in the virtual machine. */
final class FolioRam implements Ram {
    private final Folio folio;

    FolioRam(Folio folio) {
        this.folio = folio;
    }

    @Override
    public long size() {
        return folio.size();
    }

    @Override
    public int load8(long offset) {
        return folio.load8(offset);
    }

    @Override
    public int load16(long offset) {
        return folio.load16(offset);
    }

    @Override
    public int load32(long offset) {
        return folio.load32(offset);
    }

    @Override
    public long load64(long offset) {
        return folio.load64(offset);
    }

    @Override
    public void store8(long offset, int value) {
        folio.store8(offset, value);
    }

    @Override
    public void store16(long offset, int value) {
        folio.store16(offset, value);
    }

    @Override
    public void store32(long offset, int value) {
        folio.store32(offset, value);
    }

    @Override
    public void store64(long offset, long value) {
        folio.store64(offset, value);
    }

    @Override
    public void read(long offset, byte[] target, int from, int length) {
        folio.read(offset, target, from, length);
    }

    @Override
    public void write(long offset, byte[] source, int from, int length) {
        folio.write(offset, source, from, length);
    }

    @Override
    public void barrier() {
        folio.barrier();
    }
}

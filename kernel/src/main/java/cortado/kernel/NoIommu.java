package cortado.kernel;

import cortado.abi.Status;

/** Nothing stands between devices and memory. */
public final class NoIommu implements Iommu {
    @Override
    public int streams() {
        return 0;
    }

    @Override
    public int node() {
        return -1;
    }

    @Override
    public int pages() {
        return 0;
    }

    @Override
    public boolean start(long physical, TablePages tables) {
        return false;
    }

    @Override
    public int line(int index) {
        return -1;
    }

    @Override
    public int mapCost(int stream, long address, int pages) {
        return Status.NOT_SUPPORTED;
    }

    @Override
    public boolean map(int stream, long address, int pages) {
        return false;
    }

    @Override
    public boolean unmap(int stream, long address, int pages) {
        return false;
    }

    @Override
    public void silence(int stream) {
        // there is none
    }

    @Override
    public void admit(int stream) {
        // there is none
    }

    @Override
    public boolean nextFault() {
        return false;
    }

    @Override
    public int faultStream() {
        return -1;
    }

    @Override
    public long faultAddress() {
        return 0;
    }

    @Override
    public boolean faultWrites() {
        return false;
    }
}

package cortado.vmm.boot;

import cortado.vmm.GuestMap;
import cortado.vmm.GuestMemory;

/** Puts kernel, initial RAM disk and device tree into a guest's memory, by the Arm64 boot protocol. */
public final class Loader {
    /** A device tree lies in a block of 2 MiB and may be that large. */
    private static final long TREE_ROOM = 0x20_0000L;

    private static final int CHUNK = 64 * 1024;

    private final GuestMemory memory;
    private final KernelHeader header;
    private final BootSource kernel;
    private final BootSource initrd;
    private final long entry;
    private final long initrdAt;
    private final long treeAt;

    /**
     * Plans where all goes.
     *
     * @throws BootException if the kernel is none, or the memory too small
     */
    public Loader(GuestMemory memory, BootSource kernel, BootSource initrd) {
        this.memory = memory;
        this.kernel = kernel;
        this.initrd = initrd;
        byte[] head = new byte[KernelHeader.SIZE];
        kernel.read(0, head, 0, (int) Math.min(head.length, kernel.size()));
        header = KernelHeader.read(head, kernel.size());
        entry = memory.base() + header.textOffset();
        long afterKernel = up(entry + header.imageSize(), GuestMap.KERNEL_ALIGNMENT);
        treeAt = afterKernel;
        initrdAt = treeAt + TREE_ROOM;
        if (!memory.contains(initrdAt, initrd.size())) {
            long needed = initrdAt + initrd.size() - memory.base();
            throw new BootException("the guest's memory of " + (memory.size() >> 20) + " MiB is too small: the kernel ("
                    + (header.imageSize() >> 20) + " MiB) and its initial RAM disk (" + (initrd.size() >> 20)
                    + " MiB) need " + ((needed + (1 << 20) - 1) >> 20) + " MiB before the first program runs");
        }
    }

    /** Where the kernel starts. */
    public long entry() {
        return entry;
    }

    /** Where the initial RAM disk is. */
    public long initrd() {
        return initrdAt;
    }

    /** Where the device tree is: what x0 holds at the start. */
    public long tree() {
        return treeAt;
    }

    /** Copies kernel and initial RAM disk. */
    public void load() {
        copy(kernel, entry);
        copy(initrd, initrdAt);
    }

    /** Copies the device tree. */
    public void load(byte[] tree) {
        if (tree.length > TREE_ROOM) {
            throw new BootException("the guest's device tree has " + tree.length + " bytes, more than " + TREE_ROOM);
        }
        memory.write(treeAt, tree, 0, tree.length);
    }

    private void copy(BootSource source, long to) {
        byte[] chunk = new byte[(int) Math.min(CHUNK, source.size())];
        for (long done = 0; done < source.size(); ) {
            int length = (int) Math.min(chunk.length, source.size() - done);
            source.read(done, chunk, 0, length);
            memory.write(to + done, chunk, 0, length);
            done += length;
        }
    }

    private static long up(long value, long alignment) {
        return (value + alignment - 1) & -alignment;
    }
}

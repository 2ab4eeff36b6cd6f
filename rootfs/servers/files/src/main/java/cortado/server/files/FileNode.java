package cortado.server.files;

import cortado.api.service.FileInfo;
import java.util.Arrays;

/** A file's content: blocks where something was written, zeroes elsewhere. */
final class FileNode extends Node {
    private static final int FIRST_BLOCKS = 4;

    private final BlockStore store;
    private int[] blocks = new int[0];
    private long size;
    /** How often it is open now. */
    int opened;

    /** Whether it has a name. */
    boolean named = true;

    FileNode(long number, int permissions, long now, BlockStore store) {
        super(number, permissions, now);
        this.store = store;
    }

    @Override
    int kind() {
        return FileInfo.FILE;
    }

    @Override
    long size() {
        return size;
    }

    /** Copies out: how many bytes there were. */
    int read(long offset, byte[] into, int from, int length) {
        int count = Math.clamp(size - offset, 0, length);
        int done = 0;
        while (done < count) {
            int block = block(offset + done);
            int within = (int) ((offset + done) % BlockStore.BLOCK);
            int piece = Math.min(count - done, BlockStore.BLOCK - within);
            if (block == BlockStore.NONE) {
                Arrays.fill(into, from + done, from + done + piece, (byte) 0);
            } else {
                store.read(block, within, into, from + done, piece);
            }
            done += piece;
        }
        return count;
    }

    /** Copies in: how many bytes there was room for. */
    int write(long offset, byte[] source, int from, int length) {
        int done = 0;
        while (done < length) {
            int within = (int) ((offset + done) % BlockStore.BLOCK);
            int piece = Math.min(length - done, BlockStore.BLOCK - within);
            int block = blockToWrite(offset + done);
            if (block == BlockStore.NONE) {
                break;
            }
            store.write(block, within, source, from + done, piece);
            done += piece;
        }
        size = Math.max(size, done == 0 ? size : offset + done);
        return done;
    }

    /** Makes it shorter, or longer with zeroes. */
    void resize(long length) {
        int kept = (int) ((length + BlockStore.BLOCK - 1) / BlockStore.BLOCK);
        for (int i = kept; i < blocks.length; i++) {
            if (blocks[i] != BlockStore.NONE) {
                store.free(blocks[i]);
            }
        }
        if (kept < blocks.length) {
            blocks = Arrays.copyOf(blocks, kept);
        }
        int within = (int) (length % BlockStore.BLOCK);
        int last = within == 0 ? BlockStore.NONE : block(length);
        if (length < size && last != BlockStore.NONE) { // a later extension has to find zeroes
            store.write(last, within, new byte[BlockStore.BLOCK - within], 0, BlockStore.BLOCK - within);
        }
        size = length;
    }

    private int block(long offset) {
        long index = offset / BlockStore.BLOCK;
        return index < blocks.length ? blocks[(int) index] : BlockStore.NONE;
    }

    private int blockToWrite(long offset) {
        int index = (int) (offset / BlockStore.BLOCK);
        if (index < blocks.length && blocks[index] != BlockStore.NONE) {
            return blocks[index];
        }
        int block = store.allocate();
        if (block != BlockStore.NONE) {
            if (index >= blocks.length) {
                int before = blocks.length;
                blocks = Arrays.copyOf(blocks, Math.max(index + 1, Math.max(FIRST_BLOCKS, before * 2)));
                Arrays.fill(blocks, before, blocks.length, BlockStore.NONE);
            }
            blocks[index] = block;
        }
        return block;
    }
}

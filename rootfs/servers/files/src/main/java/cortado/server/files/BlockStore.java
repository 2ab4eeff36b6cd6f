package cortado.server.files;

import cortado.api.Folio;
import cortado.api.StatusException;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory for what is in files, in blocks of {@link #BLOCK} bytes out of arenas that come and go: one folio each, since
 * a process may have few folios but large ones. An arena without a used block is given back at once.
 */
final class BlockStore {
    /** Bytes. */
    static final int BLOCK = 4096;

    /** No block. */
    static final int NONE = -1;

    private static final byte[] ZEROES = new byte[BLOCK];

    private static final class Arena {
        private final Folio folio;
        /** Free blocks, a stack. */
        private final short[] free;

        private int freeCount;
        /** Blocks from here on were never given out, and are zero still. */
        private int untouched;

        Arena(Folio folio, int blocks) {
            this.folio = folio;
            this.free = new short[blocks];
        }
    }

    private final int blocksPerArena;
    /** By number; null where an arena could be. */
    private final List<Arena> arenas = new ArrayList<>();

    private final int arenasMost;
    private int used;

    /**
     * An empty store.
     *
     * @param capacity bytes at most
     * @param arena bytes that are taken from the kernel at once, at most 128 MiB
     */
    BlockStore(long capacity, int arena) {
        this.blocksPerArena = Math.clamp(arena / BLOCK, 1, Short.MAX_VALUE);
        this.arenasMost = (int) Math.max(1, capacity / ((long) blocksPerArena * BLOCK));
    }

    /** Blocks that fit. */
    long blocks() {
        return (long) arenasMost * blocksPerArena;
    }

    /** Blocks given out. */
    long used() {
        return used;
    }

    /** A block of zeroes, or {@link #NONE} if there is no room, here or in the machine. */
    int allocate() {
        int place = withRoom();
        if (place < 0) {
            return NONE;
        }
        Arena arena = arenas.get(place);
        used++;
        if (arena.freeCount > 0) {
            int block = place * blocksPerArena + arena.free[--arena.freeCount];
            write(block, 0, ZEROES, 0, BLOCK);
            return block;
        }
        return place * blocksPerArena + arena.untouched++;
    }

    /** The number of an arena with a free block, a new one if need be; negative if there is none. */
    private int withRoom() {
        int gap = NONE;
        for (int i = 0; i < arenas.size(); i++) {
            Arena arena = arenas.get(i);
            if (arena == null) {
                gap = i;
            } else if (arena.freeCount > 0 || arena.untouched < blocksPerArena) {
                return i;
            }
        }
        if (gap < 0 && arenas.size() == arenasMost) {
            return NONE;
        }
        try {
            Arena arena = new Arena(Folio.create((long) blocksPerArena * BLOCK), blocksPerArena);
            if (gap < 0) {
                arenas.add(arena);
                return arenas.size() - 1;
            }
            arenas.set(gap, arena);
            return gap;
        } catch (StatusException e) { // the machine has no more
            return NONE;
        }
    }

    /** Gives a block back. */
    void free(int block) {
        int place = block / blocksPerArena;
        Arena arena = arenas.get(place);
        arena.free[arena.freeCount++] = (short) (block % blocksPerArena);
        used--;
        if (arena.freeCount == arena.untouched) {
            arena.folio.close();
            arenas.set(place, null);
        }
    }

    /** Copies out of a block. */
    void read(int block, int offset, byte[] into, int from, int length) {
        arenas.get(block / blocksPerArena).folio.read(at(block, offset), into, from, length);
    }

    /** Copies into a block. */
    void write(int block, int offset, byte[] source, int from, int length) {
        arenas.get(block / blocksPerArena).folio.write(at(block, offset), source, from, length);
    }

    private long at(int block, int offset) {
        return (long) (block % blocksPerArena) * BLOCK + offset;
    }
}

package cortado.app.copy;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.StatusException;
import cortado.api.service.Block;
import cortado.api.service.FileTree;
import cortado.api.service.Files;

/** Where bytes come from, or go to: a part of the disk, or a file. Every request may be made twice without harm. */
sealed interface Place extends AutoCloseable {
    /** A driver that dies is back in milliseconds; one that dies again and again is given up by the supervisor. */
    long PATIENCE_MILLISECONDS = 60_000;

    /** Bytes that it holds; of the disk, up to the end of the part. */
    long size();

    /** Bytes come in multiples of this. */
    int unit();

    /** Fills the folio's first bytes, a multiple of {@link #unit}, or less at the end of a file. */
    void read(long offset, int count, Folio folio);

    /** Stores the folio's first bytes. */
    void write(long offset, int count, Folio folio);

    /** Makes what was written durable. */
    void finish();

    /** How often the driver behind it was lost. */
    int losses();

    @Override
    void close();

    /** When to give up. */
    static long patience() {
        return Clock.after(PATIENCE_MILLISECONDS);
    }

    /** Sectors of the disk. */
    record Disk(Block block, int sectorSize, long first, long sectors, boolean cached) implements Place {
        @Override
        public long size() {
            return sectors * sectorSize;
        }

        @Override
        public int unit() {
            return sectorSize;
        }

        @Override
        public void read(long offset, int count, Folio folio) {
            block.read(first + offset / sectorSize, whole(count), folio, 0, patience());
        }

        @Override
        public void write(long offset, int count, Folio folio) {
            block.write(first + offset / sectorSize, whole(count), folio, 0, patience());
        }

        private int whole(int count) {
            return (count + sectorSize - 1) / sectorSize;
        }

        @Override
        public void finish() {
            if (cached) {
                block.flush(patience());
            }
        }

        @Override
        public int losses() {
            return block.reconnections();
        }

        @Override
        public void close() {
            block.close();
        }

        /** Whether two parts share a sector. */
        boolean overlaps(Disk other, long bytes) {
            long count = (bytes + sectorSize - 1) / sectorSize;
            return first < other.first + count && other.first < first + count;
        }
    }

    /** A file. */
    record File(FileTree tree, FileTree.OpenFile file, long size) implements Place {
        @Override
        public int unit() {
            return 1;
        }

        @Override
        public void read(long offset, int count, Folio folio) {
            int got = file.read(offset, count, folio, 0);
            if (got != count) {
                throw new IllegalStateException("the file ended at byte " + (offset + got) + ", before its size");
            }
        }

        @Override
        public void write(long offset, int count, Folio folio) {
            int done = file.write(offset, count, folio, 0);
            if (done != count) {
                throw new IllegalStateException("the file took only " + done + " of " + count + " bytes");
            }
        }

        @Override
        public void finish() {}

        @Override
        public int losses() {
            return 0;
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (StatusException e) {
                // The file server has closed it by ending; what it had, it does not have any more.
            }
            tree.close();
        }
    }

    /**
     * Opens the place that an argument names: {@code disk}, {@code disk:FIRST}, {@code disk:FIRST+COUNT}, or a path.
     *
     * @param written whether it is written to; a file is emptied first
     * @throws IllegalArgumentException if there is no such place; the message says what was expected
     */
    static Place open(Environ environ, String text, boolean written) {
        PlaceName name = PlaceName.parse(text);
        if (name.path() != null) {
            FileTree tree = new FileTree(environ);
            int flags = written ? Files.READ | Files.WRITE | Files.CREATE | Files.TRUNCATE : Files.READ;
            FileTree.OpenFile file = tree.open(name.path(), flags);
            return new File(tree, file, written ? Long.MAX_VALUE : file.info().size());
        }
        Block block = new Block(environ);
        Block.Geometry geometry = block.geometry(patience());
        long sectors = name.sectors(geometry.sectors());
        if (written && geometry.readOnly()) {
            throw new IllegalArgumentException("the disk may only be read");
        }
        return new Disk(block, geometry.sectorSize(), name.first(), sectors, (geometry.flags() & Block.CACHED) != 0);
    }
}

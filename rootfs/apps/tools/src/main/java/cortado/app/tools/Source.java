package cortado.app.tools;

import cortado.api.service.FileTree;
import cortado.api.stream.ChannelInput;

/** Bytes to read: a file's, or those of the program's input. */
interface Source {
    /** Reads some: how many, at least 1, or -1 at the end. */
    int read(byte[] into);

    /** The program's input. */
    static Source of(ChannelInput input) {
        return into -> input.read(into, 0, into.length);
    }

    /** A file from its start. */
    static Source of(FileTree.OpenFile file) {
        return new Source() {
            private long offset;

            @Override
            public int read(byte[] into) {
                int count = file.read(offset, into, 0, into.length);
                offset += count;
                return count == 0 ? -1 : count;
            }
        };
    }
}

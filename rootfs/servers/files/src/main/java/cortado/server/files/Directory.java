package cortado.server.files;

import cortado.api.service.FileInfo;
import java.util.TreeMap;

/** Names and what they stand for, in the order of names. */
final class Directory extends Node {
    final TreeMap<String, Node> entries = new TreeMap<>();

    Directory(long number, int permissions, long now) {
        super(number, permissions, now);
    }

    @Override
    int kind() {
        return FileInfo.DIRECTORY;
    }

    @Override
    long size() {
        return 0;
    }

    /** Whether {@code node} is this directory or lies anywhere below it. */
    boolean holds(Node node) {
        if (node == this) {
            return true;
        }
        for (Node entry : entries.values()) {
            if (entry == node || (entry instanceof Directory directory && directory.holds(node))) {
                return true;
            }
        }
        return false;
    }
}

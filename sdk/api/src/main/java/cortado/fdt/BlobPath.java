package cortado.fdt;

/**
 * Finds the node at a path that the blob itself holds, as {@code stdout-path} does: an absolute path or an alias
 * (Devicetree Specification v0.4 §3.3, §3.6), either of which may be followed by {@code :} and options.
 */
final class BlobPath {
    private BlobPath() {}

    /** The node named by a string-valued property. */
    static int follow(FlatTree tree, int property) {
        int start = tree.nextString(property, FlatTree.ABSENT);
        if (start < 0) {
            return FlatTree.ABSENT;
        }
        byte[] blob = tree.blob();
        if (blob[start] != '/') {
            int alias = alias(tree, start, end(blob, start));
            start = tree.nextString(alias, FlatTree.ABSENT);
            if (start < 0 || blob[start] != '/') {
                return FlatTree.ABSENT;
            }
        }
        return walk(tree, start, end(blob, start));
    }

    /** A string that {@code nextString} gave has a NUL. */
    private static int end(byte[] blob, int start) {
        int end = start;
        while (blob[end] != 0 && blob[end] != ':') {
            end++;
        }
        return end;
    }

    private static int alias(FlatTree tree, int start, int end) {
        int aliases = tree.firstChild(tree.root());
        while (aliases >= 0 && !tree.text().is(tree.nameOffset(aliases), tree.names().aliases)) {
            aliases = tree.nextSibling(aliases);
        }
        int property = tree.firstProperty(aliases);
        while (property >= 0 && tree.text().after(tree.propertyNameOffset(property), start, end) != 0) {
            property = tree.nextProperty(property);
        }
        return property;
    }

    private static int walk(FlatTree tree, int start, int end) {
        byte[] blob = tree.blob();
        int node = tree.root();
        int at = start;
        while (node >= 0 && at < end) {
            int from = at + 1;
            at = from;
            while (at < end && blob[at] != '/') {
                at++;
            }
            if (at > from) {
                node = child(tree, node, from, at);
            }
        }
        return node;
    }

    private static int child(FlatTree tree, int node, int start, int end) {
        int child = tree.firstChild(node);
        while (child >= 0) {
            int next = tree.text().after(tree.nameOffset(child), start, end);
            if (next == 0 || next == '@') {
                return child;
            }
            child = tree.nextSibling(child);
        }
        return FlatTree.ABSENT;
    }
}

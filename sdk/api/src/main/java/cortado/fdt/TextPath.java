package cortado.fdt;

/** Finds the node at a path that the caller holds. */
final class TextPath {
    private TextPath() {}

    static int walk(FlatTree tree, String path) {
        int length = path.length();
        if (length == 0 || path.charAt(0) != '/') {
            return FlatTree.ABSENT;
        }
        int node = tree.root();
        int at = 0;
        while (node >= 0 && at < length) {
            int start = at + 1;
            at = start;
            while (at < length && path.charAt(at) != '/') {
                at++;
            }
            if (at > start) {
                node = child(tree, node, path, start, at);
            }
        }
        return node;
    }

    /** The first child whose name, its unit address left out or not, is this part of a path. */
    static int child(FlatTree tree, int node, String path, int start, int end) {
        int child = tree.firstChild(node);
        while (child >= 0) {
            int next = tree.text().after(tree.nameOffset(child), path, start, end);
            if (next == 0 || next == '@') {
                return child;
            }
            child = tree.nextSibling(child);
        }
        return FlatTree.ABSENT;
    }
}

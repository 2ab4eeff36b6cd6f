package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

/** Objects made at every depth of a recursion stay reachable; collections happen at every depth. */
final class DeepRecursionAndHeap {
    static void main() {
        say(build(0, 1500).length(), tree(14), spread(9, "x").length());
    }

    private static String build(int n, int limit) {
        int[] local = new int[50 + n % 100];
        local[n % 50] = n;
        String made = n >= limit ? "" : build(n + 1, limit);
        if (local[n % 50] != n) {
            throw new AssertionError("frame " + n + " lost its array");
        }
        return n % 10 == 0 ? made + (char) ('a' + local[n % 50] % 26) : made;
    }

    private record Tree(Tree left, Tree right, byte[] load) {}

    private static int tree(int depth) {
        Tree made = make(depth);
        int before = size(made);
        for (int i = 0; i < 20; i++) {
            make(10);
        }
        return before * 10 + (size(made) == before ? 1 : 0);
    }

    private static Tree make(int depth) {
        return depth == 0 ? null : new Tree(make(depth - 1), make(depth - 1), new byte[depth]);
    }

    private static int size(Tree t) {
        return t == null ? 0 : t.load().length + size(t.left()) + size(t.right());
    }

    private static String spread(int n, String s) {
        return n == 0 ? s : spread(n - 1, s + n) + spread(n - 1, n + s).substring(1);
    }
}

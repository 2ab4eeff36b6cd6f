package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

/** Long chains, deep trees and cycles survive the collector. */
final class LinkedStructures {
    private static final class Node {
        Node left;
        Node right;
        int value;

        Node(int value) {
            this.value = value;
        }
    }

    static void main() {
        Node head = null;
        for (int i = 0; i < 50_000; i++) {
            Node node = new Node(i);
            node.left = head;
            head = node;
        }
        churn();
        long sum = 0;
        int length = 0;
        for (Node at = head; at != null; at = at.left) {
            sum += at.value;
            length++;
        }
        say(length, sum);
        Node root = null;
        int seed = 1;
        for (int i = 0; i < 20_000; i++) {
            seed = seed * 69069 + 5;
            root = insert(root, seed >>> 8);
            if (i % 5000 == 0) {
                churn();
            }
        }
        say(count(root), ordered(root));
        Node ring = new Node(0);
        Node at = ring;
        for (int i = 1; i < 1000; i++) {
            at.right = new Node(i);
            at.right.left = at;
            at = at.right;
        }
        at.right = ring;
        ring.left = at;
        head = null;
        root = null;
        churn();
        int steps = 0;
        for (Node n = ring.left; n != ring; n = n.left) {
            steps += n.value;
        }
        say(steps);
    }

    private static void churn() {
        Node garbage = null;
        for (int i = 0; i < 60_000; i++) {
            Node n = new Node(i);
            if (i % 3 == 0) {
                n.left = garbage;
                garbage = i % 1000 == 0 ? null : n;
            }
        }
    }

    private static Node insert(Node root, int value) {
        Node made = new Node(value);
        if (root == null) {
            return made;
        }
        Node at = root;
        while (true) {
            if (value < at.value) {
                if (at.left == null) {
                    at.left = made;
                    return root;
                }
                at = at.left;
            } else {
                if (at.right == null) {
                    at.right = made;
                    return root;
                }
                at = at.right;
            }
        }
    }

    private static int count(Node n) {
        return n == null ? 0 : 1 + count(n.left) + count(n.right);
    }

    private static boolean ordered(Node n) {
        return n == null
                || (n.left == null || n.left.value < n.value)
                        && (n.right == null || n.right.value >= n.value)
                        && ordered(n.left)
                        && ordered(n.right);
    }
}

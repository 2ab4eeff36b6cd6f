package cortado.environ.text;

import java.util.Collection;

/** Finds the name that a misspelt one was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    /**
     * The candidate with the fewest letters changed, added, left out or swapped with their neighbour, provided that
     * less than half of the name had to change; null if there is none. A single letter is too little to go by. Of two
     * equally near the first is taken.
     */
    public static String to(String name, Collection<String> candidates) {
        if (name.length() < 2) {
            return null;
        }
        String nearest = null;
        int best = Math.max(1, name.length() / 2) + 1;
        for (String candidate : candidates) {
            int distance = distance(name, candidate);
            if (distance > 0 && distance < best && distance < Math.max(2, candidate.length())) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Whether two names differ so little that one is the other mistyped: by at most two edits, and letters remain. */
    public static boolean isSlip(String name, String other) {
        int distance = distance(name, other);
        return distance > 0 && distance <= 2 && distance * 3 <= Math.min(name.length(), other.length());
    }

    /** Whether one edit makes one of the other: for names that differ by little even when both are right. */
    public static boolean isOneEdit(String name, String other) {
        return distance(name, other) == 1;
    }

    /** A sentence's end: {@code ; did you mean 'x'?}, or nothing. */
    public static String suggestion(String name, Collection<String> candidates) {
        String nearest = to(name, candidates);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    /** Optimal string alignment: each of the four edits costs one. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + changed, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}

package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recursion: Ackermann, Hanoi, permutations, queens, mutual recursion, memory of results. */
final class Recursion {
    private static int moves;
    private static final Map<Long, Long> MEMORY = new HashMap<>();

    static void main() {
        say(ackermann(2, 9), even(101), moves(10), moves);
        List<String> all = new ArrayList<>();
        permute("abcd", "", all);
        say(all.size(), all.get(0), all.get(11), all.get(23));
        say(queens(6, 0, 0, 0, 0), queens(8, 0, 0, 0, 0), fibonacci(80), depth(2000));
    }

    private static int ackermann(int m, int n) {
        return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
    }

    private static boolean even(int n) {
        return n == 0 || odd(n - 1);
    }

    private static boolean odd(int n) {
        return n != 0 && even(n - 1);
    }

    private static int moves(int disks) {
        if (disks == 0) {
            return 0;
        }
        moves++;
        return moves(disks - 1) + 1 + moves(disks - 1);
    }

    private static void permute(String rest, String done, List<String> out) {
        if (rest.isEmpty()) {
            out.add(done);
        }
        for (int i = 0; i < rest.length(); i++) {
            permute(rest.substring(0, i) + rest.substring(i + 1), done + rest.charAt(i), out);
        }
    }

    private static int queens(int n, int row, int columns, int left, int right) {
        if (row == n) {
            return 1;
        }
        int count = 0;
        for (int free = ~(columns | left | right) & (1 << n) - 1; free != 0; free &= free - 1) {
            int bit = free & -free;
            count += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1);
        }
        return count;
    }

    private static long fibonacci(long n) {
        if (n < 2) {
            return n;
        }
        Long known = MEMORY.get(n);
        if (known != null) {
            return known;
        }
        long result = fibonacci(n - 1) + fibonacci(n - 2);
        MEMORY.put(n, result);
        return result;
    }

    private static int depth(int n) {
        return n == 0 ? 0 : 1 + depth(n - 1);
    }
}

package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/** Collections at work: breadth-first search, topological order, grouping, a game of life. */
final class Grids {
    private record Cell(int x, int y) {
        List<Cell> around() {
            List<Cell> cells = new ArrayList<>();
            for (int dx = -1; dx <= 1; dx++) {
                for (int dy = -1; dy <= 1; dy++) {
                    if (dx != 0 || dy != 0) {
                        cells.add(new Cell(x + dx, y + dy));
                    }
                }
            }
            return cells;
        }
    }

    static void main() {
        String[] maze = {"S.#.....", ".##.###.", "....#...", ".##.#.#.", "...#..#E"};
        Queue<Cell> open = new ArrayDeque<>();
        Map<Cell, Integer> steps = new HashMap<>();
        open.add(new Cell(0, 0));
        steps.put(new Cell(0, 0), 0);
        while (!open.isEmpty()) {
            Cell at = open.remove();
            if (maze[at.y()].charAt(at.x()) == 'E') {
                say("reached", at, steps.get(at));
            }
            for (Cell next : at.around()) {
                if ((next.x() == at.x() || next.y() == at.y())
                        && next.x() >= 0
                        && next.y() >= 0
                        && next.y() < maze.length
                        && next.x() < maze[0].length()
                        && maze[next.y()].charAt(next.x()) != '#'
                        && steps.putIfAbsent(next, steps.get(at) + 1) == null) {
                    open.add(next);
                }
            }
        }
        say(steps.size());
        Set<Cell> alive =
                new HashSet<>(List.of(new Cell(1, 0), new Cell(2, 1), new Cell(0, 2), new Cell(1, 2), new Cell(2, 2)));
        for (int generation = 0; generation < 20; generation++) {
            Map<Cell, Integer> neighbours = new HashMap<>();
            for (Cell cell : alive) {
                for (Cell next : cell.around()) {
                    neighbours.merge(next, 1, Integer::sum);
                }
            }
            Set<Cell> born = new HashSet<>();
            for (Map.Entry<Cell, Integer> e : neighbours.entrySet()) {
                if (e.getValue() == 3 || e.getValue() == 2 && alive.contains(e.getKey())) {
                    born.add(e.getKey());
                }
            }
            alive = born;
        }
        List<Cell> sorted = new ArrayList<>(alive);
        sorted.sort((a, b) -> a.y() == b.y() ? a.x() - b.x() : a.y() - b.y());
        say(sorted);
        Map<String, List<String>> needs = new TreeMap<>(Map.of(
                "shirt",
                List.of("tie", "belt"),
                "tie",
                List.of("jacket"),
                "pants",
                List.of("shoes", "belt"),
                "belt",
                List.of("jacket"),
                "socks",
                List.of("shoes")));
        List<String> order = new ArrayList<>();
        for (String s : needs.keySet()) {
            visit(s, needs, order);
        }
        say(order.reversed());
    }

    private static void visit(String s, Map<String, List<String>> needs, List<String> order) {
        if (order.contains(s)) {
            return;
        }
        for (String next : needs.getOrDefault(s, List.of())) {
            visit(next, needs, order);
        }
        order.add(s);
    }
}

package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** PriorityQueue: what comes out, and when. */
final class PriorityQueues {
    private record Job(String name, int priority) {}

    static void main() {
        PriorityQueue<Integer> queue = new PriorityQueue<>();
        int seed = 99;
        for (int i = 0; i < 200; i++) {
            seed = seed * 69069 + 1;
            queue.add(seed >>> 20);
            if (i % 4 == 3) {
                queue.poll();
            }
        }
        say(queue.size(), queue.peek(), queue.contains(queue.peek()), queue.remove(queue.peek()));
        int last = -1;
        int sum = 0;
        while (!queue.isEmpty()) {
            int next = queue.remove();
            sum = sum * 31 + next;
            if (next < last) {
                say("out of order");
            }
            last = next;
        }
        say(sum, last, queue.poll(), queue.peek());
        PriorityQueue<Job> jobs = new PriorityQueue<>(
                Comparator.comparingInt(Job::priority).reversed().thenComparing(Job::name));
        jobs.addAll(List.of(new Job("sweep", 1), new Job("cook", 5), new Job("bake", 5), new Job("rest", 3)));
        StringBuilder order = new StringBuilder();
        while (jobs.peek() != null) {
            order.append(jobs.poll().name()).append(' ');
        }
        say(order);
        PriorityQueue<String> copied = new PriorityQueue<>(List.of("q", "b", "z", "a"));
        copied.removeIf(s -> s.equals("b"));
        say(copied.poll(), copied.size(), copied.comparator());
        int[] distance = shortest(new int[][] {
            {0, 7, 9, 0, 0, 14},
            {7, 0, 10, 15, 0, 0},
            {9, 10, 0, 11, 0, 2},
            {0, 15, 11, 0, 6, 0},
            {0, 0, 0, 6, 0, 9},
            {14, 0, 2, 0, 9, 0}
        });
        say(distance[1], distance[2], distance[3], distance[4], distance[5]);
    }

    private static int[] shortest(int[][] weights) {
        int[] distance = new int[weights.length];
        java.util.Arrays.fill(distance, Integer.MAX_VALUE);
        distance[0] = 0;
        PriorityQueue<int[]> open = new PriorityQueue<>((a, b) -> Integer.compare(a[1], b[1]));
        open.add(new int[] {0, 0});
        while (!open.isEmpty()) {
            int[] at = open.poll();
            for (int next = 0; next < weights.length; next++) {
                int weight = weights[at[0]][next];
                if (weight > 0 && at[1] + weight < distance[next]) {
                    distance[next] = at[1] + weight;
                    open.add(new int[] {next, distance[next]});
                }
            }
        }
        return distance;
    }
}

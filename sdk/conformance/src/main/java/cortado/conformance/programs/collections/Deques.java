package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Stack;

/** ArrayDeque as queue, stack and ring; the old Stack. */
final class Deques {
    static void main() {
        Deque<Integer> deque = new ArrayDeque<>(3);
        long sum = 0;
        for (int i = 0; i < 1000; i++) {
            deque.addLast(i);
            deque.offerFirst(-i);
            if (i % 3 == 0) {
                sum += deque.pollLast() * 3L + deque.removeFirst();
            }
        }
        say(sum, deque.size(), deque.peekFirst(), deque.peekLast(), deque.contains(500), deque.contains(-501));
        deque.removeIf(x -> x % 100 != 0);
        say(
                deque,
                deque.getFirst(),
                deque.getLast(),
                deque.removeFirstOccurrence(100),
                deque.removeLastOccurrence(7),
                deque.remove(-200));
        StringBuilder down = new StringBuilder();
        for (Iterator<Integer> it = deque.descendingIterator(); it.hasNext(); ) {
            int x = it.next();
            down.append(x).append(',');
            if (x == 0) {
                it.remove();
            }
        }
        say(down, deque, deque.toArray().length);
        Deque<String> stack = new ArrayDeque<>();
        stack.push("a");
        stack.push("b");
        say(stack.pop(), stack.peek(), stack.pop(), stack.poll(), stack.peek(), stack.isEmpty());
        Queue<String> queue = new ArrayDeque<>(List.of("x", "y"));
        say(queue.offer("z"), queue.remove(), queue.element(), queue.size(), queue);
        Stack<Integer> old = new Stack<>();
        old.push(1);
        old.push(2);
        old.push(3);
        say(old, old.peek(), old.search(1), old.pop(), old.empty(), old.get(0), old.firstElement());
    }
}

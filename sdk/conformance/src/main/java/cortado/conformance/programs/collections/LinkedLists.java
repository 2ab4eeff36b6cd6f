package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;

/** LinkedList as a list, a queue and a stack. */
final class LinkedLists {
    static void main() {
        LinkedList<String> list = new LinkedList<>(List.of("b", "d"));
        list.addFirst("a");
        list.add(2, "c");
        list.addLast("e");
        list.add("f");
        say(
                list,
                list.peek(),
                list.peekLast(),
                list.getFirst(),
                list.element(),
                list.size(),
                list.indexOf("d"),
                list.get(4));
        say(list.poll(), list.pollLast(), list.pop(), list.removeLast(), list);
        list.push("z");
        list.offer("y");
        list.offerFirst("x");
        say(list, list.set(1, "Z"), list.remove(2), list.remove("nothing"), list.removeFirstOccurrence("x"), list);
        ListIterator<String> it = list.listIterator();
        it.next();
        it.add("inserted");
        it.next();
        it.set("changed");
        say(list, it.hasNext(), it.nextIndex(), it.previous());
        StringBuilder backwards = new StringBuilder();
        for (Iterator<String> down = list.descendingIterator(); down.hasNext(); ) {
            backwards.append(down.next());
        }
        list.addAll(1, List.of("p", "q"));
        say(
                backwards,
                list,
                list.contains("q"),
                list.hashCode(),
                list.equals(List.copyOf(list)),
                list.toArray().length);
        say(new LinkedList<>().poll(), new LinkedList<>().peekFirst(), new LinkedList<>().pollLast());
        LinkedList<String> copy = new LinkedList<>(list);
        copy.clear();
        say(copy, list.size(), list.reversed());
    }
}

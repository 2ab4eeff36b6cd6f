package cortado.conformance.programs.collections;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.ListIterator;

/** ArrayList: every way in and out. */
final class ArrayLists {
    static void main() {
        ArrayList<Integer> list = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            list.add(i * 7 % 11);
        }
        list.add(3, 100);
        list.addAll(5, List.of(200, 201));
        list.addAll(List.of(300));
        say(
                list,
                list.size(),
                list.indexOf(7),
                list.lastIndexOf(7),
                list.contains(201),
                list.indexOf(999),
                list.contains(null));
        say(list.remove(0), list.remove((Integer) 200), list.remove((Integer) 12345), list.set(1, -1), list.get(1));
        list.removeIf(x -> x % 2 == 0);
        say(list, list.hashCode(), list.equals(new ArrayList<>(list)), list.equals(null));
        list.replaceAll(x -> x * x);
        say(list, list.subList(2, 5), list.toArray().length, list.toArray(new Integer[0])[1], list.isEmpty());
        list.subList(1, 4).clear();
        say(
                list,
                list.retainAll(List.of(49, 9, 1)),
                list,
                list.containsAll(List.of(9, 1)),
                list.removeAll(List.of(9)),
                list);
        ListIterator<Integer> it = list.listIterator(list.size());
        while (it.hasPrevious()) {
            int at = it.previousIndex();
            Integer value = it.previous();
            if (value == 1) {
                it.set(-at);
            } else if (at % 2 == 0) {
                it.remove();
            } else {
                it.add(5000);
                it.previous();
            }
        }
        say(list);
        list.trimToSize();
        list.ensureCapacity(100);
        list.clear();
        say(list, list.isEmpty(), new ArrayList<>(Arrays.asList(1, null, 2)).indexOf(null));
        List<String> words = new ArrayList<>(Collections.nCopies(3, "w"));
        words.addFirst("first");
        words.addLast("last");
        say(words, words.getFirst(), words.getLast(), words.removeFirst(), words.removeLast(), words.reversed(), words);
    }
}

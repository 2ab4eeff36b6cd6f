package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

import java.util.HashMap;
import java.util.Map;

/** Strings made, kept as keys, joined and cut until the heap has turned over many times. */
final class StringChurn {
    static void main() {
        Map<String, StringBuilder> map = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            String key = "key" + i % 500;
            StringBuilder value = map.computeIfAbsent(key, k -> new StringBuilder());
            value.append((char) ('a' + i % 26));
            if (value.length() > 60) {
                map.put(key, new StringBuilder(value.substring(40)));
            }
            if (i % 10_000 == 9_999) {
                long sum = 0;
                for (Map.Entry<String, StringBuilder> e : map.entrySet()) {
                    sum += e.getKey().hashCode() * 31L ^ e.getValue().toString().hashCode();
                }
                say(i, map.size(), sum);
            }
        }
        String grown = "";
        for (int i = 0; i < 1500; i++) {
            grown += i;
        }
        say(grown.length(), grown.hashCode());
    }
}

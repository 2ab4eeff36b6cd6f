package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.api.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    private static List<Integer> readAll(int total, int textLength) {
        List<Integer> seen = new ArrayList<>();
        int from = 0;
        while (from >= 0) {
            Message answer = new Message();
            Page.write(answer, 5, from, total, (i, into) -> into.putInt(i).putText("x".repeat(textLength)));
            assertEquals(5, answer.id());
            int next = answer.takeInt();
            int count = answer.takeInt();
            assertTrue(count > 0 || total == 0, "a page without records would never end");
            for (int i = 0; i < count; i++) {
                seen.add(answer.takeInt());
                answer.takeText();
            }
            assertEquals(0, answer.remaining());
            from = next;
        }
        return seen;
    }

    @Test
    void everyRecordComesOnceAndInOrder() {
        for (int total : new int[] {0, 1, 2, 50}) {
            for (int textLength : new int[] {0, 10, 228, 460}) {
                List<Integer> seen = readAll(total, textLength);
                assertEquals(total, seen.size());
                for (int i = 0; i < total; i++) {
                    assertEquals(i, seen.get(i));
                }
            }
        }
    }

    @Test
    void aStartThatDoesNotExistIsAnEmptyLastPage() {
        Message answer = new Message();
        Page.write(answer, 1, 99, 3, (i, into) -> into.putInt(i));
        assertEquals(-1, answer.takeInt());
        assertEquals(0, answer.takeInt());
        Page.write(answer, 1, -5, 1, (i, into) -> into.putInt(i));
        assertEquals(-1, answer.takeInt());
        assertEquals(1, answer.takeInt());
    }

    @Test
    void longTextsAreCut() {
        assertEquals("short", Page.clip("short"));
        assertEquals(Page.TEXT_MOST, Page.clip("y".repeat(500)).length());
        assertTrue(Page.clip("y".repeat(500)).endsWith("..."));
    }
}

package cortado.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.platform.PlatformHolder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
    private static final int MOST = Limits.MESSAGE_PAYLOAD - 8;

    @BeforeEach
    void install() {
        RecordingPlatform platform = new RecordingPlatform();
        PlatformHolder.install(() -> platform);
    }

    private static String arriving(String sentence) {
        Message answer = Replies.error(new Message().reset(MessageType.CALL, 1), Status.NOT_FOUND, sentence);
        assertEquals(Status.NOT_FOUND, answer.takeInt());
        return answer.takeText();
    }

    @Test
    void aSentenceThatFitsArrivesWhole() {
        String longest = "x".repeat(MOST);
        assertEquals(longest, arriving(longest));
        assertEquals("\u00e9".repeat(MOST / 2), arriving("\u00e9".repeat(MOST / 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\u2014", "\ud83d\ude00"})
    void aLongerOneEndsBetweenTwoCharacters(String character) {
        for (String before : new String[] {"", "a", "ab", "abc"}) {
            String arrived = arriving(before + character.repeat(MOST));
            int width = character.getBytes(StandardCharsets.UTF_8).length;
            int bytes = arrived.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes <= MOST && bytes > MOST - width, bytes + " bytes");
            String told = arrived.substring(0, arrived.length() - 1);
            assertEquals(before + character.repeat((told.length() - before.length()) / character.length()), told);
        }
    }
}

package cortado.aot.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectCacheTest {
    @TempDir
    Path folder;

    @Test
    void givesBackWhatItKeeps() throws Exception {
        ObjectCache cache = new ObjectCache(folder.resolve("objects"));
        Path made = Files.writeString(folder.resolve("made.o"), "object");
        Path wanted = folder.resolve("wanted.o");
        assertFalse(cache.fetch("key", wanted));
        cache.keep("key", made);
        assertTrue(cache.fetch("key", wanted));
        assertEquals("object", Files.readString(wanted));
        assertFalse(cache.fetch("other", wanted));
    }

    @Test
    void theKeyCoversCommandCompilerSourcesAndHeaders() throws Exception {
        Path headers = Files.createDirectory(folder.resolve("headers"));
        Files.writeString(headers.resolve("a.h"), "1");
        String key = ObjectCache.key(List.of("-O2"), "14", Map.of("unit.c", "x"), List.of(headers));
        assertEquals(key, ObjectCache.key(List.of("-O2"), "14", Map.of("unit.c", "x"), List.of(headers)));
        assertNotEquals(key, ObjectCache.key(List.of("-O1"), "14", Map.of("unit.c", "x"), List.of(headers)));
        assertNotEquals(key, ObjectCache.key(List.of("-O2"), "15", Map.of("unit.c", "x"), List.of(headers)));
        assertNotEquals(key, ObjectCache.key(List.of("-O2"), "14", Map.of("unit.c", "y"), List.of(headers)));
        Files.writeString(headers.resolve("a.h"), "2");
        assertNotEquals(key, ObjectCache.key(List.of("-O2"), "14", Map.of("unit.c", "x"), List.of(headers)));
    }

    @Test
    void keepsNoMoreThanFourHundredObjects() throws Exception {
        ObjectCache cache = new ObjectCache(folder.resolve("objects"));
        Path made = Files.writeString(folder.resolve("made.o"), "object");
        for (int i = 0; i < 403; i++) {
            cache.keep("key" + i, made);
        }
        try (var kept = Files.list(folder.resolve("objects"))) {
            assertEquals(400, kept.count());
        }
    }
}

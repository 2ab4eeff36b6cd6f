package cortado.aot.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cortado.aot.AotRequest;
import cortado.aot.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image is made from decides whether it is made again, and not the folder that it lies in. */
class InputsTest {
    @TempDir
    Path folder;

    @Test
    void aCopyOfAProjectIsMadeOfTheSame() throws Exception {
        assertEquals(hash("first", "program", "api"), hash("second", "program", "api"));
    }

    @Test
    void contentAndTheOwnerOfAPackageCount() throws Exception {
        String hash = hash("first", "program", "api");
        assertNotEquals(hash, hash("second", "program!", "api"));
        assertNotEquals(hash, hash("third", "program", "app"));
        assertNotEquals(hash, hash("fourth", "program", "absent"));
    }

    private String hash(String project, String content, String owner) throws IOException {
        Path app = Files.createDirectories(folder.resolve(project).resolve("app"));
        Path api = Files.createDirectories(folder.resolve(project).resolve("api"));
        Files.writeString(app.resolve("Program.class"), content);
        Files.writeString(api.resolve("Api.class"), "api");
        Path work = folder.resolve(project);
        return Inputs.hash(AotRequest.of(Profile.APP, "Program")
                .classPath(app, api)
                .own(folder.resolve(project).resolve(owner), "cortado.api")
                .build(work.resolve("program.elf"), work));
    }
}

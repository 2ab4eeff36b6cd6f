package cortado.flash.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path build;

    @Test
    void onlyWhatAProcessThatIsGoneLeftIsDeleted() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path stale = Files.createDirectory(build.resolve("run-" + gone.pid() + "-123"));
        Files.write(stale.resolve("Image"), new byte[3]);
        Path board = Files.createDirectory(build.resolve("rpi4"));
        Path other = RunFolder.create(build);
        assertFalse(Files.exists(stale));
        Path mine = RunFolder.create(build);
        assertTrue(Files.isDirectory(mine));
        assertTrue(Files.isDirectory(other), "a run that still goes on keeps its folder");
        assertTrue(Files.isDirectory(board));
    }
}

package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.check.BoardCheck;
import cortado.environ.check.CheckReport;
import cortado.flash.command.CommandException;
import cortado.flash.pipeline.Modules;
import cortado.flash.pipeline.Project;
import cortado.flash.skeleton.BoardSkeleton;
import cortado.flash.skeleton.DriverSkeleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What {@code board new} and {@code driver new} make checks, builds, passes its own tests and runs, as it is. */
class SkeletonTest {
    @TempDir
    Path root;

    @AfterEach
    void deleteTheCopy() throws IOException {
        ProjectCopy.delete(root);
    }

    @Test
    void aNewBoardIsCheckedBuiltAndBooted() throws Exception {
        Project project = ProjectCopy.in(root);
        new BoardSkeleton(project, "my-pi", "rpi4").create();
        CheckReport report = BoardCheck.check(Path.of("my-pi"), project.root());
        assertTrue(report.ok(), report.text());
        try (Boards.Booted board = Boards.boot(project, "my-pi", command -> command)) {
            assertTrue(board.run("devices").contains("bcm2835-gpio"), board.run("devices"));
        }
        assertTrue(Files.isRegularFile(project.output("my-pi").resolve("my-pi.img")));
        CommandException e = assertThrows(CommandException.class, () -> new BoardSkeleton(project, "other", "rpi44"));
        assertEquals(
                "there is no board 'rpi44'; did you mean 'rpi4'?; there are my-pi, qemu-virt, qemu-virt-smmu, rpi4, rpi5",
                e.getMessage());
    }

    @Test
    void aNewDriverIsCompiledTestedAndBoundToItsDevice() throws Exception {
        Project project = ProjectCopy.in(root);
        String system = Files.readString(Boards.PROJECT.at("rootfs/system.yaml"));
        // A clock that QEMU's machine has and nobody drives.
        DriverSkeleton skeleton = new DriverSkeleton(project, "acme-clock", "arm,pl031");
        skeleton.create();
        assertEquals(system, Files.readString(Boards.PROJECT.at("rootfs/system.yaml")), "the copy alone is changed");
        Path driver = project.at("drivers/acme-clock");
        List<Path> api = new Modules(project).classPath(driver);
        compile(driver.resolve("src/main/java"), driver.resolve("target/classes"), api);
        test(driver, skeleton.main() + "Test", api, project);
        try (Boards.Booted board = Boards.boot(project, "qemu-virt", command -> command)) {
            String devices = board.run("devices");
            assertTrue(devices.lines().anyMatch(line -> line.matches("/\\S*@9010000 +acme-clock .*")), devices);
            assertTrue(board.run("ps").contains("acme-clock"), board.run("ps"));
        }
    }

    private static void test(Path driver, String name, List<Path> api, Project project) throws Exception {
        List<Path> classPath = new ArrayList<>(api);
        for (String module : List.of("sdk/testkit", "kernel")) {
            classPath.addAll(new Modules(project).classPath(project.at(module)));
        }
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(":", -1)) {
            classPath.add(Path.of(entry));
        }
        Path classes = driver.resolve("target/test-classes");
        compile(driver.resolve("src/test/java"), classes, classPath);
        List<URL> urls = new ArrayList<>();
        urls.add(classes.toUri().toURL());
        for (Path path : classPath) {
            if (Files.isDirectory(path)) {
                urls.add(path.toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(new URL[0]), SkeletonTest.class.getClassLoader())) {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(loader.loadClass(name)))
                    .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            Launcher launcher = LauncherFactory.create();
            launcher.execute(request, listener);
            StringWriter failures = new StringWriter();
            listener.getSummary().printFailuresTo(new PrintWriter(failures));
            assertEquals(2, listener.getSummary().getTestsSucceededCount(), failures.toString());
            assertEquals(0, listener.getSummary().getTotalFailureCount(), failures.toString());
        }
    }

    /** As the project's own build does, warnings included. */
    private static void compile(Path sources, Path target, List<Path> classPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Files.createDirectories(target);
        List<Path> files;
        try (Stream<Path> found = Files.walk(sources)) {
            files = found.filter(file -> file.toString().endsWith(".java")).toList();
        }
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean whole = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of(
                                    "--release",
                                    "25",
                                    "-Xlint:all,-processing,-path",
                                    "-Werror",
                                    "-proc:none",
                                    "-d",
                                    target.toString(),
                                    "-cp",
                                    String.join(
                                                    ":",
                                                    classPath.stream()
                                                            .map(Path::toString)
                                                            .toList())
                                            + ":"
                                            + sources.getParent().getParent().resolveSibling("target/classes")),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertTrue(whole, said.toString());
        }
    }
}

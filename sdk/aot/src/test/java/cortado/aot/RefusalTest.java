package cortado.aot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image cannot use is refused with class, method and line. */
class RefusalTest {
    /** As much of the SDK's platform as the programs here name. */
    private static final String PLATFORM = """
            package cortado.platform;
            public final class Platform {
                public static Platform current() {
                    return new Platform();
                }
                public int load32(long address) {
                    return cortado.metal.Metal.load32(address);
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void threadsAreRefused() throws IOException {
        refused(
                "new Thread(() -> {}).start();",
                "demo.Main.main (Main.java:4): uses java.lang.Thread.start: there are no threads:"
                        + " a process is one event loop over cortado.api.Poll",
                "demo.Main.main (Main.java:4): uses java.lang.Thread: there are no threads:"
                        + " a process is one event loop over cortado.api.Poll");
    }

    @Test
    void waitingOnMonitorsIsRefused() throws IOException {
        refused(
                "Object lock = \"\"; synchronized (lock) { lock.notifyAll(); }",
                "demo.Main.main (Main.java:4): uses java.lang.Object.notifyAll: there are no threads:"
                        + " a process is one event loop over cortado.api.Poll");
    }

    @Test
    void filesAreRefused() throws IOException {
        refused(
                "System.out.println(java.nio.file.Files.exists(java.nio.file.Path.of(\"x\")));",
                "demo.Main.main (Main.java:4): uses java.nio.file.Files.exists: there are no files:"
                        + " ask a server for what you need over a cortado.api.Channel",
                "demo.Main.main (Main.java:4): uses java.nio.file.Path.of: there are no files:"
                        + " ask a server for what you need over a cortado.api.Channel");
    }

    @Test
    void socketsAreRefused() throws IOException {
        refused(
                "new java.net.Socket(\"host\", 80).close();",
                "demo.Main.main (Main.java:4): uses java.net.Socket.close: there are no sockets:"
                        + " ask the network server for a cortado.api.Channel",
                "demo.Main.main (Main.java:4): uses java.net.Socket: there are no sockets:"
                        + " ask the network server for a cortado.api.Channel");
    }

    @Test
    void reflectionIsRefused() throws IOException {
        refused(
                "System.out.println(String.class.getMethods().length);",
                "demo.Main.main (Main.java:4): uses java.lang.Class.getMethods: there is no reflection:"
                        + " the image holds only what its code names; call it directly");
    }

    @Test
    void classLoadingIsRefused() throws IOException {
        refused(
                "Class.forName(args[0]);",
                "demo.Main.main (Main.java:4): uses java.lang.Class.forName: no class or resource is loaded at run"
                        + " time: name it in the code, or pass data in the environ");
    }

    @Test
    void processesAreRefused() throws IOException {
        refused(
                "Runtime.getRuntime().exec(args);",
                "demo.Main.main (Main.java:4): uses java.lang.Runtime.exec: a process starts no other by itself:"
                        + " name it in system.yaml, or ask the supervisor");
    }

    @Test
    void nativeMethodsAreRefused() throws IOException {
        refused(
                "secret(); } static native void secret(); static { ",
                "demo.Main.main (Main.java:4): calls the native method demo.Main.secret:"
                        + " there are no native libraries; write it in Java");
    }

    @Test
    void rawAddressesAreClosedToOthers() throws IOException {
        refused(
                "System.out.println(cortado.metal.Metal.load32(0x9000000));",
                "demo.Main.main (Main.java:4): uses cortado.metal.Metal.load32: cortado.metal is closed to all but"
                        + " trusted modules; go through cortado.api");
    }

    @Test
    void thePlatformIsClosedToOthers() throws IOException {
        refused(
                "System.out.println(cortado.platform.Platform.current().load32(0x9000000));",
                "demo.Main.main (Main.java:4): uses cortado.platform.Platform.current: cortado.platform is closed to"
                        + " all but trusted modules; go through cortado.api",
                "demo.Main.main (Main.java:4): uses cortado.platform.Platform.load32: cortado.platform is closed to"
                        + " all but trusted modules; go through cortado.api");
    }

    @Test
    void referencesToMethodsAreUsesToo() throws IOException {
        refused(
                "java.util.function.LongToIntFunction load = cortado.metal.Metal::load32;"
                        + " System.out.println(load.applyAsInt(0x9000000));",
                "demo.Main.main (Main.java:4): uses cortado.metal.Metal.load32: cortado.metal is closed to all but"
                        + " trusted modules; go through cortado.api");
    }

    @Test
    void whatIsNeverCalledIsNotRefused() throws IOException, AotException {
        AotCompiler.compile(request("} static void unused() throws Exception { Runtime.getRuntime().exec(\"x\");"));
    }

    @Test
    void trustedPackagesMayUseRawAddresses() throws IOException, AotException {
        Path classes = Programs.compile(folder, program("System.out.println(cortado.metal.Metal.load32(0x9000018));"));
        AotCompiler.compile(AotRequest.of(Profile.BARE, "demo.Main")
                .classPath(classes)
                .trust("demo")
                .build(folder.resolve("image.elf"), folder.resolve("work")));
    }

    private void refused(String statement, String... messages) throws IOException {
        AotRequest request = request(statement);
        var refusal = assertThrows(AotException.class, () -> AotCompiler.compile(request));
        assertEquals(List.of(messages), refusal.diagnostics());
    }

    private AotRequest request(String statement) throws IOException {
        return AotRequest.of(Profile.BARE, "demo.Main")
                .classPath(Programs.compile(folder, program(statement), PLATFORM))
                .build(folder.resolve("image.elf"), folder.resolve("work"));
    }

    private static String program(String statement) {
        return "package demo;\npublic class Main {\n    public static void main(String[] args) throws Exception {\n"
                + statement + "\n    }\n}\n";
    }
}

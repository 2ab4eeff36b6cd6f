package cortado.aot.refuse;

import java.util.List;
import java.util.Set;

/**
 * Something of the Java library that an image cannot use.
 *
 * @param owners classes, or packages where the name ends with a dot
 * @param members the methods and fields that are meant; all if empty
 * @param reason why not, and what to do instead
 */
record Rule(List<String> owners, Set<String> members, String reason) {
    private static final String THREADS = "there are no threads: a process is one event loop over cortado.api.Poll";
    private static final String FILES = "there are no files: ask a server for what you need over a cortado.api.Channel";
    private static final String NETWORK = "there are no sockets: ask the network server for a cortado.api.Channel";
    private static final String REFLECTION =
            "there is no reflection: the image holds only what its code names; call it directly";
    private static final String CLASSES =
            "no class or resource is loaded at run time: name it in the code, or pass data in the environ";
    private static final String PROCESSES =
            "a process starts no other by itself: name it in system.yaml, or ask the supervisor";
    private static final String NATIVE = "there are no native libraries: everything is compiled into the image";

    private static final String INTERNING =
            "there is no table of strings at run time: compare with equals, or keep a map of your own";

    static final List<Rule> ALL = List.of(
            all(
                    THREADS,
                    "java.util.concurrent.Executors",
                    "java.util.concurrent.ExecutorService",
                    "java.util.concurrent.ThreadPoolExecutor",
                    "java.util.concurrent.ForkJoinPool",
                    "java.util.concurrent.CompletableFuture",
                    "java.util.concurrent.CountDownLatch",
                    "java.util.concurrent.CyclicBarrier",
                    "java.util.concurrent.Semaphore",
                    "java.util.concurrent.locks.",
                    "java.util.Timer",
                    "java.util.TimerTask"),
            some(
                    THREADS,
                    "java.lang.Thread",
                    "<init>",
                    "start",
                    "sleep",
                    "join",
                    "interrupt",
                    "startVirtualThread",
                    "ofVirtual",
                    "ofPlatform",
                    "yield"),
            some(THREADS, "java.lang.Object", "wait", "notify", "notifyAll"),
            all(
                    FILES,
                    "java.io.File",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.FileReader",
                    "java.io.FileWriter",
                    "java.io.RandomAccessFile",
                    "java.nio.file.",
                    "java.nio.channels."),
            all(
                    NETWORK,
                    "java.net.Socket",
                    "java.net.ServerSocket",
                    "java.net.DatagramSocket",
                    "java.net.InetAddress",
                    "java.net.InetSocketAddress",
                    "java.net.URL",
                    "java.net.URLConnection",
                    "java.net.HttpURLConnection",
                    "java.net.http."),
            all(
                    REFLECTION,
                    "java.lang.reflect.Method",
                    "java.lang.reflect.Field",
                    "java.lang.reflect.Constructor",
                    "java.lang.reflect.Proxy",
                    "java.lang.reflect.InvocationHandler",
                    "java.lang.invoke."),
            some(
                    REFLECTION,
                    "java.lang.Class",
                    "getMethod",
                    "getMethods",
                    "getDeclaredMethod",
                    "getDeclaredMethods",
                    "getField",
                    "getFields",
                    "getDeclaredField",
                    "getDeclaredFields",
                    "getConstructor",
                    "getConstructors",
                    "getDeclaredConstructor",
                    "getDeclaredConstructors",
                    "newInstance",
                    "getAnnotation",
                    "getAnnotations",
                    "getDeclaredAnnotations",
                    "getRecordComponents"),
            some(CLASSES, "java.lang.Class", "forName", "getClassLoader", "getResource", "getResourceAsStream"),
            all(
                    CLASSES,
                    "java.lang.ClassLoader",
                    "java.net.URLClassLoader",
                    "java.util.ServiceLoader",
                    "java.lang.Module"),
            all(PROCESSES, "java.lang.Process", "java.lang.ProcessBuilder", "java.lang.ProcessHandle"),
            some(PROCESSES, "java.lang.Runtime", "exec", "addShutdownHook"),
            some(INTERNING, "java.lang.String", "intern"),
            some(NATIVE, "java.lang.Runtime", "load", "loadLibrary"),
            some(NATIVE, "java.lang.System", "load", "loadLibrary"));

    private static Rule all(String reason, String... owners) {
        return new Rule(List.of(owners), Set.of(), reason);
    }

    private static Rule some(String reason, String owner, String... members) {
        return new Rule(List.of(owner), Set.of(members), reason);
    }

    /** Whether the rule forbids a member of a class. */
    boolean forbids(String cls, String member) {
        boolean owner = owners.stream().anyMatch(name -> name.endsWith(".") ? cls.startsWith(name) : cls.equals(name));
        return owner && (members.isEmpty() || members.contains(member));
    }
}

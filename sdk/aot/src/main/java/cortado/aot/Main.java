package cortado.aot;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** The compiler from a shell: {@code PROFILE MAIN-CLASS CLASS-PATH OUTPUT.elf WORK-FOLDER [option value]...}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        if (arguments.length < 5) {
            System.err.println("usage: PROFILE MAIN-CLASS CLASS-PATH OUTPUT.elf WORK-FOLDER"
                    + " [--source FILE] [--include DIR] [--intrinsics HEADER] [--script FILE] [--define NAME=VALUE]"
                    + " [--trust PACKAGE] [--own PACKAGE=ENTRY] [--stack-limit BYTES]");
            System.exit(2);
        }
        try {
            AotResult result = AotCompiler.compile(parse(arguments));
            result.proof().forEach(out::println);
            out.printf(
                    Locale.ROOT,
                    "%s: %d bytes of text, %d of data, %s%n",
                    result.elf(),
                    result.textBytes(),
                    result.dataBytes(),
                    result.upToDate() ? "up to date" : result.milliseconds() + " ms");
        } catch (AotException e) {
            e.diagnostics().forEach(System.err::println);
            System.exit(1);
        }
    }

    private static AotRequest parse(String[] arguments) throws AotException {
        AotRequest.Builder request =
                AotRequest.of(Profile.valueOf(arguments[0].toUpperCase(Locale.ROOT)), arguments[1]);
        for (String entry : arguments[2].split(":", -1)) {
            request.classPath(Path.of(entry));
        }
        Deque<String> rest = new ArrayDeque<>(List.of(arguments).subList(5, arguments.length));
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (rest.isEmpty()) {
                throw new AotException(option + " needs a value");
            }
            String value = rest.pop();
            switch (option) {
                case "--source" -> request.source(Path.of(value));
                case "--include" -> request.include(Path.of(value));
                case "--intrinsics" -> request.intrinsics(value);
                case "--script" -> request.linkerScript(Path.of(value));
                case "--trust" -> request.trust(value);
                case "--own" -> {
                    int equals = value.indexOf('=');
                    if (equals < 0) {
                        throw new AotException("--own needs PACKAGE=ENTRY, not " + value);
                    }
                    request.own(Path.of(value.substring(equals + 1)), value.substring(0, equals));
                }
                case "--stack-limit" -> request.stackLimit(Integer.parseInt(value));
                case "--define" -> {
                    int equals = value.indexOf('=');
                    request.define(
                            equals < 0 ? value : value.substring(0, equals),
                            equals < 0 ? "1" : value.substring(equals + 1));
                }
                default -> throw new AotException("unknown option " + option);
            }
        }
        return request.build(Path.of(arguments[3]), Path.of(arguments[4]));
    }
}

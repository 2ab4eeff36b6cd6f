package cortado.app.catsay;

import static cortado.linux.LinuxCommand.PIPED;
import static java.nio.charset.StandardCharsets.UTF_8;

import cortado.api.Environ;
import cortado.api.Program;
import cortado.api.StatusException;
import cortado.linux.LinuxCommand;
import cortado.linux.LinuxProcess;

/** {@code catsay [dog] WORD...}: has a Linux program draw the animal that says it. */
public final class CatSay {
    private CatSay() {}

    /** Runs the Linux program with the arguments as its input. */
    public static void main(String[] unused) {
        Program program = new Program(Environ.current());
        boolean dog = program.arguments().contains("dog");
        String words = String.join(" ", program.arguments());
        try (LinuxProcess animal = new LinuxCommand("catsay")
                .env("CATSAY_MODE", dog ? "dog" : "cat")
                .arg(words)
                .stdout(PIPED)
                .spawn()) {
            String picture = new String(animal.stdout().readAllBytes(), UTF_8);
            program.print(picture.stripTrailing());
            int status = animal.waitFor();
            animal.problem().ifPresent(program::complain);
            Program.exit(status);
        } catch (StatusException e) {
            program.complain("catsay: " + e.getMessage());
            Program.exit(1);
        }
    }
}

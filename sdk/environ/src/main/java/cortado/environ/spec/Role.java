package cortado.environ.spec;

import java.util.Optional;

/** What a process is there for, and with that which file describes it. */
public enum Role {
    /** One process for each device it is bound to: {@code driver.yaml}. */
    DRIVER("driver"),
    /** Started once, offers services: {@code server.yaml}. */
    SERVER("server"),
    /** Started once, or from the shell: {@code app.yaml}. */
    APP("app");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The role with this word, or nothing. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word.equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** The word used in files and messages. */
    public String word() {
        return word;
    }

    /** The word with its article. */
    public String phrase() {
        return (this == APP ? "an " : "a ") + word;
    }

    /** The file that describes a process of this role. */
    public String fileName() {
        return word + ".yaml";
    }
}

package cortado.flash.run;

import java.util.regex.Pattern;

/** Tells from what a guest prints whether the last it printed is the shell's prompt, alone on its line. */
final class PromptWatch {
    /** Longer than a prompt between terminal controls. */
    private static final int LONGEST = 128;

    private static final Pattern CONTROL = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    private final StringBuilder line = new StringBuilder();

    /** Takes what came next. */
    void accept(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet == '\n' || octet == '\r') {
                line.setLength(0);
            } else if (line.length() < LONGEST) {
                line.append((char) Byte.toUnsignedInt(octet));
            }
        }
    }

    /** Whether the line that is being printed is the prompt, and no more than the prompt. */
    boolean isShown() {
        return CONTROL.matcher(line).replaceAll("").equals(RemoteShell.PROMPT);
    }
}

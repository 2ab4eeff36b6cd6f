package cortado.vmm.agent;

import java.util.List;
import java.util.Map;

/**
 * A command to be started in the guest.
 *
 * @param arguments the program, by path or by a name to search along {@code PATH}, and its arguments
 * @param variables its whole environment, but for {@code PATH} and {@code HOME}, which have a default
 * @param folder the working directory; empty for the root
 * @param user the numeric user, 0 for root
 * @param group the numeric group
 * @param terminal the size of the terminal that it gets, or null for three pipes
 * @param window how much of each output stream the host keeps for a slow reader, in bytes, 1 or more
 */
public record CommandRequest(
        List<String> arguments,
        Map<String, String> variables,
        String folder,
        int user,
        int group,
        TerminalSize terminal,
        int window) {
    /**
     * Copies list and map.
     *
     * @throws IllegalArgumentException if there is no program, or the window is empty
     */
    public CommandRequest {
        arguments = List.copyOf(arguments);
        variables = Map.copyOf(variables);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        if (window < 1) {
            throw new IllegalArgumentException("a window of " + window + " bytes; 1 or more was expected");
        }
    }

    /** A command on pipes, as root in the root directory, with a window of 32 KiB. */
    public static CommandRequest of(String... arguments) {
        return new CommandRequest(List.of(arguments), Map.of(), "", 0, 0, null, 32768);
    }

    /**
     * A terminal's size.
     *
     * @param rows 1 to 65535
     * @param columns 1 to 65535
     */
    public record TerminalSize(int rows, int columns) {}

    boolean onTerminal() {
        return terminal != null;
    }

    /**
     * The SPAWN frame.
     *
     * @throws IllegalArgumentException if it would be larger than a frame can be
     */
    byte[] frame(int number) {
        Payload frame = Payload.of(FrameType.SPAWN, 0, number);
        frame.put8(onTerminal() ? 1 : 0).put8(0).put16(arguments.size()).put16(variables.size());
        frame.put16(onTerminal() ? terminal.rows() : 0).put16(onTerminal() ? terminal.columns() : 0);
        frame.put16(0).put32(user).put32(group).put32(window).put32(window);
        frame.text(folder);
        arguments.forEach(frame::text);
        variables.forEach((name, value) -> frame.text(name + "=" + value));
        if (frame.length() > FrameType.LARGEST || arguments.size() + variables.size() > 4096) {
            throw new IllegalArgumentException("the command's arguments and variables take " + frame.length()
                    + " bytes; together at most " + FrameType.LARGEST + " bytes and 4096 of them were expected");
        }
        return frame.end();
    }
}

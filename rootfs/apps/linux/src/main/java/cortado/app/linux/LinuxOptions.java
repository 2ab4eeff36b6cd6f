package cortado.app.linux;

import cortado.linux.VmRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of {@code linux}, taken apart. */
final class LinuxOptions {
    /** The command line makes no sense. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String text) {
            super(text);
        }
    }

    /** What to do. */
    enum Action {
        RUN,
        LIST,
        KILL,
        HELP
    }

    Action action = Action.RUN;
    final List<VmRequest.Share> shares = new ArrayList<>();
    final List<VmRequest.DiskFile> disks = new ArrayList<>();
    final Map<String, String> variables = new LinkedHashMap<>();
    String folder = "";
    int cpus = VmRequest.CPUS;
    long memory = VmRequest.MEMORY;
    /** Whether the program is to have a terminal even though it is named. */
    boolean terminal;
    /** The program and its arguments, or what to kill. */
    final List<String> words = new ArrayList<>();

    private final List<String> arguments;
    private int at;

    private LinuxOptions(List<String> arguments) {
        this.arguments = arguments;
    }

    /** Takes them apart. */
    static LinuxOptions parse(List<String> arguments) throws UsageException {
        LinuxOptions options = new LinuxOptions(arguments);
        try {
            options.parse();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        return options;
    }

    private void parse() throws UsageException {
        while (at < arguments.size() && arguments.get(at).startsWith("-")) {
            String option = arguments.get(at++);
            if (option.equals("--")) {
                words.addAll(arguments.subList(at, arguments.size()));
                return;
            }
            take(option);
        }
        words.addAll(arguments.subList(at, arguments.size()));
        if (action == Action.RUN && !words.isEmpty()) {
            switch (words.getFirst()) {
                case "ps" -> only(Action.LIST, 1, "'linux ps' takes nothing more; 'linux -- ps' runs the guest's");
                case "kill" -> only(Action.KILL, 2, "'linux kill' takes the name of a virtual machine from 'linux ps'");
                default -> {}
            }
        }
    }

    private void only(Action meant, int count, String otherwise) throws UsageException {
        if (words.size() != count) {
            throw new UsageException(otherwise);
        }
        action = meant;
    }

    private void take(String option) throws UsageException {
        switch (option) {
            case "-e", "--env" -> {
                String pair = value(option);
                int equals = pair.indexOf('=');
                if (equals <= 0) {
                    throw new UsageException("'" + pair + "' is no variable; NAME=VALUE was expected");
                }
                variables.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
            case "-v", "--volume" -> shares.add(VmRequest.Share.parse(value(option)));
            case "--disk" -> disks.add(VmRequest.DiskFile.parse(value(option)));
            case "-w", "--workdir" -> folder = value(option);
            case "-t", "--tty" -> terminal = true;
            case "--memory" -> memory = VmRequest.memory(value(option));
            case "--cpus" -> {
                String text = value(option);
                try {
                    cpus = Integer.parseInt(text);
                } catch (NumberFormatException e) {
                    throw new UsageException("'" + text + "' is no number of CPUs");
                }
            }
            case "--help", "-h" -> action = Action.HELP;
            default -> throw new UsageException("there is no option " + option);
        }
    }

    private String value(String option) throws UsageException {
        if (at == arguments.size()) {
            throw new UsageException("after " + option + " its value is missing");
        }
        return arguments.get(at++);
    }

    /** The help text. */
    static List<String> help() {
        return List.of(
                "usage: linux [OPTION...] [COMMAND [ARGUMENT...]]",
                "       linux ps",
                "       linux kill NAME",
                "Runs a Linux program in a virtual machine of its own; without COMMAND, a shell.",
                "  -e NAME=VALUE         sets a variable of its environment",
                "  -v FOLDER:MOUNT[:ro]  shows a folder of Cortado's files to it",
                "  --disk FILE[:ro]      attaches a file as a disk, /dev/vda being the first",
                "  -w FOLDER             starts it in that folder of the guest",
                "  -t                    gives it the terminal, as a shell without COMMAND gets it",
                "  --cpus N              1 to 8, " + VmRequest.CPUS + " if not told otherwise",
                "  --memory SIZE         64M to 1G, " + (VmRequest.MEMORY >> 20) + "M if not told otherwise",
                "Its exit status is the program's, 128 + n if signal n ended it, 127 if there is no such program, 126 if",
                "it cannot be started, 125 if the virtual machine cannot. Ctrl-C ends it; a program that has the terminal",
                "gets Ctrl-C itself, and Ctrl-] typed three times ends it.");
    }
}

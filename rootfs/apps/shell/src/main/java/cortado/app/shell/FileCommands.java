package cortado.app.shell;

import cortado.api.service.FileInfo;
import cortado.api.service.FileTree;
import cortado.api.service.Files;
import java.util.List;

/** Commands about files. */
final class FileCommands {
    private static final int PIECE = 16 * 1024;

    private FileCommands() {}

    static List<Command> all() {
        return List.of(
                new Command("ls [-l] [PATH...]", "what is in directories", FileCommands::list),
                new Command("cp FROM... TO", "copies files", FileCommands::copy),
                new Command("mv FROM... TO", "moves or renames files", FileCommands::move),
                new Command(
                        "rm [-r] PATH...", "removes files; with -r, directories and all in them", FileCommands::remove),
                new Command("mkdir [-p] PATH...", "makes directories", FileCommands::makeDirectories),
                new Command("df", "how much room there is for files", FileCommands::space));
    }

    private static boolean takesOption(List<String> arguments, String option) {
        return !arguments.isEmpty() && arguments.getFirst().equals(option);
    }

    private static int list(Session session, List<String> arguments) {
        boolean details = takesOption(arguments, "-l");
        List<String> paths = details ? arguments.subList(1, arguments.size()) : arguments;
        paths = paths.isEmpty() ? List.of("/") : paths;
        FileTree files = session.files();
        Table table = new Table("MODE", "SIZE>", "NAME");
        for (String path : paths) {
            FileInfo info = files.info(path);
            List<Files.Entry> entries = info.isDirectory() ? files.list(path) : List.of(new Files.Entry(path, info));
            if (paths.size() > 1 && info.isDirectory() && !details) {
                session.out().line(path + ":");
            }
            for (Files.Entry entry : entries) {
                String name = entry.name() + (entry.info().isDirectory() ? "/" : "");
                if (details) {
                    table.row(mode(entry.info()), Long.toString(entry.info().size()), name);
                } else {
                    session.out().line(name);
                }
            }
        }
        if (details) {
            table.lines().forEach(session.out()::line);
        }
        return 0;
    }

    /** {@code drwxr-xr-x}. */
    static String mode(FileInfo info) {
        StringBuilder text = new StringBuilder(info.isDirectory() ? "d" : "-");
        for (int bit = 8; bit >= 0; bit--) {
            text.append((info.mode() >> bit & 1) != 0 ? "rwx".charAt((8 - bit) % 3) : '-');
        }
        return text.toString();
    }

    private static int copy(Session session, List<String> arguments) throws UsageException {
        return toTarget(session, arguments, FileCommands::copy);
    }

    private static int move(Session session, List<String> arguments) throws UsageException {
        return toTarget(session, arguments, FileCommands::move);
    }

    private interface Transfer {
        void run(FileTree files, String from, String to);
    }

    private static int toTarget(Session session, List<String> arguments, Transfer transfer) throws UsageException {
        Command.expect(arguments, 2, Integer.MAX_VALUE);
        FileTree files = session.files();
        String to = arguments.getLast();
        boolean into = files.exists(to) && files.info(to).isDirectory();
        if (arguments.size() > 2 && !into) {
            throw new UsageException(to + " is not a directory, but there are several files to go there");
        }
        for (String from : arguments.subList(0, arguments.size() - 1)) {
            String whole = FileTree.normal(from);
            String target = into ? to + whole.substring(whole.lastIndexOf('/')) : to;
            if (whole.equals(FileTree.normal(target))) {
                throw new UsageException(from + " and " + target + " are the same file");
            }
            transfer.run(files, from, target);
        }
        return 0;
    }

    private static void copy(FileTree files, String from, String to) {
        byte[] piece = new byte[PIECE];
        try (FileTree.OpenFile source = files.open(from, Files.READ);
                FileTree.OpenFile target = files.open(to, Files.WRITE | Files.CREATE | Files.TRUNCATE)) {
            long offset = 0;
            int count = source.read(offset, piece, 0, PIECE);
            while (count > 0) {
                target.write(offset, piece, 0, count);
                offset += count;
                count = source.read(offset, piece, 0, PIECE);
            }
        }
    }

    private static void move(FileTree files, String from, String to) {
        if (files.place(from).files() == files.place(to).files()) {
            files.rename(from, to);
        } else {
            copy(files, from, to);
            files.remove(from);
        }
    }

    private static int remove(Session session, List<String> arguments) throws UsageException {
        boolean all = takesOption(arguments, "-r");
        List<String> paths = all ? arguments.subList(1, arguments.size()) : arguments;
        Command.expect(paths, 1, Integer.MAX_VALUE);
        for (String path : paths) {
            if (all) {
                removeAll(session.files(), path);
            } else {
                session.files().remove(path);
            }
        }
        return 0;
    }

    private static void removeAll(FileTree files, String path) {
        if (files.info(path).isDirectory()) {
            for (Files.Entry entry : files.list(path)) {
                removeAll(files, path + "/" + entry.name());
            }
        }
        files.remove(path);
    }

    private static int makeDirectories(Session session, List<String> arguments) throws UsageException {
        boolean parents = takesOption(arguments, "-p");
        List<String> paths = parents ? arguments.subList(1, arguments.size()) : arguments;
        Command.expect(paths, 1, Integer.MAX_VALUE);
        for (String path : paths) {
            String whole = FileTree.normal(path);
            for (int at = whole.indexOf('/', 1); parents && at > 0; at = whole.indexOf('/', at + 1)) {
                makeMissing(session.files(), whole.substring(0, at));
            }
            if (parents) {
                makeMissing(session.files(), whole);
            } else {
                session.files().makeDirectory(whole);
            }
        }
        return 0;
    }

    private static void makeMissing(FileTree files, String path) {
        if (!files.exists(path)) {
            files.makeDirectory(path);
        }
    }

    private static int space(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 0, 0);
        Files.Space space = session.files().place("/").files().space(Session.patience());
        Table table = new Table("", "ALL>", "FREE>");
        table.row("space", Amount.bytes(space.bytes()), Amount.bytes(space.freeBytes()));
        table.row("files", Long.toString(space.files()), Long.toString(space.freeFiles()));
        table.lines().forEach(session.out()::line);
        return 0;
    }
}

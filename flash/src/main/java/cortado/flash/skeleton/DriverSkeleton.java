package cortado.flash.skeleton;

import cortado.flash.command.CommandException;
import cortado.flash.command.Exit;
import cortado.flash.pipeline.Project;
import cortado.flash.pipeline.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** A driver of one register: spec, sources, a simulated device and a test, entered where the project lists drivers. */
public final class DriverSkeleton {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int NAME_MOST = 24;
    private static final String SUFFIX = "Driver";
    private static final List<String> SOURCES =
            List.of("Driver.java", "DriverRegister.java", "SimulatedDriver.java", "DriverTest.java");
    private static final String MODULES = "drivers/pom.xml";
    private static final String SYSTEM = "rootfs/system.yaml";

    private final Project project;
    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * A driver to be made.
     *
     * @param compatible what its devices call themselves in a device tree
     */
    public DriverSkeleton(Project project, String name, String compatible) throws IOException {
        this.project = project;
        this.name = name;
        if (!NAME.matcher(name).matches() || name.length() > NAME_MOST) {
            throw new CommandException(
                    Exit.USAGE,
                    "'" + name + "' found; a name of lower-case letters, digits and inner hyphens, at most 24 of them,"
                            + " was expected, such as acme-adc");
        }
        if (!compatible.matches("[\\w,.+-]+")) {
            throw new CommandException(
                    Exit.USAGE, "'" + compatible + "' found; a compatible string such as acme,adc was expected");
        }
        List<String> parts = List.of(name.split("-", -1));
        boolean dotted = parts.stream().allMatch(SourceVersion::isName);
        String joined = String.join("", parts);
        StringBuilder className = new StringBuilder();
        parts.forEach(part ->
                className.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1)));
        values.put("NAME", name);
        values.put(
                "PACKAGE",
                "cortado.driver."
                        + (dotted
                                ? String.join(".", parts)
                                : joined + (SourceVersion.isName(joined) ? "" : SUFFIX.toLowerCase(Locale.ROOT))));
        values.put("CLASS", className + (isUsed(className.toString()) ? SUFFIX : ""));
        values.put("SERVICE", name);
        values.put("COMPATIBLE", compatible);
    }

    /** Whether the sources mean another class by this name, such as {@code Message} or {@code String}. */
    private static boolean isUsed(String className) throws IOException {
        Pattern word = Pattern.compile("\\b" + className + "\\b");
        for (String template : SOURCES) {
            if (word.matcher(template(template)).find()) {
                return true;
            }
        }
        return false;
    }

    /** The driver's class, with its package. */
    public String main() {
        return values.get("PACKAGE") + "." + values.get("CLASS");
    }

    /**
     * Writes everything.
     *
     * @return the files that are new or changed
     */
    public List<Path> create() throws IOException {
        Path folder = project.at("drivers").resolve(name);
        if (Files.exists(folder)) {
            throw new CommandException(Exit.USAGE, project.shown(folder) + " is there already; choose another name");
        }
        if (Files.readString(project.at(SYSTEM)).contains("\n  - " + name + "\n")) {
            throw new CommandException(
                    Exit.USAGE, "'" + name + "' is a program of " + SYSTEM + " already; choose another name");
        }
        String sources = "java/" + values.get("PACKAGE").replace('.', '/') + "/";
        String className = values.get("CLASS");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", "pom.xml");
        files.put("driver.yaml", "driver.yaml");
        files.put("README.md", "README.md");
        files.put("Driver.java", "src/main/" + sources + className + ".java");
        files.put("DriverRegister.java", "src/main/" + sources + className + "Register.java");
        files.put("SimulatedDriver.java", "src/test/" + sources + "Simulated" + className + ".java");
        files.put("DriverTest.java", "src/test/" + sources + className + "Test.java");
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getValue());
            WholeFile.write(target, filled(file.getKey()).getBytes(StandardCharsets.UTF_8));
            written.add(target);
        }
        written.add(insert(MODULES, "  </modules>", "    <module>" + name + "</module>\n"));
        written.add(insert(SYSTEM, "run:", "  - " + name + "\n"));
        return written;
    }

    private static String template(String name) throws IOException {
        try (InputStream in = DriverSkeleton.class.getResourceAsStream("driver/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String filled(String template) throws IOException {
        String text = template(template);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }

    /** Puts a line before another one. */
    private Path insert(String file, String before, String line) throws IOException {
        Path path = project.at(file);
        String text = Files.readString(path);
        int at = text.indexOf("\n" + before) + 1;
        if (at == 0) {
            throw new CommandException(file + " has no line '" + before.strip() + "', before which the driver would go;"
                    + " put '" + line.strip() + "' there by hand");
        }
        WholeFile.write(path, (text.substring(0, at) + line + text.substring(at)).getBytes(StandardCharsets.UTF_8));
        return path;
    }
}

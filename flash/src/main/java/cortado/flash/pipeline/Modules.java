package cortado.flash.pipeline;

import cortado.flash.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The reactor's modules: where each lies and what of the others it is compiled against. */
public final class Modules {
    private static final int DEPTH = 5;

    /** A module's folder and the modules that it needs, by artifact. */
    private record Module(Path folder, List<String> needs) {}

    private final Map<String, Module> byArtifact = new TreeMap<>();

    /** Reads every {@code pom.xml} of the project. */
    public Modules(Project project) throws IOException {
        List<Path> poms;
        try (Stream<Path> files = Files.walk(project.root(), DEPTH)) {
            poms = files.filter(file -> file.endsWith("pom.xml"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
        for (Path pom : poms) {
            Element module = parse(pom).getDocumentElement();
            List<String> needs = new ArrayList<>();
            for (Element list : children(module, "dependencies")) {
                for (Element dependency : children(list, "dependency")) {
                    if (text(dependency, "groupId").equals("cortado")
                            && !text(dependency, "scope").equals("test")) {
                        needs.add(text(dependency, "artifactId"));
                    }
                }
            }
            // What the parent depends on, every child does.
            children(module, "parent").forEach(parent -> needs.add(text(parent, "artifactId")));
            byArtifact.put(text(module, "artifactId"), new Module(pom.getParent(), needs));
        }
    }

    /** The class folders that the module in this folder is compiled against, its own first. */
    public List<Path> classPath(Path folder) {
        Set<Path> classes = new LinkedHashSet<>();
        for (Module module : byArtifact.values()) {
            if (module.folder().equals(folder)) {
                add(module, classes);
                return List.copyOf(classes);
            }
        }
        throw new CommandException(folder + " has no pom.xml: every driver, server and app is a Maven module");
    }

    /** The class folders of all modules, the host's own included, since it decides how the board's are compiled. */
    List<Path> allClasses() {
        return byArtifact.values().stream()
                .map(module -> classesOf(module.folder()))
                .toList();
    }

    /** The class folder of the module with this artifact. */
    Path classesOf(String artifact) {
        Module module = byArtifact.get(artifact);
        if (module == null) {
            throw new CommandException("no pom.xml of the checkout has the artifactId " + artifact);
        }
        return classesOf(module.folder());
    }

    private void add(Module module, Set<Path> classes) {
        if (classes.add(classesOf(module.folder()))) {
            for (String need : module.needs()) {
                add(byArtifact.get(need), classes);
            }
        }
    }

    /** The folder of the module that a file lies in. */
    static Path around(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        while (!Files.isRegularFile(folder.resolve("pom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** Where Maven puts a module's classes. */
    static Path classesOf(Path folder) {
        return folder.resolve("target/classes");
    }

    private static Document parse(Path pom) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile());
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(pom + ": " + e.getMessage(), e);
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .findFirst()
                .map(element -> element.getTextContent().strip())
                .orElse("");
    }
}

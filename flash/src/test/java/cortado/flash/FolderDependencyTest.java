package cortado.flash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Holds the reactor to the folder table of the architecture: what a folder's main code may depend on. */
class FolderDependencyTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** Folder prefix, longest match first, to the Cortado artifacts (or prefixes ending in {@code *}) it may use. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("sdk/api", Set.of()),
            Map.entry("sdk/environ", Set.of("cortado-api")),
            Map.entry("sdk/aot", Set.of()),
            Map.entry("sdk/testkit", Set.of("cortado-api", "cortado-kernel")),
            Map.entry(
                    "sdk/fuzz",
                    Set.of(
                            "cortado-environ",
                            "cortado-kernel",
                            "cortado-vmm",
                            "cortado-testkit",
                            "cortado-driver-virtio",
                            "cortado-driver-virtio-blk",
                            "cortado-driver-virtio-rng",
                            "cortado-driver-pl011",
                            "cortado-driver-bcm2835-gpio",
                            "cortado-driver-bcm2835-mailbox",
                            "cortado-driver-bcm2835-pm",
                            "cortado-driver-sdhci",
                            "cortado-server-files",
                            "cortado-server-linux",
                            "cortado-server-supervisor")),
            Map.entry("sdk/conformance", Set.of("cortado-aot")),
            Map.entry("kernel", Set.of("cortado-api")),
            Map.entry("arch", Set.of("cortado-api", "cortado-kernel")),
            Map.entry("vmm-el2", Set.of("cortado-api")),
            Map.entry("drivers", Set.of("cortado-api", "cortado-driver-virtio")),
            Map.entry("rootfs", Set.of("cortado-api", "cortado-environ", "cortado-vmm")),
            Map.entry(
                    "flash",
                    Set.of("cortado-api", "cortado-environ", "cortado-aot", "cortado-fuzz", "cortado-testkit")));

    @Test
    void mainCodeDependsOnlyOnTheFoldersBelowIt() throws Exception {
        List<String> wrong = new ArrayList<>();
        List<Path> poms = poms();
        assertFalse(poms.size() < 8, () -> "the reactor's poms were not found below " + ROOT);
        for (Path pom : poms) {
            String folder = ROOT.relativize(pom.getParent()).toString();
            Set<String> allowed = allowed(folder);
            for (Element dependency : dependencies(pom)) {
                String artifact = child(dependency, "artifactId");
                String scope = child(dependency, "scope");
                if (child(dependency, "groupId").equals("cortado")
                        && !scope.equals("test")
                        && !allowed.contains(artifact)) {
                    wrong.add(folder + " may not depend on " + artifact + "; it may use "
                            + allowed.stream().sorted().toList());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static Set<String> allowed(String folder) {
        return ALLOWED.entrySet().stream()
                .filter(entry -> folder.equals(entry.getKey()) || folder.startsWith(entry.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no rule for folder " + folder));
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 4)) {
            return files.filter(file -> file.endsWith("pom.xml"))
                    .filter(file -> !file.getParent().equals(ROOT))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/build/"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Element> dependencies(Path pom) throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        List<Element> found = new ArrayList<>();
        NodeList all = project.getElementsByTagName("dependency");
        for (int i = 0; i < all.getLength(); i++) {
            Node section = all.item(i).getParentNode();
            if (section.getParentNode().equals(project)) {
                found.add((Element) all.item(i));
            }
        }
        return found;
    }

    private static String child(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}

package cortado.environ.yaml;

import cortado.environ.binding.NodeBinding;
import cortado.environ.binding.NodeBinding.Block;
import cortado.environ.binding.NodeBinding.Count;
import cortado.environ.binding.NodeBinding.Property;
import cortado.environ.report.Diagnostics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Loads the files of {@code dts/bindings}. */
public final class BindingFile {
    private static final String BLOCKS = "'any', or a list of register blocks with name and size,";
    private static final String COUNT = "a number of interrupts, or a mapping with min and max,";

    private BindingFile() {}

    /**
     * Loads one file.
     *
     * @param shown the file's name in messages
     * @return nothing if the file has an error, which is among the diagnostics then
     */
    public static Optional<NodeBinding> load(Path file, String shown, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<NodeBinding> binding = YamlFile.open(file, shown, own).map(section -> read(section, file));
        diagnostics.addAll(own);
        return own.hasErrors() ? Optional.empty() : binding;
    }

    private static NodeBinding read(Section section, Path file) {
        String name = String.valueOf(file.getFileName()).replace(".yaml", "");
        String title = section.text("title", "what kind of device it is");
        section.text("source", "the document that the facts are from");
        List<String> compatible = section.texts("compatible", "a list such as [\"arm,pl011\"]", true);
        boolean anyReg = section.isText("reg");
        List<Block> reg = new ArrayList<>();
        if (anyReg) {
            section.choice("reg", Map.of("any", true), true);
        } else {
            for (Section.Item item : section.items("reg", BLOCKS, false)) {
                item.section("a register block with name and size")
                        .map(BindingFile::block)
                        .ifPresent(reg::add);
            }
        }
        Count interrupts = count(section);
        Map<String, Property> properties = new LinkedHashMap<>();
        section.section("properties", "a mapping of properties to what they are", false)
                .ifPresent(all -> {
                    for (String property : all.names()) {
                        all.section(property, "a mapping with type", true)
                                .map(BindingFile::property)
                                .ifPresent(read -> properties.put(property, read));
                    }
                });
        section.end();
        return new NodeBinding(name, title, compatible, reg, anyReg, interrupts, properties);
    }

    private static Block block(Section section) {
        Block block = new Block(
                section.text("name", "what is in the block"),
                section.number("size", "a size in bytes", Units::bytes, 1, 1L << 32, null),
                section.flag("optional", false));
        section.end();
        return block;
    }

    private static Count count(Section section) {
        if (!section.has("interrupts")) {
            section.text("interrupts", COUNT, "");
            return new Count(0, 0);
        }
        if (section.isText("interrupts")) {
            if (section.text("interrupts", COUNT).equals("any")) {
                return new Count(0, Integer.MAX_VALUE);
            }
            int exactly = (int) section.number("interrupts", COUNT, Units::number, 0, 1024, null);
            return new Count(exactly, exactly);
        }
        return section.section("interrupts", COUNT, true)
                .map(range -> {
                    int least = (int) range.number("min", "a number of interrupts", Units::number, 0, 1024, 0L);
                    int most = (int) range.number("max", "a number of interrupts", Units::number, 0, 1024, 1024L);
                    if (least > most) {
                        range.wrong("min", "'" + least + "' found; at most max, which is " + most + ", was expected");
                    }
                    range.end();
                    return new Count(least, most);
                })
                .orElse(new Count(0, 0));
    }

    private static Property property(Section section) {
        Map<String, NodeBinding.Type> types = new LinkedHashMap<>();
        for (NodeBinding.Type type : NodeBinding.Type.values()) {
            types.put(type.name().toLowerCase(Locale.ROOT), type);
        }
        NodeBinding.Type type = section.choice("type", types, null);
        boolean required = section.flag("required", false);
        List<String> values = section.texts("values", "a list of what it may be", false);
        Optional<String> cells = Optional.of(section.text("cells", "a property such as #clock-cells", ""))
                .filter(name -> !name.isEmpty());
        if (type == NodeBinding.Type.PHANDLES && cells.isEmpty()) {
            section.wrong(
                    "cells",
                    "missing; the property that says how many cells follow, such as #clock-cells," + " was expected");
        }
        section.end();
        return new Property(type, required, values, cells);
    }
}

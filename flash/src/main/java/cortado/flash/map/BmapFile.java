package cortado.flash.map;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Block maps as files: the bmap format, version 2.0, which {@code bmaptool} reads and writes too. */
public final class BmapFile {
    private static final Pattern CHECKSUM_FIELD = Pattern.compile("(<BmapFileChecksum>\\s*)([0-9a-f]{64})");
    private static final Pattern BLOCKS = Pattern.compile("\\s*(\\d+)(?:\\s*-\\s*(\\d+))?\\s*");
    private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");

    private BmapFile() {}

    /** The file's text; the same map gives the same text. */
    public static String text(BlockMap map) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                <?xml version="1.0" ?>
                <bmap version="2.0">
                    <ImageSize> %d </ImageSize>
                    <BlockSize> %d </BlockSize>
                    <BlocksCount> %d </BlocksCount>
                    <MappedBlocksCount> %d </MappedBlocksCount>
                    <ChecksumType> sha256 </ChecksumType>
                    <BmapFileChecksum> %s </BmapFileChecksum>
                    <BlockMap>
                """,
                map.imageSize(),
                BlockMap.BLOCK,
                blocks(map.imageSize()),
                map.ranges().stream()
                        .mapToLong(range -> blocks(range.span().length()))
                        .sum(),
                "0".repeat(Sha256.DIGITS)));
        for (MappedRange range : map.ranges()) {
            long first = range.offset() / BlockMap.BLOCK;
            long last = first + blocks(range.span().length()) - 1;
            text.append("        <Range chksum=\"").append(range.sha256()).append("\"> ");
            text.append(first == last ? Long.toString(first) : first + "-" + last)
                    .append(" </Range>\n");
        }
        return withChecksum(text.append("    </BlockMap>\n</bmap>\n").toString());
    }

    private static long blocks(long bytes) {
        return (bytes + BlockMap.BLOCK - 1) / BlockMap.BLOCK;
    }

    /** The format hashes the file with zeros in the place of the hash. */
    private static String withChecksum(String zeroed) {
        String sum = Sha256.of(zeroed.getBytes(StandardCharsets.UTF_8));
        return CHECKSUM_FIELD.matcher(zeroed).replaceFirst("$1" + sum);
    }

    /**
     * Reads a file's text. Ranges may be longer than those that this project makes.
     *
     * @throws MapException if it is not a bmap 2.0 file with SHA-256 and blocks of 4096 bytes, or was damaged
     */
    public static BlockMap read(String text) {
        checkSum(text);
        Elements elements = elements(text);
        expect(elements, "ChecksumType", "sha256");
        expect(elements, "BlockSize", Integer.toString(BlockMap.BLOCK));
        long size = number(field(elements, "ImageSize"));
        List<MappedRange> ranges = new ArrayList<>();
        for (Blocks blocks : elements.blocks()) {
            ranges.add(range(blocks, size));
        }
        return new BlockMap(size, ranges);
    }

    /** A range as the file has it. */
    private record Blocks(String text, String sum) {}

    /** What a file says: its simple elements by name, every text of each, and its ranges. */
    private record Elements(Map<String, List<String>> fields, List<Blocks> blocks) {}

    private static Elements elements(String text) {
        Elements elements = new Elements(new HashMap<>(), new ArrayList<>());
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    element(reader, elements);
                }
            }
            return elements;
        } catch (XMLStreamException e) {
            throw new MapException("not a bmap file: " + e.getMessage());
        }
    }

    private static void element(XMLStreamReader reader, Elements elements) throws XMLStreamException {
        String name = reader.getLocalName();
        switch (name) {
            case "bmap" -> {
                String version = reader.getAttributeValue(null, "version");
                if (version == null || !version.startsWith("2.")) {
                    throw new MapException("bmap version '" + version + "' found, 2.0 expected");
                }
            }
            case "BlockMap" -> {} // holds the ranges
            case "Range" -> {
                String sum = reader.getAttributeValue(null, "chksum");
                elements.blocks().add(new Blocks(reader.getElementText(), sum == null ? "" : sum));
            }
            default ->
                elements.fields()
                        .computeIfAbsent(name, first -> new ArrayList<>())
                        .add(reader.getElementText().strip());
        }
    }

    private static MappedRange range(Blocks element, long size) {
        Matcher blocks = BLOCKS.matcher(element.text());
        String sum = element.sum();
        if (!blocks.matches() || !SUM.matcher(sum).matches()) {
            throw new MapException("a range of '" + element.text().strip() + "' with hash '" + sum
                    + "' found; two block numbers and 64 hexadecimal digits expected");
        }
        long first = number(blocks.group(1));
        long last = blocks.group(2) == null ? first : number(blocks.group(2));
        long offset = first * BlockMap.BLOCK;
        long length = Math.min((Math.min(last, size / BlockMap.BLOCK) + 1) * BlockMap.BLOCK, size) - offset;
        if (last < first || first > size / BlockMap.BLOCK || length < 1) {
            throw new MapException("range " + first + "-" + last + " is empty or outside of the image");
        }
        return new MappedRange(new Span(offset, length), sum);
    }

    private static void checkSum(String text) {
        Matcher field = CHECKSUM_FIELD.matcher(text);
        if (!field.find()) {
            throw new MapException("no BmapFileChecksum of SHA-256 was found; a bmap 2.0 file was expected");
        }
        String zeroed = field.replaceFirst("$1" + "0".repeat(Sha256.DIGITS));
        if (!Sha256.of(zeroed.getBytes(StandardCharsets.UTF_8)).equals(field.group(2))) {
            throw new MapException("the file's own checksum does not match: it was cut short or changed");
        }
    }

    private static void expect(Elements elements, String name, String value) {
        String found = field(elements, name);
        if (!found.equals(value)) {
            throw new MapException(name + " '" + found + "' found, '" + value + "' expected");
        }
    }

    private static String field(Elements elements, String name) {
        List<String> found = elements.fields().getOrDefault(name, List.of());
        if (found.size() != 1) {
            throw new MapException(found.size() + " elements " + name + " found, 1 expected");
        }
        return found.getFirst();
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new MapException("'" + digits + "' found, a number expected");
        }
    }
}

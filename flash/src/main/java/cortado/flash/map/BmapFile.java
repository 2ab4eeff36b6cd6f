package cortado.flash.map;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Block maps as files: the bmap format, version 2.0, which {@code bmaptool} reads and writes too. */
public final class BmapFile {
    private static final Pattern CHECKSUM_FIELD = Pattern.compile("(<BmapFileChecksum>\\s*)([0-9a-f]{64})");
    private static final Pattern BLOCKS = Pattern.compile("\\s*(\\d+)(?:\\s*-\\s*(\\d+))?\\s*");
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

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
     * Reads a file's text. Longer ranges than this project makes are accepted up to 2 GiB.
     *
     * @throws MapException if it is not a bmap 2.0 file with SHA-256 and blocks of 4096 bytes, or was damaged
     */
    public static BlockMap read(String text) {
        checkSum(text);
        Element root = parse(text).getDocumentElement();
        if (!root.getAttribute("version").startsWith("2.")) {
            throw new MapException("bmap version '" + root.getAttribute("version") + "' found, 2.0 expected");
        }
        expect(root, "ChecksumType", "sha256");
        expect(root, "BlockSize", Integer.toString(BlockMap.BLOCK));
        long size = number(field(root, "ImageSize"));
        List<MappedRange> ranges = new ArrayList<>();
        NodeList elements = root.getElementsByTagName("Range");
        for (int i = 0; i < elements.getLength(); i++) {
            ranges.add(range((Element) elements.item(i), size));
        }
        return new BlockMap(size, ranges);
    }

    private static MappedRange range(Element element, long size) {
        Matcher blocks = BLOCKS.matcher(element.getTextContent());
        String sum = element.getAttribute("chksum");
        if (!blocks.matches() || !sum.matches("[0-9a-f]{64}")) {
            throw new MapException("a range of '" + element.getTextContent().strip() + "' with hash '" + sum
                    + "' found; two block numbers and 64 hexadecimal digits expected");
        }
        long first = number(blocks.group(1));
        long last = blocks.group(2) == null ? first : number(blocks.group(2));
        long offset = first * BlockMap.BLOCK;
        long length = Math.min((last + 1) * BlockMap.BLOCK, size) - offset;
        if (last < first || length < 1 || length > Integer.MAX_VALUE) {
            throw new MapException("range " + first + "-" + last + " is empty, too long or outside of the image");
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

    private static void expect(Element root, String name, String value) {
        String found = field(root, name);
        if (!found.equals(value)) {
            throw new MapException(name + " '" + found + "' found, '" + value + "' expected");
        }
    }

    private static String field(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        if (found.getLength() != 1) {
            throw new MapException(found.getLength() + " elements " + name + " found, 1 expected");
        }
        return found.item(0).getTextContent().strip();
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new MapException("'" + digits + "' found, a number expected");
        }
    }

    private static Document parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(NO_DOCTYPE, true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new MapException("not a bmap file: " + e.getMessage());
        }
    }
}

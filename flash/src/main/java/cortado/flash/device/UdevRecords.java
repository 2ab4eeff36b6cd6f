package cortado.flash.device;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What udev found out about block devices: {@code /run/udev/data/bMAJOR:MINOR}. */
final class UdevRecords {
    private static final String BY_ID = "disk/by-id/";

    private final SystemFiles files;

    UdevRecords(SystemFiles files) {
        this.files = files;
    }

    /**
     * One device's properties.
     *
     * @param values as {@code udevadm info} shows them
     * @param links below {@code /dev}
     */
    record Properties(Map<String, String> values, List<String> links) {
        Optional<String> serial() {
            String brief = values.get("ID_SERIAL_SHORT");
            return Optional.ofNullable(brief != null ? brief : values.get("ID_SERIAL"));
        }

        Optional<String> model() {
            return Optional.ofNullable(values.get("ID_MODEL")).map(model -> model.replace('_', ' '));
        }

        /** The content that udev's probe saw, such as {@code LVM2_member}. */
        Optional<String> content() {
            return Optional.ofNullable(values.get("ID_FS_TYPE"));
        }

        /** The name by-id that says most: not that of a number alone. */
        Optional<String> byId() {
            return links.stream()
                    .filter(link -> link.startsWith(BY_ID))
                    .map(link -> link.substring(BY_ID.length()))
                    .min((a, b) -> a.startsWith("wwn-") == b.startsWith("wwn-")
                            ? a.compareTo(b)
                            : Boolean.compare(a.startsWith("wwn-"), b.startsWith("wwn-")));
        }
    }

    /** The record of a device; empty where udev has none, or does not run. */
    Properties of(String number) {
        Map<String, String> values = new HashMap<>();
        List<String> lines = files.lines("run/udev/data/b" + number);
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (line.startsWith("E:") && equals > 0) {
                values.put(line.substring(2, equals), line.substring(equals + 1));
            }
        }
        List<String> links = lines.stream()
                .filter(line -> line.startsWith("S:"))
                .map(line -> line.substring(2))
                .toList();
        return new Properties(values, links);
    }
}

package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cortado.kernel.KernelLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds Java's numbers to those that assembly and C are compiled with. */
class LayoutTest {
    private static final Map<String, Long> layout = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        Matcher line = Pattern.compile("(?m)^#define (\\w+) (?:0x([0-9a-f]+)|(\\d+))")
                .matcher(Files.readString(Path.of("src/main/asm/layout.h")));
        while (line.find()) {
            long value =
                    line.group(2) != null ? Long.parseUnsignedLong(line.group(2), 16) : Long.parseLong(line.group(3));
            layout.put(line.group(1), value);
        }
    }

    @Test
    void addressesAgree() {
        assertEquals(layout.get("KERNEL_BASE"), Image.BASE);
    }

    @Test
    void contextsAgree() {
        assertEquals(layout.get("CONTEXTS"), KernelLimits.PROCESSES);
        assertEquals(layout.get("CONTEXT_SIZE"), Contexts.SIZE);
        assertEquals(layout.get("CONTEXT_SP"), Contexts.SP);
        assertEquals(layout.get("CONTEXT_PC"), Contexts.PC);
        assertEquals(layout.get("CONTEXT_SPSR"), Contexts.SPSR);
        assertEquals(layout.get("CONTEXT_TPIDR"), Contexts.TPIDR);
    }

    @Test
    void cpusAndStacksAgree() throws IOException {
        assertEquals(layout.get("CPUS"), KernelLimits.CPUS);
        assertEquals(layout.get("STACK_SIZE"), Panic.STACK_SIZE);
        String script = Files.readString(Path.of("src/main/ld/kernel.ld"));
        assertEquals(true, script.contains("4 * (5 * 4096 + " + layout.get("STACK_SIZE") + ")"), "stacks in kernel.ld");
        String description = Files.readString(Path.of("kernel.properties"));
        long usable = layout.get("STACK_SIZE") - layout.get("CPU_BLOCK_SIZE");
        assertEquals(true, description.contains("stack=" + usable + "\n"), "stack in kernel.properties");
    }

    @Test
    void descriptorsAgree() {
        assertEquals(layout.get("DESCRIPTOR_BLOCK"), Descriptor.BLOCK);
        assertEquals(layout.get("DESCRIPTOR_TABLE"), Descriptor.TABLE);
        assertEquals(layout.get("DESCRIPTOR_PAGE"), Descriptor.LEAF);
        assertEquals(layout.get("DESCRIPTOR_USER"), Descriptor.USER);
        assertEquals(layout.get("DESCRIPTOR_READ_ONLY"), Descriptor.READ_ONLY);
        assertEquals(layout.get("DESCRIPTOR_SHARED"), Descriptor.SHARED);
        assertEquals(layout.get("DESCRIPTOR_ACCESSED"), Descriptor.ACCESSED);
        assertEquals(layout.get("DESCRIPTOR_NOT_GLOBAL"), Descriptor.NOT_GLOBAL);
        assertEquals(layout.get("DESCRIPTOR_PXN"), Descriptor.PXN);
        assertEquals(layout.get("DESCRIPTOR_UXN"), Descriptor.UXN);
        assertEquals(layout.get("ATTRIBUTE_DEVICE"), Descriptor.DEVICE);
        assertEquals(layout.get("ATTRIBUTE_NORMAL"), Descriptor.NORMAL);
        assertEquals(layout.get("ATTRIBUTE_UNCACHED"), Descriptor.UNCACHED);
    }
}

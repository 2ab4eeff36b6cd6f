package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cortado.abi.Limits;
import cortado.abi.VcpuPageLayout;
import cortado.kernel.KernelLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds Java's numbers to those that assembly and C are compiled with. */
class LayoutTest {
    private static final Map<String, Long> layout = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        read(Path.of("src/main/asm/layout.h"));
        read(Path.of("../../vmm-el2/monitor/src/main/asm/monitor.h"));
    }

    private static void read(Path file) throws IOException {
        Matcher line =
                Pattern.compile("(?m)^#define (\\w+) (?:0x([0-9a-f]+)|(\\d+))").matcher(Files.readString(file));
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
    void whatTheCompilerTakesForUnmappedIsOutsideOfEveryUserSpace() throws IOException {
        Properties recipe = new Properties();
        try (var in = Files.newBufferedReader(Path.of("kernel.properties"))) {
            recipe.load(in);
        }
        assertEquals(Limits.USER_START, Long.decode(recipe.getProperty("unmapped")));
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
    void guestsAgree() {
        assertEquals(layout.get("GUESTS"), KernelLimits.VCPUS);
        assertEquals(layout.get("GUESTS") * layout.get("CONTEXT_SIZE"), layout.get("GUEST_OFFSET"));
        assertEquals(layout.get("GUEST_OFFSET"), GuestContext.OFFSET);
        assertEquals(layout.get("GUEST_VTTBR"), GuestContext.VTTBR);
        assertEquals(layout.get("GUEST_VMPIDR"), GuestContext.VMPIDR);
        assertEquals(layout.get("GUEST_CNTVOFF"), GuestContext.CNTVOFF);
        assertEquals(layout.get("GUEST_FLUSH"), GuestContext.FLUSH);
        assertEquals(layout.get("GUEST_ESR"), GuestContext.ESR);
        assertEquals(layout.get("GUEST_FAR"), GuestContext.FAR);
        assertEquals(layout.get("GUEST_HPFAR"), GuestContext.HPFAR);
        assertEquals(layout.get("GUEST_SYSTEM"), GuestContext.SYSTEM);
        assertEquals(layout.get("GUEST_CNTV_CTL"), GuestContext.CNTV_CTL);
        assertEquals(layout.get("GUEST_CNTV_CVAL"), GuestContext.CNTV_CVAL);
        assertEquals(layout.get("GUEST_VMCR"), GuestContext.VMCR);
        assertEquals(layout.get("GUEST_ICH_HCR"), GuestContext.ICH_HCR);
        assertEquals(layout.get("GUEST_MISR"), GuestContext.MISR);
        assertEquals(layout.get("GUEST_AP0R"), GuestContext.AP0R);
        assertEquals(layout.get("GUEST_AP1R"), GuestContext.AP1R);
        assertEquals(layout.get("GUEST_SHOWN"), GuestContext.SHOWN);
        assertEquals(layout.get("GUEST_SHOWN_AT"), GuestContext.SHOWN_AT);
        assertEquals(layout.get("GUEST_LIST"), GuestContext.LIST);
        assertEquals(layout.get("SHOWN_MARKS"), VcpuPageLayout.SHOWN_MARKS - VcpuPageLayout.SHOWN);
    }

    @Test
    void theMonitorsCallsAgree() {
        assertEquals(layout.get("MONITOR_VECTORS"), Monitor.VECTORS);
        assertEquals(layout.get("MONITOR_FORGET_VM"), Monitor.FORGET_VM);
        assertEquals(layout.get("MONITOR_FORGET_PAGE"), Monitor.FORGET_PAGE);
        assertEquals(layout.get("MONITOR_START"), Monitor.START);
        assertEquals(layout.get("MONITOR_GIC"), Monitor.GIC);
        assertEquals(layout.get("MONITOR_HIDE"), Monitor.HIDE);
        assertEquals(layout.get("EXIT_SYNC"), Vcpus.EXIT_SYNC);
        assertEquals(layout.get("EXIT_INTERRUPT"), Vcpus.EXIT_INTERRUPT);
        assertEquals(layout.get("EXIT_ERROR"), Vcpus.EXIT_ERROR);
        assertEquals(layout.get("HOST_SIZE"), Monitor.HOST_SIZE);
        assertEquals(layout.get("HOST_DELTA"), Monitor.HOST_DELTA);
        assertEquals(layout.get("HOST_VTCR"), Monitor.HOST_VTCR);
        assertEquals(layout.get("HOST_LISTS"), Monitor.HOST_LISTS);
        assertEquals(layout.get("HOST_PRIORITIES"), Monitor.HOST_PRIORITIES);
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

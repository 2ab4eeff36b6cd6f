package cortado.fdt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The bridge of QEMU's {@code virt}, and broken ones. */
class PciHostTest {
    private static final String BRIDGE = """
            compatible = "pci-host-ecam-generic";
            reg = <0x40 0x10000000 0 0x10000000>;
            bus-range = <0 0xff>;
            ranges = <0x1000000 0 0          0 0x3eff0000 0 0x10000>,
                     <0x2000000 0 0x10000000 0 0x20000000 0 0x2eff0000>,
                     <0x3000000 0x80 0       0x80 0       0x80 0>;
            interrupt-map-mask = <0x1800 0 0 7>;
            interrupt-map = <0x0000 0 0 1 &gic 0 0 0 3 4>, <0x0800 0 0 1 &gic 0 0 0 4 4>,
                            <0x0800 0 0 2 &gic 0 0 0 5 4>;
            iommu-map = <0 &smmu 0x100 0x80>, <0x80 &smmu 0 0x20>;
            """;

    private final int[] cells = new int[Interrupts.MAX_CELLS];

    private static PciHost host(String properties) {
        String source = """
                /dts-v1/;
                / {
                	#address-cells = <2>;
                	#size-cells = <2>;
                	gic: intc { interrupt-controller; #interrupt-cells = <3>; #address-cells = <2>; };
                	smmu: iommu { };
                	pcie@10000000 {
                		#address-cells = <3>;
                		#size-cells = <2>;
                		#interrupt-cells = <1>;
                		%s
                	};
                };
                """.formatted(properties);
        try {
            return new PciHost(new FlatTree(Blob.compile(source.getBytes(StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyFunctionHasItsPageOfConfiguration() {
        PciHost host = host(BRIDGE);
        assertEquals(0x40_1000_0000L, host.configuration(0));
        assertEquals(0x40_1000_8000L, host.configuration(8));
        assertEquals(0x40_1fff_f000L, host.configuration(0xffff));
        assertEquals(FlatTree.ABSENT, host.configuration(0x1_0000));
        assertEquals(FlatTree.ABSENT, host.configuration(-1));
        PciHost later = host(BRIDGE.replace("bus-range = <0 0xff>", "bus-range = <0x10 0x11>")
                .replace("0 0x10000000>;", "0 0x200000>;"));
        assertEquals(FlatTree.ABSENT, later.configuration(8));
        assertEquals(0x40_1000_8000L, later.configuration(0x1008));
        assertEquals(FlatTree.ABSENT, later.configuration(0x1200));
    }

    @Test
    void theWindowIsTheOneOntoMemoryBelow4GiB() {
        PciHost host = host(BRIDGE);
        assertEquals(0x1000_0000, host.windowStart());
        assertEquals(0x2eff_0000, host.windowSize());
        assertEquals(0x2000_1000, host.translate(0x1000_1000, 0x1000));
        assertEquals(0x4efe_f000, host.translate(0x3efe_f000, 0x1000));
        assertEquals(FlatTree.NOT_TRANSLATABLE, host.translate(0x3efe_f000, 0x1001));
        assertEquals(FlatTree.NOT_TRANSLATABLE, host.translate(0xfff_f000, 0x1000));
        assertEquals(FlatTree.NOT_TRANSLATABLE, host.translate(-1, 1));
        assertEquals(FlatTree.NOT_TRANSLATABLE, host.translate(0x1000_0000, 0));
        assertEquals(FlatTree.NOT_TRANSLATABLE, host.translate(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void streamsAreNumberedByTheMap() {
        PciHost host = host(BRIDGE);
        assertEquals(0x108, host.stream(8));
        assertEquals(0x10, host.stream(0x90));
        assertEquals(FlatTree.ABSENT, host.stream(0xa0));
        assertEquals(FlatTree.ABSENT, host.iommu(0xa0));
        assertEquals(host.iommu(8), host.iommu(0x90));
        assertEquals(FlatTree.ABSENT, host(BRIDGE.replace("iommu-map", "other")).iommu(8));
    }

    @Test
    void pinsLeadToTheControllersOwnNames() {
        PciHost host = host(BRIDGE);
        assertEquals(host.interrupt(0, 1, cells), host.interrupt(8, 1, cells));
        assertArrayEquals(new int[] {0, 4, 4, 0}, cells);
        host.interrupt(0x20 + 8, 2, cells); // device 5, which shares lines with device 1
        assertArrayEquals(new int[] {0, 5, 4, 0}, cells);
        assertEquals(FlatTree.ABSENT, host.interrupt(0x10, 1, cells));
        assertEquals(FlatTree.ABSENT, host.interrupt(8, 4, cells));
    }

    @Test
    void brokenBridgesHaveAnAnswerToo() {
        PciHost none = host("compatible = \"something,else\";");
        PciHost empty = host("compatible = \"pci-host-ecam-generic\";");
        for (PciHost host : new PciHost[] {none, empty}) {
            assertEquals(true, host.configuration(8) < 0);
            assertEquals(true, host.windowStart() < 0);
            assertEquals(true, host.windowSize() < 0);
            assertEquals(true, host.translate(0x1000_0000, 0x1000) < 0);
            assertEquals(FlatTree.ABSENT, host.iommu(8));
            assertEquals(FlatTree.ABSENT, host.stream(8));
            assertEquals(FlatTree.ABSENT, host.interrupt(8, 1, cells));
        }
        PciHost cut = host(BRIDGE.replace("<0x0800 0 0 2 &gic 0 0 0 5 4>", "<0x0800 0 0 2 &gic 0 0 0>"));
        assertEquals(FlatTree.MALFORMED, cut.interrupt(8, 2, cells));
        PciHost lost = host(BRIDGE.replace("&gic 0 0 0 3 4", "0x777 0 0 0 3 4"));
        assertEquals(FlatTree.MALFORMED, lost.interrupt(8, 1, cells));
    }
}
